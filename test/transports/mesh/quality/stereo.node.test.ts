import { expect } from 'chai';
import { Stereo } from '../../../../src/transports/mesh/quality/stereo.ts';

const said = (words: string) => `v=0\na=rtpmap:111 opus/48000/2\na=fmtp:111 ${words}\na=fmtp:63 111/111\n`;
const plain = 'minptime=10;useinbandfec=1';

/** A connection that has negotiated, and writes down which descriptions it is given again. */
class Negotiated {
  readonly given: string[] = [];
  signalingState: RTCSignalingState = 'stable';
  currentRemoteDescription: RTCSessionDescriptionInit | null;

  constructor(type: 'offer' | 'answer') {
    this.currentRemoteDescription = { type, sdp: said(plain) };
  }

  createOffer = async () => ({ type: 'offer' as const, sdp: said(plain) });
  createAnswer = async () => ({ type: 'answer' as const, sdp: said(plain) });
  setLocalDescription = async (description: RTCSessionDescriptionInit) => void this.given.push(`own ${description.type} ${opus(description)}`);

  async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.currentRemoteDescription = description;
    this.given.push(`their ${description.type} ${opus(description)}`);
  }

  get real(): RTCPeerConnection {
    return this as unknown as RTCPeerConnection;
  }
}

function opus({ sdp = '' }: RTCSessionDescriptionInit): string {
  expect(sdp).to.contain('a=fmtp:63 111/111\n');
  return /a=fmtp:111 (.*)/.exec(sdp)?.[1] ?? '';
}

const music = `${plain};stereo=1;sprop-stereo=1;maxaveragebitrate=128000`;

describe('sound in two channels', () => {
  it('is sent as the other’s description says, without a word to the other', async () => {
    const connection = new Negotiated('answer');
    await new Stereo(connection.real).want({ sends: true, hears: false });
    expect(connection.given).to.deep.equal([`own offer ${plain}`, `their answer ${music}`]);
  });

  it('is heard as one’s own description says', async () => {
    const connection = new Negotiated('answer');
    await new Stereo(connection.real).want({ sends: false, hears: true });
    expect(connection.given).to.deep.equal([`own offer ${plain};stereo=1`, `their answer ${plain}`]);
  });

  it('begins with the other’s description where that is the offer', async () => {
    const connection = new Negotiated('offer');
    await new Stereo(connection.real).want({ sends: true, hears: true });
    expect(connection.given).to.deep.equal([`their offer ${music}`, `own answer ${plain};stereo=1`]);
  });

  it('is speech again, as it was said in the first place', async () => {
    const connection = new Negotiated('answer');
    const stereo = new Stereo(connection.real);
    await stereo.want({ sends: true, hears: true });
    await stereo.want({ sends: false, hears: false });
    expect(connection.given.slice(2)).to.deep.equal([`own offer ${plain}`, `their answer ${plain}`]);
  });

  it('is not negotiated twice, nor for what was so from the start', async () => {
    const connection = new Negotiated('answer');
    const stereo = new Stereo(connection.real);
    await stereo.want({ sends: false, hears: false });
    expect(connection.given).to.have.length(0);
    await Promise.all([stereo.want({ sends: true, hears: false }), stereo.want({ sends: true, hears: false })]);
    expect(connection.given).to.have.length(2);
  });

  it('lets one wish after another come true', async () => {
    const connection = new Negotiated('answer');
    const stereo = new Stereo(connection.real);
    void stereo.want({ sends: true, hears: false });
    await stereo.want({ sends: false, hears: true });
    expect(connection.given).to.deep.equal([`own offer ${plain}`, `their answer ${music}`, `own offer ${plain};stereo=1`, `their answer ${plain}`]);
  });

  it('leaves a connection alone that negotiates, or has not yet', async () => {
    const [busy, young] = [new Negotiated('answer'), new Negotiated('answer')];
    busy.signalingState = 'have-local-offer';
    young.currentRemoteDescription = null;
    for (const { real } of [busy, young]) await new Stereo(real).want({ sends: true, hears: true });
    expect([...busy.given, ...young.given]).to.have.length(0);
  });

  it('is given up quietly with a connection that is closed meanwhile, and no later wish waits for it', async () => {
    const connection = new Negotiated('answer');
    const stereo = new Stereo(connection.real);
    const { createOffer } = connection;
    connection.createOffer = () => Promise.reject(new DOMException('Closed', 'InvalidStateError'));
    await stereo.want({ sends: true, hears: true });
    expect(connection.given).to.have.length(0);
    connection.createOffer = createOffer;
    await stereo.want({ sends: false, hears: true });
    expect(connection.given).to.have.length(2);
  });

  it('leaves descriptions without Opus as they are', async () => {
    const connection = new Negotiated('answer');
    const sdp = 'v=0\na=rtpmap:0 PCMU/8000\na=fmtp:63 111/111\n';
    connection.currentRemoteDescription = { type: 'answer', sdp };
    await new Stereo(connection.real).want({ sends: true, hears: false });
    expect(connection.currentRemoteDescription.sdp).to.equal(sdp);
  });
});
