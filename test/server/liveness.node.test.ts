import { expect } from 'chai';
import { once } from 'node:events';
import { startServer, stopServers } from './running-server.ts';
import { claimWhenFree, deadClient, SignallingClient } from './signalling-client.ts';

async function pings(client: SignallingClient, count: number): Promise<void> {
  for (let heard = 0; heard < count; heard += 1) await once(client.socket, 'ping');
}

describe('signalling: who is alive', () => {
  const GenuineDate = globalThis.Date;

  afterEach(async () => {
    globalThis.Date = GenuineDate;
    await stopServers();
  });

  it('frees the id of a dead socket after two pings, within three', async () => {
    // Whoever asks at once when it was refused asks a thousand times and more.
    const server = await startServer({ pingInterval: 200, socketsPerAddress: 100_000 });
    const living = await SignallingClient.open(server, 'living');
    let pinged = 0;
    living.socket.on('ping', () => (pinged += 1));
    await deadClient(server, 'dead');

    await claimWhenFree(server, 'dead');

    expect(pinged).to.be.within(2, 3);
  });

  it('keeps a throttled tab, which answers pings and sends nothing for minutes', async () => {
    const server = await startServer({ pingInterval: 50 });
    const tab = await SignallingClient.open(server, 'tab');
    const other = await SignallingClient.open(server, 'other');

    globalThis.Date = class extends GenuineDate {
      constructor() {
        super(GenuineDate.now() + 10 * 60_000);
      }
    } as DateConstructor;
    await pings(tab, 20);
    other.send({ type: 'OFFER', dst: 'tab' });

    expect(await tab.next()).to.include({ type: 'OFFER', src: 'other' });
  });

  it('keeps a socket that does not answer pings but talks', async () => {
    const server = await startServer({ pingInterval: 50 });
    const talker = await SignallingClient.open(server, 'talker', 'talker', { autoPong: false });
    talker.socket.on('ping', () => talker.send({ type: 'HEARTBEAT' }));

    await pings(talker, 10);

    await talker.roundTrip('talker');
  });

  it('ends a socket that neither answers nor talks', async () => {
    const server = await startServer({ pingInterval: 50 });
    const mute = await SignallingClient.open(server, 'mute', 'mute', { autoPong: false });

    expect(await mute.closed).to.equal(1006);
  });
});
