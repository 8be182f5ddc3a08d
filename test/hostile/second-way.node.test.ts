import { expect } from 'chai';
import { SecondWay, type Way } from '../../src/transports/mesh/second-way.ts';
import { quiet } from '../support/stream-ends.ts';

const data = 'v=0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n';

describe('somebody who speaks of second connections', () => {
  const real = Object.getOwnPropertyDescriptor(globalThis, 'RTCPeerConnection');
  let made: FakeConnection[];
  let said: Way[];
  let isOfUse: boolean;

  class FakeConnection extends EventTarget {
    signalingState = 'stable';
    connectionState = 'new';
    iceGatheringState = 'complete';
    localDescription: { sdp: string } | null = null;
    readonly answers: string[] = [];

    constructor() {
      super();
      made.push(this);
    }

    createDataChannel() {
      return Object.assign(new EventTarget(), { readyState: 'connecting' });
    }

    async setLocalDescription() {
      if (this.signalingState === 'stable') this.signalingState = 'have-local-offer';
      this.localDescription = { sdp: data };
    }

    async setRemoteDescription({ type, sdp }: RTCSessionDescriptionInit) {
      if (type === 'answer') this.answers.push(sdp!);
      this.signalingState = type === 'answer' ? 'stable' : 'have-remote-offer';
    }

    close() {
      this.signalingState = this.connectionState = 'closed';
    }
  }

  function way(role: 'dialling' | 'dialled'): SecondWay {
    const nothing = () => undefined;
    return new SecondWay({ role, configuration: {}, say: (word) => said.push(word), isOfUse: () => isOfUse, received: nothing, drained: nothing, ended: nothing });
  }

  beforeEach(() => {
    [made, said, isOfUse] = [[], [], true];
    Object.defineProperty(globalThis, 'RTCPeerConnection', { value: FakeConnection, configurable: true });
  });

  afterEach(() => {
    if (real) Object.defineProperty(globalThis, 'RTCPeerConnection', real);
    else Reflect.deleteProperty(globalThis, 'RTCPeerConnection');
  });

  const refused: Record<string, [role: 'dialling' | 'dialled', word: Way]> = {
    'an offer with pictures': ['dialled', { type: 'way', sdp: `${data}m=video 9 UDP/TLS/RTP/SAVPF 96\r\n` }],
    'an offer of two channels': ['dialled', { type: 'way', sdp: data + data }],
    'an offer of nothing': ['dialled', { type: 'way', sdp: '' }],
    'an offer of something else': ['dialled', { type: 'way', sdp: 'm=audio 9 UDP/TLS/RTP/SAVPF 96\r\n' }],
    'a wish to whoever does not offer': ['dialled', { type: 'way' }],
    'an answer that nobody asked for': ['dialling', { type: 'way', sdp: data }],
  };

  for (const [what, [role, word]] of Object.entries(refused)) {
    it(`gets none by ${what}`, async () => {
      way(role).hear(word);
      await quiet();
      expect([made.length, said.length]).to.deep.equal([0, 0]);
    });
  }

  for (const role of ['dialling', 'dialled'] as const) {
    const word: Way = role === 'dialling' ? { type: 'way' } : { type: 'way', sdp: data };

    it(`gets none while there is no stream (${role})`, async () => {
      isOfUse = false;
      way(role).hear(word);
      await quiet();
      expect(made).to.have.length(0);
    });

    it(`gets one, and no other soon after it has ended (${role})`, async () => {
      const second = way(role);
      for (let again = 0; again < 100; again++) second.hear(word);
      await quiet();
      expect(made).to.have.length(1);
      expect(said.map(({ sdp }) => sdp)).to.deep.equal([data]);
      second.close();
      for (let again = 0; again < 100; again++) second.hear(word);
      await quiet();
      expect(made.map(({ connectionState }) => connectionState)).to.deep.equal(['closed']);
    });
  }

  it('is answered once', async () => {
    const second = way('dialling');
    second.want();
    await quiet();
    for (let again = 0; again < 10; again++) second.hear({ type: 'way', sdp: data });
    await quiet();
    expect(made[0]?.answers).to.have.length(1);
    second.close();
  });

  it('is asked for one now and then only', () => {
    const second = way('dialled');
    for (let again = 0; again < 100; again++) second.want();
    expect([made.length, said]).to.deep.equal([0, [{ type: 'way' }]]);
  });
});
