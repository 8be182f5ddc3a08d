import { expect } from '@open-wc/testing';
import type { Source } from '../../src/core/transport.ts';
import { Scene } from '../support/attacker-scene.ts';
import { acquainted, type Guest } from '../support/meeting.ts';
import { drawnPicture } from '../support/picture.ts';
import { sentBy, sending } from '../support/sent-video.ts';

describe('what a link over PeerJS sends', function () {
  this.timeout(30_000);
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.set();
  });

  afterEach(() => scene.close());

  const show = (guest: Guest, source: Source = 'camera') =>
    guest.room.publish(drawnPicture({ width: 640, height: 360 }, scene.signal), { source, signal: scene.signal });
  const connectionsOf = (guest: Guest) => scene.census.of(guest);
  const sent = (guest: Guest, source: Source = 'camera') => sentBy(connectionsOf(guest)[0]!, source);

  it('is in the codec that its sender prefers, whatever the receiver does, and in another as soon as it does', async () => {
    const alice = await scene.enter({ video: { codecs: ['vp9', 'vp8'] } });
    const bob = await scene.enter({ video: { codecs: ['h263', 'vp8', 'vp9'] } });
    await acquainted([alice, bob]);
    await Promise.all([show(alice), show(bob)]);
    await sending('VP9', async () => (await sent(alice)).codec === 'VP9');
    await sending('VP8', async () => (await sent(bob)).codec === 'VP8');
    alice.room.setVideo({ codecs: ['av1', 'vp8'] });
    bob.room.setVideo({ codecs: ['vp9'] });
    await sending('AV1', async () => (await sent(alice)).codec === 'AV1');
    await sending('VP9', async () => (await sent(bob)).codec === 'VP9');
    for (const guest of [alice, bob]) {
      expect(connectionsOf(guest)).to.have.length(1);
      expect(connectionsOf(guest)[0]!.remoteDescriptions).to.have.length(1);
    }
  });

  it('takes no more than is wished, to everybody, from one moment to the next', async () => {
    const [alice, bob] = await scene.pair();
    const carol = await scene.enter();
    await acquainted([alice, bob, carol]);
    await show(alice);
    const limits = () => connectionsOf(alice).map((connection) => encodingOf(connection).maxBitrate);
    await sending('frames', async () => (await sent(alice)).frames > 0);
    alice.room.setVideo({ codecs: [], maxBitrate: 150 });
    await sending('150 kbit/s', () => limits().join() === '150000,150000');
    alice.room.setVideo({ codecs: [] });
    await sending('what a picture of 360 lines needs', () => limits().join() === '800000,800000');
  });

  it('is as large as it is shown, never larger than it is, and nothing where nobody sees it', async () => {
    const [alice, bob] = await scene.pair();
    const carol = await scene.enter();
    await acquainted([alice, bob, carol]);
    await show(alice);
    const encodings = () => connectionsOf(alice).map(encodingOf);
    const scales = () => encodings().map(({ scaleResolutionDownBy }) => scaleResolutionDownBy).sort().join();
    await sending('the whole picture', () => scales() === '1,1');
    bob.room.setShown(alice.id, { camera: 180 });
    await sending('half of it to one', () => scales() === '1,2');
    const toBob = connectionsOf(alice)[encodings().findIndex(({ scaleResolutionDownBy }) => scaleResolutionDownBy === 2)]!;
    await sending('a small picture', async () => ((await sentBy(toBob)).height ?? 360) <= 180);
    bob.room.setShown(alice.id, { camera: 0 });
    await sending('nothing to one', () => !encodingOf(toBob).active && encodings().filter(({ active }) => active).length === 1);
    bob.room.setShown(alice.id, { camera: 2000 });
    await sending('the whole picture again', () => scales() === '1,1' && encodings().every(({ active }) => active));
    const { frames } = await sentBy(toBob);
    await sending('more frames', async () => (await sentBy(toBob)).frames > frames);
  });

  it('is sound before a screen before a camera', async () => {
    const [alice] = await scene.pair();
    const priorities = () => connectionsOf(alice)[0]!.getSenders().map((sender) => sender.getParameters().encodings[0]?.priority);
    await sending('by rank', () => priorities().join() === 'high,low,medium,medium');
  });
});

function encodingOf(connection: RTCPeerConnection): RTCRtpEncodingParameters {
  return connection.getSenders()[1]!.getParameters().encodings[0]!;
}
