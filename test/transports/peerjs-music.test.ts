import { expect } from '@open-wc/testing';
import { Scene } from '../support/attacker-scene.ts';
import { sending } from '../support/sent-video.ts';
import { Channels, twoTones } from '../support/two-channels.ts';

describe('music over PeerJS', function () {
  this.timeout(40_000);
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.set();
  });

  afterEach(() => scene.close());

  for (const [role, sender] of [
    ['dialled', 0],
    ['was dialled', 1],
  ] as const) {
    it(`of whoever ${role} is heard in two channels, with the bits it needs, while it lasts, over the same link`, async () => {
      const guests = await scene.pair();
      const [alice, bob] = [guests[sender], guests[1 - sender]!];
      const connection = scene.census.of(alice)[0]!;
      await alice.room.publish(twoTones([440, 1320], scene.signal), { source: 'microphone', signal: scene.signal });
      const ears = new Channels(await bob.heard.media(alice.id, 'microphone'), scene.signal);
      await sending('speech', async () => (await sentBy(connection)).bytes > 0);
      const speech = await rate(connection);

      alice.room.setSound({ music: true });
      await sending('two channels', () => ears.loudestOf([440, 1320]).join() === '440,1320');
      await sending(`more than ${speech} kbit/s`, async () => (await rate(connection)) / speech > 1.5);
      expect((await sentBy(connection)).words).to.include('stereo=1').and.to.include('maxaveragebitrate=128000');

      alice.room.setSound({ music: false });
      await sending('other words', async () => !(await sentBy(connection)).words.includes('maxaveragebitrate'));
      await sending(`about ${speech} kbit/s`, async () => (await rate(connection)) / speech < 1.3);
      expect([scene.census.of(alice).length, scene.census.of(bob).length]).to.deep.equal([1, 1]);
      expect([connection.signalingState, connection.connectionState]).to.deep.equal(['stable', 'connected']);
    });
  }
});

interface SentSound {
  readonly bytes: number;
  /** In milliseconds. */
  readonly at: number;
  /** What its codec is told. */
  readonly words: string;
}

async function sentBy(connection: RTCPeerConnection): Promise<SentSound> {
  const report = await connection.getStats();
  const all = [...report.values()] as (RTCOutboundRtpStreamStats & { mid?: string; sdpFmtpLine?: string; payloadType?: number; mimeType?: string })[];
  const outbound = all.find(({ type, mid }) => type === 'outbound-rtp' && mid === '0');
  const opus = /a=rtpmap:(\d+) opus/.exec(connection.currentRemoteDescription!.sdp)![1]!;
  const words = new RegExp(`a=fmtp:${opus} (.*)`).exec(connection.currentRemoteDescription!.sdp)?.[1] ?? '';
  return { bytes: outbound?.bytesSent ?? 0, at: outbound?.timestamp ?? 0, words };
}

/** In kilobits per second, over a second and a half. */
async function rate(connection: RTCPeerConnection): Promise<number> {
  const first = await sentBy(connection);
  let last = first;
  await sending('a second and a half of sound', async () => (last = await sentBy(connection)).at - first.at >= 1500);
  return ((last.bytes - first.bytes) * 8) / (last.at - first.at);
}
