import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, newRoom, pageCall, pageCalls, rejected } from '../../support/page-calls.ts';
import { restoreDevices } from '../../support/recorded-tracks.ts';

const bad: readonly [attribute: string, value: string | false][] = [
  ['room', false],
  ['room', ' '],
  ['server', 'ftp://example.org/peer'],
  ['server', 'http://['],
  ['transport', 'pigeon'],
  ['transport', 'constructor'],
  ['ice-servers', '[{"urls":'],
  ['ice-servers', '{"urls":"stun:example.org"}'],
  ['codecs', 'vp8 theora'],
  ['resolution', '8k'],
  ['frame-rate', 'often'],
  ['frame-rate', ''],
  ['max-bitrate', 'much'],
  ['max-bitrate', '5'],
  ['max-participants', '1'],
  ['max-participants', '17'],
  ['layout', 'mosaic'],
  ['layout', 'constructor'],
];

/** What the page's author finds in the console, until the test is over. */
function recordWarnings(): () => string[] {
  const lines: string[] = [];
  console.warn = (...words: unknown[]) => lines.push(words.join(' '));
  // Lit has a word of its own about being in development.
  return () => lines.filter((line) => line.startsWith('<rtc-call>'));
}

describe('<rtc-call> attributes', () => {
  const { warn } = console;
  const isSecureContext = Object.getOwnPropertyDescriptor(globalThis, 'isSecureContext') ?? {};
  afterEach(() => {
    console.warn = warn;
    Object.defineProperty(globalThis, 'isSecureContext', isSecureContext);
  });
  afterEach(everyCallIsAccessible);
  afterEach(restoreDevices);

  for (const [attribute, value] of bad) {
    it(`names ${attribute}="${String(value)}" as what is wrong, and recovers`, async () => {
      const printed = recordWarnings();
      const call = await pageCall({ autojoin: true, 'view-only': true, [attribute]: value });
      await call.phase('failed');
      expect(printed()).to.deep.equal([`<rtc-call>: bad-attribute: ${call.element.error?.message}`]);
      expect(call.errors).to.deep.equal(['bad-attribute']);
      expect(call.element.error?.message).to.include(attribute);
      expect(call.words).to.include('This call isn’t set up right');

      if (attribute === 'room' || attribute === 'transport') call.element.setAttribute(attribute, attribute === 'room' ? newRoom() : 'memory');
      else call.element.removeAttribute(attribute);
      await call.phase('live');
      expect(call.element.error).to.be.null;
    });
  }

  it('says what is wrong before anybody tries to join', async () => {
    const call = await pageCall({ room: false });
    await call.phase('failed');
    expect(call.errors).to.deep.equal(['bad-attribute']);
    call.element.room = newRoom();
    await call.phase('prejoin');
  });

  it('tells a caller, and does not fire it too', async () => {
    const call = await pageCall({ 'view-only': true });
    await call.phase('prejoin');
    call.element.maxParticipants = 99;
    const printed = recordWarnings();
    expect(await rejected(call.element.join())).to.equal('bad-attribute');
    expect(call.element.phase).to.equal('failed');
    expect(call.errors).to.be.empty;
    expect(printed()).to.be.empty;
  });

  it('prints no secrets of what is wrong', async () => {
    const printed = recordWarnings();
    const call = await pageCall({ 'ice-servers': '[{"credential":"hush"', passphrase: 'hush', server: 'ftp://ada:hush@example.org/peer?key=hush#hush' });
    await call.phase('failed');
    call.element.server = '/peer';
    await call.until('the other error', () => call.errors.length === 2);
    expect(printed()).to.deep.equal([
      '<rtc-call>: bad-attribute: server="ftp://example.org/peer" is not an http: or https: address',
      '<rtc-call>: bad-attribute: ice-servers is neither a JSON array nor an address',
    ]);
  });

  for (const attributes of [{}, { autojoin: true }, { 'no-standby': true }]) {
    it(`say at once that the page is not secure: ${JSON.stringify(attributes)} (injected)`, async () => {
      const printed = recordWarnings();
      Object.defineProperty(globalThis, 'isSecureContext', { configurable: true, value: false });
      const call = await pageCall(attributes);
      await call.phase('failed');
      expect(call.errors).to.deep.equal(['insecure-context']);
      expect(call.words).to.include('Open this page with https.');
      expect(printed()).to.deep.equal([`<rtc-call>: insecure-context: ${call.element.error?.message}`]);
    });
  }

  it('does not end a call when join() is called in it', async () => {
    const [call] = await pageCalls({});
    call!.element.maxParticipants = 99;
    await call!.element.join();
    expect(call!.element.phase).to.equal('live');
  });

  it('takes null and undefined as absent', async () => {
    const call = await pageCall({ 'view-only': true });
    await call.phase('prejoin');
    const { element } = call;
    Object.assign(element, { displayName: null, server: undefined, codecs: null, resolution: null, frameRate: undefined });
    Object.assign(element, { maxParticipants: null, passphrase: undefined, avatar: null, theme: null, iceServers: undefined });
    await element.join();
    expect(element.phase).to.equal('live');

    Object.assign(element, { server: '', passphrase: null });
    await element.updateComplete;
    expect(call.story).not.to.include('rtc-left');
  });

  it('has the default again when an attribute goes', async () => {
    const call = await pageCall({ 'max-participants': 4, 'frame-rate': 15, 'display-name': 'Ada', 'ice-servers': '[]', muted: true });
    const { element } = call;
    expect([element.maxParticipants, element.frameRate, element.displayName, element.iceServers, element.muted]).to.deep.equal([4, 15, 'Ada', [], true]);
    for (const name of ['max-participants', 'frame-rate', 'display-name', 'ice-servers', 'muted']) element.removeAttribute(name);
    expect([element.maxParticipants, element.frameRate, element.displayName, element.iceServers, element.muted]).to.deep.equal([8, 30, '', null, false]);
    await call.phase('prejoin');
  });

  it('are never written', async () => {
    const call = await pageCall({ muted: true, id: 'call' });
    const written = () => call.element.getAttributeNames().map((name) => [name, call.element.getAttribute(name)]);
    const before = written();
    await call.phase('prejoin');
    Object.assign(call.element, { displayName: 'Ada', muted: false, theme: 'dark', frameRate: 10 });
    await call.element.join();
    await call.element.setMicrophone(true);
    await call.element.leave();
    expect(written()).to.deep.equal(before);
  });

  it('tells everybody a new name', async () => {
    const [ada, grace] = await pageCalls({ 'display-name': 'Ada' }, {});
    ada!.element.setAttribute('display-name', 'Countess');
    await grace!.until('the new name', () => grace!.element.participants[1]?.name === 'Countess');
    expect(ada!.element.participants[0]?.name).to.equal('Countess');
    expect(grace!.all('rtc-participant-changed').map(({ changes }) => changes)).to.deep.equal([{ name: 'Countess' }]);
  });

  it('turns devices off and on when the wish changes', async () => {
    const call = await pageCall({ autojoin: true, muted: true });
    await call.until('the camera', () => call.element.participants[0]?.camera === 'on');
    expect(call.element.participants[0]?.microphone).to.equal('off');

    call.element.muted = false;
    await call.until('the microphone', () => call.element.participants[0]?.microphone === 'on');
    call.element.setAttribute('camera-off', '');
    await call.until('no camera', () => call.element.participants[0]?.camera === 'off');
    expect(call.element.participants[0]?.microphone).to.equal('on');
  });

  it('sends no camera in an audio-only call, and nothing in a view-only one', async () => {
    const call = await pageCall({ autojoin: true, 'audio-only': true });
    await call.until('the microphone', () => call.element.participants[0]?.microphone === 'on');
    expect(await rejected(call.element.setCamera(true))).to.equal('denied');
    const titles = () => call.parts('button').map(({ title }) => title.replace(/ \(.\)$/, ''));
    await call.until('the controls', () => titles().join() === 'Turn off microphone,Raise hand,React,Chat,People,More,Leave');

    call.element.viewOnly = true;
    await call.until('no microphone', () => call.element.participants[0]?.microphone === 'off');
    expect(await rejected(call.element.setMicrophone(true))).to.equal('denied');
    expect(call.errors).to.be.empty;
  });

  it('joins by itself when autojoin is added to the pre-join screen', async () => {
    const call = await pageCall({ 'view-only': true });
    await call.phase('prejoin');
    call.element.setAttribute('autojoin', '');
    await call.phase('live');
  });

  it('is dark or light as theme says, whatever the page is', async () => {
    const call = await pageCall({ theme: 'dark' });
    await call.phase('prejoin');
    const ground = () => getComputedStyle(call.element.shadowRoot!.querySelector('.call')!).backgroundColor;
    const dark = ground();
    call.element.theme = 'light';
    await call.element.updateComplete;
    expect(ground()).to.equal('rgb(255, 255, 255)');
    expect(dark).not.to.equal(ground());
  });
});
