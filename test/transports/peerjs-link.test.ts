import { expect } from '@open-wc/testing';
import { Scene } from '../support/attacker-scene.ts';
import type { CountedConnection } from '../support/connection-census.ts';
import { acquainted, type Guest, roundTrip } from '../support/meeting.ts';
import { movingPicture, Screen } from '../support/picture.ts';

const patience = 10_000;

describe('a link over PeerJS', function () {
  this.timeout(30_000);
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.set();
  });

  afterEach(() => scene.close());

  const theConnectionOf = (guest: Guest): CountedConnection => {
    const [connection, ...more] = scene.census.of(guest);
    expect(more).to.have.length(0);
    return connection!;
  };

  it('is one connection with one negotiation, dialled by the larger key', async () => {
    const [dialling, dialled] = await scene.pair();
    await roundTrip(dialling, dialled);
    const [offerer, answerer] = [theConnectionOf(dialling), theConnectionOf(dialled)];
    expect(offerer.localDescription?.type).to.equal('offer');
    expect(answerer.localDescription?.type).to.equal('answer');
    expect(offerer.remoteDescriptions).to.have.length(1);
    expect(answerer.remoteDescriptions).to.have.length(1);
  });

  it('has four fixed transceivers in both directions, and no server of anybody', async () => {
    const [dialling, dialled] = await scene.pair();
    await roundTrip(dialling, dialled);
    for (const guest of [dialling, dialled]) {
      const connection = theConnectionOf(guest);
      const transceivers = connection.getTransceivers();
      expect(transceivers.map(({ mid }) => mid)).to.deep.equal(['0', '1', '2', '3']);
      expect(transceivers.map(({ receiver }) => receiver.track.kind)).to.deep.equal(['audio', 'video', 'video', 'audio']);
      expect(transceivers.map(({ currentDirection }) => currentDirection)).to.deep.equal(Array(4).fill('sendrecv'));
      expect(connection.configuration?.iceServers).to.deep.equal([]);
    }
  });

  it('sends nothing until both have joined', async () => {
    const { signal } = scene;
    const [alice, lurker] = [await scene.enter(), await scene.enter({ standby: true })];
    const publication = alice.room.publish(movingPicture('red', signal), { source: 'camera', signal });
    await Promise.all([publication, lurker.heard.sees(alice.id)]);
    const sent = () => scene.census.of(alice).flatMap((connection) => connection.getSenders().map(({ track }) => track));
    expect(sent().filter(Boolean)).to.deep.equal([]);
    await lurker.room.announce();
    await new Screen(await lurker.heard.media(alice.id, 'camera'), patience, signal).shows('red');
    expect(sent().filter(Boolean)).to.have.length(1);
  });

  it('needs no further negotiation, however much is switched at once', async () => {
    const { signal } = scene;
    const [alice, bob] = await scene.pair();
    await roundTrip(alice, bob);
    const negotiations: Event[] = [];
    for (const connection of scene.census.all) {
      connection.addEventListener('signalingstatechange', (event) => negotiations.push(event));
    }
    for (let round = 0; round < 5; round++) {
      await Promise.all(
        [alice, bob].map(async ({ room }) => {
          const publishing = new AbortController();
          const options = { signal: publishing.signal };
          const camera = await room.publish(movingPicture('red', signal), { source: 'camera', ...options });
          const screen = room.publish(movingPicture('blue', signal), { source: 'screen', ...options });
          await Promise.all([screen, camera.mute(true), camera.replace(movingPicture('green', signal)), camera.mute(false)]);
          publishing.abort();
        }),
      );
      await roundTrip(alice, bob);
    }
    expect(negotiations).to.deep.equal([]);
  });

  it('speaks on four channels that both have without asking', async () => {
    const [alice, bob] = await scene.pair();
    await roundTrip(alice, bob);
    const report = await theConnectionOf(alice).getStats();
    const channels = ([...report.values()] as { type: string; label: string; dataChannelIdentifier: number }[])
      .filter(({ type, dataChannelIdentifier }) => type === 'data-channel' && dataChannelIdentifier >= 100)
      .map(({ label, dataChannelIdentifier }) => `${label} ${dataChannelIdentifier}`);
    expect(channels.sort()).to.deep.equal(['control 100', 'file 103', 'message 101', 'realtime 102']);
  });

  it('prefers redundant sound wherever both sides have it', async () => {
    const [alice, bob] = await scene.pair();
    await roundTrip(alice, bob);
    const hasRed = RTCRtpReceiver.getCapabilities('audio')?.codecs.some(({ mimeType }) => mimeType === 'audio/red');
    for (const guest of [alice, bob]) {
      const lines = theConnectionOf(guest).currentLocalDescription?.sdp.split('\r\n') ?? [];
      const [, first] = /^m=audio \S+ \S+ (\d+)/.exec(lines.find((line) => line.startsWith('m=audio')) ?? '') ?? [];
      const codec = lines.find((line) => line.startsWith(`a=rtpmap:${first} `)) ?? '';
      expect(codec).to.match(hasRed ? / red\/48000/ : / opus\/48000/);
    }
  });

  it('prefers the picture codecs that the page names, in their order', async () => {
    const guests = [await scene.enter({ video: { codecs: ['vp9', 'vp8'] } }), await scene.enter({ video: { codecs: ['vp9', 'vp8'] } })];
    await acquainted(guests);
    await roundTrip(guests[0]!, guests[1]!);
    const sdp = theConnectionOf(guests[0]!).currentLocalDescription?.sdp ?? '';
    const names = [...sdp.matchAll(/^a=rtpmap:\d+ (VP8|VP9|H264|AV1)\//gm)].map(([, name]) => name);
    expect(names.indexOf('VP9')).to.be.lessThan(names.indexOf('VP8'));
    expect(names[0]).to.equal('VP9');
  });

  it('is closed with the room, on both sides', async () => {
    const [alice, bob] = await scene.pair();
    await roundTrip(alice, bob);
    const connections = [theConnectionOf(alice), theConnectionOf(bob)];
    alice.leave();
    await bob.heard.losesSightOf(alice.id);
    await closed(connections[1]!);
    await closed(connections[0]!);
  });

  it('goes by the servers that are named at the time it is made', async () => {
    const asked: number[] = [];
    const iceServers = () => {
      asked.push(performance.now());
      return Promise.resolve([{ urls: `stun:127.0.0.1:${40_000 + asked.length}` }]);
    };
    const guests = [await scene.enter({ iceServers }), await scene.enter({ iceServers })];
    await acquainted(guests);
    for (const guest of guests) expect(theConnectionOf(guest).getConfiguration().iceServers).to.have.length(1);
    expect(asked.length).to.be.greaterThan(1);
  });
});

/** Resolves when a connection is closed, by whoever; `close()` itself fires no event. */
async function closed(connection: RTCPeerConnection): Promise<void> {
  const end = performance.now() + patience;
  while (connection.signalingState !== 'closed') {
    if (performance.now() > end) throw new Error('Waited in vain for the connection to close');
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
