import { expect, fixture, html } from '@open-wc/testing';
import { mediaKey } from '../../../src/core/call-state.ts';
import { RtcError } from '../../../src/core/errors.ts';
import type { RtcSettings } from '../../../src/elements/rtc-settings/rtc-settings.ts';
import '../../../src/elements/rtc-settings/rtc-settings.ts';
import { type InjectedDevices, injectedDevices } from '../../support/injected-devices.ts';
import { nameOf } from '../../support/shadow.ts';
import { type ShownCall, ShownMedia } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

const ofSpeech = ['Suppress noise', 'Cancel echo', 'Keep my volume even'];

describe('<rtc-settings>', () => {
  let call: ShownCall;
  let devices: InjectedDevices;

  beforeEach(async () => {
    devices = injectedDevices();
    devices.set(['audioinput', 'desk', 'Desk microphone'], ['videoinput', 'cam', 'Camera of the screen'], ['audiooutput', 'loud', 'Loudspeaker']);
    call = await fixture<ShownCall>(html`<shown-call><rtc-settings></rtc-settings></shown-call>`);
    await settled();
  });

  afterEach(async () => {
    devices.restore();
    await expect(call).to.be.accessible();
  });

  const element = () => call.querySelector<RtcSettings>('rtc-settings')!;
  const all = <Name extends keyof HTMLElementTagNameMap>(name: Name) => [...element().shadowRoot!.querySelectorAll(name)];
  const kinds = () => all('rtc-device-picker').map(({ kind }) => kind);
  const box = (name: string) => all('input').find((input) => input.labels![0]!.textContent.trim() === name)!;
  const settled = async () => {
    await devices.asked;
    await element().updateComplete;
  };
  const shows = async (change: Parameters<typeof call.store.update>[0]) => {
    call.store.update(change);
    await settled();
  };

  it('has a menu for each kind of device, and no heading', () => {
    expect(kinds()).to.deep.equal(['microphone', 'camera', 'speaker']);
    expect(element().shadowRoot!.querySelector('h1, h2, h3')).to.be.null;
  });

  it('leaves out what the call does not send', async () => {
    await shows({ sends: ['microphone'] });
    expect([kinds(), all('input').length]).to.deep.equal([['microphone', 'speaker'], 4]);
    await shows({ sends: [] });
    expect([kinds(), all('input').length]).to.deep.equal([['speaker'], 0]);
  });

  it('shows what is wished for the sound', async () => {
    expect(ofSpeech.map((name) => box(name).checked)).to.deep.equal([true, true, true]);
    expect(box('Original sound for music').checked).to.be.false;
    await shows({ processing: { echoCancellation: false, noiseSuppression: true, autoGainControl: false, music: false } });
    expect(ofSpeech.map((name) => box(name).checked)).to.deep.equal([true, false, false]);
  });

  it('tells the call what is wished', () => {
    box('Suppress noise').click();
    box('Original sound for music').click();
    expect(call.commands).to.deep.equal([
      ['setProcessing', { noiseSuppression: false }],
      ['setProcessing', { music: true }],
    ]);
  });

  it('keeps for music what is done to speech, and does none of it', async () => {
    await shows({ processing: { ...call.store.state.processing, noiseSuppression: false, music: true } });
    expect(ofSpeech.map((name) => [box(name).checked, box(name).disabled])).to.deep.equal([[false, true], [false, true], [false, true]]);
    await shows({ processing: { ...call.store.state.processing, music: false } });
    expect(ofSpeech.map((name) => [box(name).checked, box(name).disabled])).to.deep.equal([[false, false], [true, false], [true, false]]);
  });

  it('says what original sound is', () => {
    const about = box('Original sound for music').getAttribute('aria-describedby')!;
    expect(element().shadowRoot!.getElementById(about)!.textContent).to.include('headphones');
  });

  it('announces what the call cannot do', async () => {
    call.refusals = { setProcessing: new RtcError('media-in-use', 'Taken') };
    box('Cancel echo').click();
    await settled();
    expect(call.commands.at(-1)).to.deep.equal(['report', call.refusals['setProcessing']]);
  });

  it('has a meter while the microphone is on', async () => {
    expect(element().shadowRoot!.querySelector('[role=meter]')).to.be.null;
    await shows({ microphone: 'on', localId: 'me', media: new Map([[mediaKey('me', 'microphone'), new ShownMedia('microphone')]]) });
    expect(element().shadowRoot!.querySelector('[role=meter]')).not.to.be.null;
    await shows({ microphone: 'off' });
    expect(element().shadowRoot!.querySelector('[role=meter]')).to.be.null;
  });

  it('has a button that tries the speaker', () => {
    expect(all('button').map(nameOf)).to.deep.equal(['Test sound']);
  });

  for (const width of [280, 400]) {
    for (const dir of ['ltr', 'rtl']) {
      it(`fits into ${width} pixels, ${dir}`, async () => {
        devices.set(['audioinput', 'long', 'A microphone whose maker was fond of words '.repeat(5)]);
        Object.assign(call.style, { display: 'block', inlineSize: `${width}px` });
        call.dir = dir;
        await settled();
        const box = element().getBoundingClientRect();
        for (const inside of element().shadowRoot!.querySelectorAll('rtc-device-picker, button, label, p')) {
          const { left, right } = inside.getBoundingClientRect();
          expect(left >= box.left && right <= box.right, inside.outerHTML).to.be.true;
        }
      });
    }
  }
});
