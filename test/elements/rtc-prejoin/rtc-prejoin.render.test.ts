import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { CallState } from '../../../src/core/call-state.ts';
import { RtcError, type RtcErrorCode } from '../../../src/core/errors.ts';
import '../../../src/elements/rtc-prejoin/rtc-prejoin.ts';
import { injectPermission, restoreDevices } from '../../support/recorded-tracks.ts';
import { exposedParts, focusedIn } from '../../support/shadow.ts';
import type { ShownCall } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

describe('<rtc-prejoin>', () => {
  let call: ShownCall;

  beforeEach(async () => {
    // What is granted already is opened without a click.
    injectPermission('prompt');
    call = await fixture<ShownCall>(html`<shown-call><rtc-prejoin></rtc-prejoin></shown-call>`);
    await shows({ status: { phase: 'prejoin' }, wishes: { microphone: true, camera: true } });
  });

  afterEach(async () => {
    restoreDevices();
    await expect(call).to.be.accessible();
  });

  const screen = () => call.querySelector('rtc-prejoin')!;
  const shows = async (state: Partial<CallState>) => {
    call.store.update(state);
    await screen().updateComplete;
  };
  const part = (name: string) => [...exposedParts(screen())].find(([, names]) => names.includes(name))?.[0];
  const text = (name: string) => part(name)?.textContent.trim();
  const failed = (code: RtcErrorCode) => new RtcError(code, 'Made up');

  it('has a picture of oneself, both buttons, a name and one thing to do', () => {
    for (const name of ['preview', 'tile', 'button', 'name-field', 'join-button']) expect(part(name), name).to.exist;
    expect(text('join-button')).to.equal('Join');
  });

  it('joins under the name that was typed', async () => {
    await shows({ profile: { name: 'Ada', avatar: '' } });
    const field = part('name-field') as HTMLInputElement;
    expect(field.value).to.equal('Ada');
    field.value = ' Countess ';
    part('join-button')!.click();
    expect(call.commands.slice(-2)).to.deep.equal([['setProfile', { name: 'Countess' }], ['enter']]);
  });

  it('keeps what is being typed while something else changes', async () => {
    (part('name-field') as HTMLInputElement).value = 'Half a na';
    await shows({ server: 'connected' });
    expect((part('name-field') as HTMLInputElement).value).to.equal('Half a na');
  });

  it('asks for devices on a click, for those that are wished for', async () => {
    await waitUntil(() => part('show-button'), 'the offer');
    expect(text('show-button')).to.equal('Show my camera');
    part('show-button')!.click();
    expect(call.commands).to.deep.equal([
      ['turn', 'microphone', true],
      ['turn', 'camera', true],
    ]);
    await shows({ camera: 'on' });
    expect(part('show-button')).to.be.undefined;
  });

  it('offers nothing to click for a camera that comes by itself', async () => {
    injectPermission('granted');
    call = await fixture<ShownCall>(html`<shown-call><rtc-prejoin></rtc-prejoin></shown-call>`);
    const seen: boolean[] = [];
    const watch = new MutationObserver(() => seen.push(part('show-button') !== undefined));
    watch.observe(screen().renderRoot, { childList: true, subtree: true });
    await shows({ status: { phase: 'prejoin' }, wishes: { microphone: true, camera: true } });
    await waitUntil(() => call.commands.length === 2, 'both to be opened');
    await shows({ camera: 'starting' });
    await shows({ camera: 'on' });
    watch.disconnect();
    expect(seen).to.include(false).and.not.to.include(true);
  });

  it('does not offer a camera that is not wished for', async () => {
    await shows({ wishes: { microphone: true, camera: false } });
    expect(part('show-button')).to.be.undefined;
  });

  for (const [failures, button, advice] of [
    [{ camera: failed('media-denied') }, 'Join without camera', 'In this browser:'],
    [{ microphone: failed('media-in-use') }, 'Join without microphone', 'Another app'],
    [{ camera: failed('media-not-found'), microphone: failed('media-not-found') }, 'Join without camera and microphone', 'was found'],
  ] as const) {
    it(`lets people in all the same: ${button}`, async () => {
      await shows({ failures });
      expect(text('join-button')).to.equal(button);
      expect(text('advice')).to.include(advice);
      expect(part('advice')!.role).to.equal('status');
      part('join-button')!.click();
      expect(call.commands.at(-1)).to.deep.equal(['enter']);
    });
  }

  it('says nothing when there is nothing to say', () => {
    expect(text('advice')).to.equal('');
  });

  it('shows menus for what was on, and keeps them', async () => {
    expect(screen().shadowRoot!.querySelectorAll('rtc-device-picker')).to.have.length(0);
    await shows({ camera: 'on' });
    const kinds = () => [...screen().shadowRoot!.querySelectorAll('rtc-device-picker')].map(({ kind }) => kind);
    await screen().updateComplete;
    expect(kinds()).to.deep.equal(['camera', 'speaker']);
    await shows({ camera: 'off' });
    expect(kinds()).to.deep.equal(['camera', 'speaker']);
  });

  it('leaves out what the call does not send', async () => {
    await shows({ sends: ['microphone'] });
    expect(screen().shadowRoot!.querySelector('rtc-camera-button')).to.be.null;
    await shows({ sends: [] });
    expect(part('preview')).to.be.undefined;
    expect(part('join-button')).to.exist;
  });

  it('says that it is connecting, and is gone in the call', async () => {
    await shows({ status: { phase: 'joining' } });
    expect([text('join-button'), (part('join-button') as HTMLButtonElement).disabled]).to.deep.equal(['Connecting…', true]);
    await shows({ status: { phase: 'live' } });
    expect([...exposedParts(screen())]).to.be.empty;
    await shows({ status: { phase: 'prejoin' } });
    expect(part('join-button')).to.exist;
  });

  it('gives the focus to the name', () => {
    screen().focus();
    expect(focusedIn(screen()) === part('name-field')).to.be.true;
  });

  for (const width of [280, 720, 1400]) {
    it(`fits into ${width} px`, async () => {
      call.style.display = 'block';
      call.style.inlineSize = `${width}px`;
      await shows({ failures: { camera: failed('media-denied'), microphone: failed('media-denied') }, camera: 'on', microphone: 'on' });
      await shows({ camera: 'off', microphone: 'off' });
      expect(screen().scrollWidth).to.be.at.most(width);
      const { right } = part('join-button')!.getBoundingClientRect();
      expect(right).to.be.at.most(screen().getBoundingClientRect().right);
    });
  }
});
