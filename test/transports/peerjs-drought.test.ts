import { expect } from '@open-wc/testing';
import { Scene } from '../support/attacker-scene.ts';
import { acquainted, type Guest } from '../support/meeting.ts';
import { drawnPicture } from '../support/picture.ts';
import { sending } from '../support/sent-video.ts';

describe('a link over PeerJS that stands, and brings nothing of what is on', function () {
  this.timeout(60_000);
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.set(40_000);
  });

  afterEach(() => scene.close());

  const cameraOf = (connection: RTCPeerConnection) => connection.getTransceivers()[1];
  const newest = (guest: Guest) => scene.census.of(guest).at(-1)!;

  async function framesAt(guest: Guest): Promise<number> {
    const report = await cameraOf(newest(guest))?.receiver.getStats();
    const all = [...(report?.values() ?? [])] as RTCInboundRtpStreamStats[];
    return all.find(({ type }) => type === 'inbound-rtp')?.framesDecoded ?? 0;
  }

  it('is replaced by another, which does, and nobody is told of anything', async () => {
    const [alice, bob] = await scene.pair();
    await acquainted([alice, bob]);
    await alice.room.publish(drawnPicture({ width: 320, height: 180 }, scene.signal), { source: 'camera', signal: scene.signal });
    await bob.heard.media(alice.id, 'camera');
    await sending('frames', async () => (await framesAt(bob)) > 0);
    const before = newest(bob);

    // What a browser did by itself, once in some hundred rebuilds.
    const sender = cameraOf(newest(alice))!.sender;
    const parameters = sender.getParameters();
    parameters.encodings[0]!.active = false;
    await sender.setParameters(parameters);
    await sender.replaceTrack(null);
    sender.setParameters = sender.replaceTrack = () => Promise.resolve();

    await sending('another link', () => newest(bob) !== before, 30_000);
    await sending('frames on it', async () => (await framesAt(bob)) > 0);
    expect(before.signalingState).to.equal('closed');
    expect([...alice.heard.linksTo(bob.id), ...bob.heard.linksTo(alice.id)]).to.deep.equal([]);
  });
});
