import { expect } from '@open-wc/testing';
import type { RtcError } from '../../../src/core/errors.ts';
import { callOptions, type CallSettings } from '../../../src/elements/rtc-call/call-options.ts';

const settings: CallSettings = {
  room: 'daily',
  displayName: null,
  server: 'https://rtc.example.org/peer',
  transport: null,
  sharedLink: false,
  passphrase: null,
  iceServers: [],
  relayOnly: false,
  codecs: null,
  resolution: null,
  frameRate: null,
  maxBitrate: null,
  maxParticipants: null,
  compat: false,
  layout: null,
  hideSelf: false,
  noMirror: false,
  panel: null,
  shortcuts: null,
  noShortcuts: false,
  avatar: null,
  autojoin: false,
  muted: false,
  cameraOff: false,
  audioOnly: false,
  viewOnly: false,
  noEchoCancellation: false,
  noNoiseSuppression: false,
  noAutoGain: false,
  music: false,
  forgetDevices: false,
  noStandby: false,
  persist: false,
  noHistory: false,
  arrangement: null,
};
const hooks = {
  linkFor: () => ({ room: 'daily', key: new Uint8Array(16) }),
  report: () => undefined,
};

describe('the options of a call', () => {
  it('say at any time whether the page wants the next link relayed', () => {
    const wishes = { ...settings };
    const { relayOnly } = callOptions(wishes, hooks);
    expect(relayOnly?.()).to.equal(false);
    wishes.relayOnly = true;
    expect(relayOnly?.()).to.equal(true);
  });

  it('want every link relayed where a program has arranged it so', () => {
    const { relayOnly } = callOptions({ ...settings, arrangement: { key: new Uint8Array(16), links: 'relayed' } }, hooks);
    expect(relayOnly?.()).to.equal(true);
  });

  it('let stock PeerJS clients in only where there is no key, and the name can be an address', () => {
    const codeOf = (change: Partial<CallSettings>) => {
      try {
        return callOptions({ ...settings, compat: true, ...change }, hooks).compat;
      } catch (error) {
        return (error as RtcError).code;
      }
    };
    expect(callOptions(settings, hooks).compat).to.equal(false);
    for (const room of ['daily', 'a', 'Green-house_2', 'x'.repeat(57)]) expect(codeOf({ room }), room).to.equal(true);
    for (const room of ['a b', 'a--b', '-a', 'a-', 'Gärten', 'a/b', 'x'.repeat(58)]) expect(codeOf({ room }), room).to.equal('bad-attribute');
    expect(codeOf({ passphrase: 'open sesame' })).to.equal('bad-attribute');
    expect(codeOf({ sharedLink: true })).to.equal('bad-attribute');
    expect(codeOf({ arrangement: { key: new Uint8Array(16), links: 'early' } })).to.equal('bad-attribute');
  });

  it('answer the servers that the page names at the time', async () => {
    const wishes: CallSettings = { ...settings, iceServers: [{ urls: 'stun:one.example' }] };
    const { iceServers } = callOptions(wishes, hooks);
    expect(await iceServers()).to.deep.equal([{ urls: 'stun:one.example' }]);
    wishes.iceServers = [{ urls: 'stun:two.example' }];
    expect(await iceServers()).to.deep.equal([{ urls: 'stun:two.example' }]);
  });
});
