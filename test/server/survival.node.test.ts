import { expect } from 'chai';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { RunningServer } from '../../src/server/serve.ts';
import { endForked, forkCrowd, forkServer } from './forked.ts';
import { healthOf, stopServers, until } from './running-server.ts';
import { deadClient, SignallingClient } from './signalling-client.ts';

const MIB = 1024 * 1024;

let pairs = 0;

/** Two come, one offers, the other answers. Milliseconds from nothing to the answer. */
async function honestPair(server: RunningServer): Promise<number> {
  const [caller, callee] = [`caller-${++pairs}`, `callee-${pairs}`];
  const start = performance.now();
  const [alice, bob] = await Promise.all([SignallingClient.open(server, caller), SignallingClient.open(server, callee)]);
  alice.send({ type: 'OFFER', dst: callee, payload: 'offer' });
  expect(await bob.next()).to.deep.equal({ type: 'OFFER', src: caller, dst: callee, payload: 'offer' });
  bob.send({ type: 'ANSWER', dst: caller, payload: 'answer' });
  expect(await alice.next()).to.deep.equal({ type: 'ANSWER', src: callee, dst: caller, payload: 'answer' });
  for (const { socket } of [alice, bob]) socket.close();
  return performance.now() - start;
}

/** A frame of a client (RFC 6455 §5.2) with a mask of zeros: its first two bytes, and what follows. */
function frame(first: number, second: number, ...rest: (Buffer | number[])[]): Buffer {
  return Buffer.concat([Buffer.from([first, second]), ...rest.map((bytes) => Buffer.from(bytes))]);
}

const NO_MASK = [0, 0, 0, 0];

function closed(socket: Socket): Promise<void> {
  // Whatever the server still says has to be read, or the end is never seen.
  socket.resume();
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

/** Calls `act` at 50 Hz until `signal` aborts. */
function repeatedly(act: () => void, signal: AbortSignal): void {
  const timer = setInterval(act, 20);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}

describe('signalling: what the server survives, while an honest pair gets through within a second', function () {
  this.timeout(60_000);

  afterEach(async () => {
    await stopServers();
    await endForked();
  });

  const notWebSocket: Record<string, Buffer> = {
    'reserved bits': frame(0xf1, 0x80, NO_MASK),
    'an unknown opcode': frame(0x83, 0x80, NO_MASK),
    'no mask': frame(0x81, 0x02, Buffer.from('{}')),
    'text that is not UTF-8': frame(0x81, 0x82, NO_MASK, [0xc3, 0x28]),
    'a ping in fragments': frame(0x09, 0x80, NO_MASK),
    'a ping of 126 bytes': frame(0x89, 0xfe, [0, 126], NO_MASK, Buffer.alloc(126)),
    'a continuation of nothing': frame(0x80, 0x80, NO_MASK),
    'a length of 2^63': frame(0x81, 0xff, [0x80, 0, 0, 0, 0, 0, 0, 0], NO_MASK),
    'a close with a forbidden code': frame(0x88, 0x82, NO_MASK, [0x03, 0xed]),
  };
  for (const [what, bytes] of Object.entries(notWebSocket)) {
    it(`frames with ${what}, from 20 sockets`, async () => {
      const server = await forkServer();
      const vandals = await Promise.all(Array.from({ length: 20 }, (_, index) => deadClient(server, `vandal-${index}`)));
      const gone = vandals.map(closed);

      for (const vandal of vandals) vandal.write(bytes);

      expect(await honestPair(server)).to.be.below(1000);
      await Promise.all(gone);
      await until(() => healthOf(server), ({ sockets }) => sockets === 0);
    });
  }

  it('messages without sense, from 20 sockets that come back', async () => {
    const server = await forkServer();
    const over = new AbortController();
    const nonsense = ['', '{', 'null', '[]', '{"type":"OPEN"}', '['.repeat(30_000), '{"type":"OFFER","dst":{"__proto__":1}}'];
    const returning = async (id: string) => {
      while (!over.signal.aborted) {
        const vandal = await SignallingClient.connect(server, id);
        for (let sent = 0; sent < 40; sent += 1) vandal.send(nonsense[sent % nonsense.length]);
        expect(await vandal.closed).to.equal(1008);
      }
    };

    const vandals = Promise.all(Array.from({ length: 20 }, (_, index) => returning(`vandal-${index}`)));
    for (let pair = 0; pair < 10; pair += 1) expect(await honestPair(server)).to.be.below(1000);
    over.abort();
    await vandals;

    expect((await healthOf(server)).dropped.malformed).to.be.at.least(20 * 17);
  });

  it('frames of 100 kB, in one piece or in two, without keeping them', async () => {
    const server = await forkServer();
    const before = await server.memory();
    const large = JSON.stringify({ type: 'OFFER', dst: 'nobody', payload: 'x'.repeat(100_000) });

    const senders = Array.from({ length: 200 }, async (_, index) => {
      const { socket, closed: code } = await SignallingClient.open(server, `large-${index}`);
      if (index % 2) socket.send(large);
      else for (const fin of [false, true]) socket.send(large.slice(0, 50_100), { fin });
      return code;
    });

    expect(await honestPair(server)).to.be.below(1000);
    expect(new Set(await Promise.all(senders))).to.deep.equal(new Set([1009]));
    expect((await server.memory()) - before).to.be.below(4 * MIB);
  });

  it('500 messages a second from one socket, which is ended, and comes back', async () => {
    const server = await forkServer({ pingInterval: 250 });
    const before = await server.memory();
    const over = new AbortController();
    let flooder = await SignallingClient.open(server, 'flooder');
    let sent = 0;
    const flood = () => {
      if (flooder.socket.readyState !== WebSocket.OPEN) return;
      for (let burst = 0; burst < 10; burst += 1) flooder.send({ type: 'OFFER', dst: `absent-${sent++}`, payload: 'x'.repeat(100) });
    };
    repeatedly(flood, over.signal);

    for (let visit = 0; visit < 3; visit += 1) {
      const { socket, closed: ended } = flooder;
      while (socket.readyState === WebSocket.OPEN) {
        expect(await honestPair(server)).to.be.below(1000);
        await Promise.race([once(socket, 'ping'), ended]);
      }
      expect(await ended).to.equal(1008);
      flooder = await SignallingClient.open(server, 'flooder');
    }
    over.abort();

    const { dropped } = await healthOf(server);
    expect(dropped.flooding).to.equal(3);
    expect((await server.memory()) - before).to.be.below(8 * MIB);
  });

  it('more for absent ids than it may keep: 96 MB, from 100 sockets of 4 addresses', async () => {
    const server = await forkServer({ expireTimeout: 60_000 });
    const before = await server.memory();
    const open = (index: number) => SignallingClient.open(server, `sender-${index}`, 'token', { localAddress: `127.0.1.${index % 4}` });
    const senders = await Promise.all(Array.from({ length: 100 }, (_, index) => open(index)));

    for (const [index, sender] of senders.entries()) {
      for (let sent = 0; sent < 16; sent += 1) sender.send({ type: 'OFFER', dst: `absent-${index}-${sent % 4}`, payload: 'x'.repeat(60_000) });
    }
    expect(await honestPair(server)).to.be.below(1000);
    await Promise.all(senders.map((sender, index) => sender.roundTrip(`sender-${index}`)));

    expect((await healthOf(server)).dropped.unqueued).to.be.at.least(1000);
    expect((await server.memory()) - before).to.be.below(48 * MIB);
  });

  it('5000 idle sockets, from 500 addresses', async () => {
    const server = await forkServer();

    await forkCrowd(server, 5000, 500);

    expect((await healthOf(server)).sockets).to.equal(5000);
    for (let pair = 0; pair < 10; pair += 1) expect(await honestPair(server)).to.be.below(1000);
    expect((await healthOf(server)).dropped).to.deep.equal({ malformed: 0, flooding: 0, crowded: 0, unqueued: 0, slow: 0 });
  });
});
