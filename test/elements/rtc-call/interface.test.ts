import { expect, fixture, html } from '@open-wc/testing';
import type { RtcCall } from '../../../src/elements/rtc-call/rtc-call.ts';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { transport, type MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { adopt, everyCallIsAccessible, newRoom, type PageCall, pageCall, pageCalls } from '../../support/page-calls.ts';
import { focusedIn } from '../../support/shadow.ts';
import { injectPermission, recordTracks, restoreDevices } from '../../support/recorded-tracks.ts';

const network = transport as MemoryNetwork;

describe('<rtc-call> interface', () => {
  afterEach(everyCallIsAccessible);
  afterEach(restoreDevices);

  it('joins under the name that was typed', async () => {
    const call = await pageCall({ 'view-only': true, 'display-name': 'Ada' });
    await call.phase('prejoin');
    const field = call.part('prejoin-name-field') as HTMLInputElement;
    expect(field.value).to.equal('Ada');
    field.value = ' Countess ';
    call.button('Join').click();
    await call.phase('live');
    expect(call.element.participants[0]?.name).to.equal('Countess');
    expect(call.element.getAttribute('display-name')).to.equal('Ada');
  });

  it('turns on before joining only what was asked for', async () => {
    const tracks = recordTracks();
    injectPermission('prompt');
    const call = await pageCall();
    await call.phase('prejoin');
    expect(call.part('tile-video')).to.be.undefined;
    call.button('Camera').click();
    call.button('Microphone').click();
    await call.element.updateComplete;
    expect(call.button('Camera').ariaPressed).to.equal('false');
    expect(tracks.asked).to.be.empty;

    call.button('Camera').click();
    await call.until('the camera', () => call.button('Camera').ariaPressed === 'true' && tracks.live.length === 1);
    call.button('Join').click();
    await call.phase('live');
    expect(call.element.participants[0]).to.include({ camera: 'on', microphone: 'off' });
    expect(tracks.asked).to.have.length(1);
  });

  it('shows everybody, and has buttons for what one sends', async () => {
    const [ada] = await pageCalls({ 'view-only': false, 'display-name': 'Ada' }, { 'display-name': 'Grace' }, {});
    await ada!.until('three tiles', () => ada!.parts('tile').length === 3);
    await ada!.until('the microphone', () => ada!.button('Microphone').ariaPressed === 'true');
    ada!.button('Microphone').click();
    await ada!.until('no microphone', () => ada!.button('Microphone').ariaPressed === 'false');
    expect(ada!.element.participants[0]?.microphone).to.equal('off');

    ada!.button('Leave').click();
    await ada!.phase('ended');
    expect(ada!.words).to.include('You left the call');
    ada!.button('Join again').click();
    await ada!.sees(3);
  });

  it('keeps the focus inside when a screen goes', async () => {
    const call = await pageCall({ 'view-only': true });
    await call.phase('prejoin');
    call.button('Join').focus();
    call.button('Join').click();
    await call.phase('live');
    await call.until('a control with the focus', () => ['Hand', 'React', 'Leave'].some((name) => call.button(name) === focusedIn(call.element)));
    call.button('Leave').click();
    await call.phase('ended');
    expect(focusedIn(call.element) === call.button('Join again')).to.be.true;
  });

  it('takes no focus that was elsewhere', async () => {
    const call = await pageCall({ 'view-only': true });
    await call.phase('prejoin');
    await call.element.join();
    await call.element.updateComplete;
    expect(document.activeElement === document.body).to.be.true;
  });

  it('says that it tries to reach the server, and goes on when it is there', async () => {
    network.stopServer();
    const call = await pageCall({ autojoin: true, 'view-only': true });
    await call.until('the notice', () => call.notice === 'Can’t reach the call server. Trying again…');
    expect(call.element.phase).to.equal('joining');
    network.startServer();
    await call.phase('live');
    expect(call.errors).to.deep.equal(['server-unreachable']);
    expect(call.notice).not.to.include('server');
  });

  it('says that the connection is interrupted, but not at once', async () => {
    const [ada, grace] = await pageCalls({}, {});
    network.cut(ada!.element.localId!, grace!.element.localId!);
    await ada!.phase('reconnecting');
    expect(ada!.notice).to.equal('');
    const since = performance.now();
    await ada!.until('the notice', () => ada!.notice === 'Reconnecting…');
    expect(performance.now() - since).to.be.greaterThan(1500);
    network.heal(ada!.element.localId!, grace!.element.localId!);
    await ada!.phase('live');
    expect(ada!.notice).to.equal('');
  });

  for (const [attributes, words] of [
    [{}, 'Anyone who knows the room’s name can join.'],
    [{ passphrase: 'correct horse' }, 'Others need the same passphrase.'],
    [{ 'shared-link': true }, 'Others need the link.'],
  ] as const) {
    it(`tells whoever is alone who can come: ${words}`, async () => {
      const call = await pageCall({ autojoin: true, 'view-only': true, ...attributes });
      await call.phase('live');
      expect(call.notice).to.include(words);
    });
  }

  it('offers a link to whoever is alone', async () => {
    const call = await pageCall({ autojoin: true, 'view-only': true });
    await call.phase('live');
    expect(call.notice).to.include('Nobody else is here yet.');
    let copied = '';
    Object.defineProperty(navigator.clipboard, 'writeText', { configurable: true, value: async (text: string) => void (copied = text) });
    call.button('Copy link').click();
    await call.until('the answer', () => call.notice.includes('Link copied'));
    Reflect.deleteProperty(navigator.clipboard, 'writeText');
    expect(copied).to.equal(location.href);
  });

  it('says that the room is full, and offers to try again', async () => {
    const room = newRoom();
    const calls = await Promise.all([1, 2, 3].map(() => pageCall({ room, autojoin: true, 'view-only': true, 'max-participants': 2 })));
    // Who came at the same moment as others cannot know whose seat it was; one of them gives it up.
    const isFailed = ({ element }: PageCall) => element.phase === 'failed';
    const out = await Promise.race(calls.map((call) => call.until('a full room', () => calls.find(isFailed))));
    await out.phase('failed');
    expect(out.errors).to.deep.equal(['room-full']);
    expect(out.words).to.include('This call is full.');

    const [first, second] = calls.filter((call) => call !== out);
    await Promise.all([first!.sees(2), second!.sees(2)]);
    await second!.element.leave();
    await first!.sees(1);
    out.button('Try again').click();
    await out.sees(2);
  });

  it('opens no device behind a screen of the page’s own, and has its own back when that goes', async () => {
    const tracks = recordTracks();
    injectPermission('granted');
    const element = await fixture<RtcCall>(html`<rtc-call><p slot="prejoin">Welcome</p></rtc-call>`);
    const call = await adopt(Object.assign(element, { room: newRoom(), transport: 'memory' }));
    await call.phase('prejoin');
    expect(call.part('prejoin')).to.be.undefined;
    expect(tracks.asked).to.be.empty;
    element.querySelector('p')?.remove();
    await call.until('the screen', () => call.part('prejoin'));
    await call.until('the devices', () => tracks.live.length === 2);
  });

  describe('default slot', () => {
    const attributes = () => ({ room: newRoom(), transport: 'memory', viewOnly: true });

    it('is not replaced by white space, comments, text or children with a slot', async () => {
      const element = await fixture<RtcCall>(html`
        <rtc-call>
          <!-- nothing -->
          Loading
          <button slot="toolbar">More</button>
        </rtc-call>
      `);
      const call = await adopt(Object.assign(element, attributes()));
      await element.join();
      await element.updateComplete;
      expect(call.part('stage')).to.exist;
      expect(element.querySelector('button')?.checkVisibility()).to.be.true;
      expect(element.shadowRoot?.querySelector<HTMLSlotElement>('slot:not([name])')?.checkVisibility()).to.be.false;
    });

    it('is replaced by an element, and back when that goes', async () => {
      const element = await fixture<RtcCall>(html`<rtc-call><p>Mine</p></rtc-call>`);
      const call = await adopt(Object.assign(element, attributes()));
      await element.join();
      expect(call.part('stage')).to.be.undefined;
      expect(element.querySelector('p')?.checkVisibility()).to.be.true;
      element.querySelector('p')?.remove();
      await call.until('the stage', () => call.part('stage'));
    });

    it('may come to be replaced later', async () => {
      const call = await pageCall({ autojoin: true, 'view-only': true });
      await call.phase('live');
      call.element.append(document.createElement('p'));
      await call.until('no stage', () => !call.part('stage'));
    });
  });
});
