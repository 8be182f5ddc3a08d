import { expect } from 'chai';
import { once } from 'node:events';
import type { RunningServer } from '../../src/server/serve.ts';
import { healthOf, startServer, stopServers, until } from './running-server.ts';
import { claimWhenFree, deadClient, SignallingClient, textFrame } from './signalling-client.ts';

const LONG = 60_000;

async function pair(server: RunningServer): Promise<[SignallingClient, SignallingClient]> {
  return [await SignallingClient.open(server, 'alice'), await SignallingClient.open(server, 'bob')];
}

describe('signalling: what a hostile client cannot do', () => {
  afterEach(stopServers);

  const malformed: Record<string, string> = {
    'what is not JSON': '{"type":',
    'null': 'null',
    'an array': '[]',
    'a number': '7',
    'no type': '{"dst":"bob"}',
    'an unknown type': '{"type":"HELLO","dst":"bob"}',
    'OPEN': '{"type":"OPEN","dst":"bob"}',
    'EXPIRE': '{"type":"EXPIRE","dst":"bob"}',
    'ERROR': '{"type":"ERROR","dst":"bob"}',
    'ID-TAKEN': '{"type":"ID-TAKEN","dst":"bob"}',
    'an offer to nobody': '{"type":"OFFER"}',
    'an offer to an object': '{"type":"OFFER","dst":{"length":1}}',
    'an offer to an overlong id': `{"type":"OFFER","dst":"${'b'.repeat(65)}"}`,
  };
  for (const [what, frame] of Object.entries(malformed)) {
    it(`drops and counts ${what}`, async () => {
      const server = await startServer();
      const [alice, bob] = await pair(server);

      alice.send(frame);
      alice.send({ type: 'OFFER', dst: 'bob', payload: 'real' });

      expect(await bob.next()).to.include({ type: 'OFFER', payload: 'real' });
      expect((await healthOf(server)).dropped.malformed).to.equal(1);
    });
  }

  it('drops binary messages', async () => {
    const server = await startServer();
    const [alice, bob] = await pair(server);

    alice.socket.send(Buffer.from('{"type":"OFFER","dst":"bob"}'), { binary: true });
    alice.send({ type: 'OFFER', dst: 'bob', payload: 'real' });

    expect(await bob.next()).to.include({ type: 'OFFER', payload: 'real' });
  });

  it('does not lose the receiver over a payload nested too deep to be written again', async () => {
    const server = await startServer();
    const [alice, bob] = await pair(server);

    alice.send(`{"type":"OFFER","dst":"bob","payload":${'['.repeat(20_000)}${']'.repeat(20_000)}}`);
    alice.send({ type: 'OFFER', dst: 'bob', payload: 'real' });

    expect(await bob.next()).to.include({ type: 'OFFER', payload: 'real' });
  });

  it('closes the socket of whoever keeps sending nonsense', async () => {
    const server = await startServer();
    const [alice] = await pair(server);

    for (let sent = 0; sent < 40; sent += 1) alice.send('nonsense');

    expect(await alice.closed).to.equal(1008);
  });

  it('closes a socket on a frame over 64 KiB', async () => {
    const server = await startServer();
    const [alice] = await pair(server);

    alice.send({ type: 'OFFER', dst: 'bob', payload: 'x'.repeat(64 * 1024) });

    expect(await alice.closed).to.equal(1009);
  });

  it('survives bytes that are no WebSocket frame, and says so in the log', async () => {
    const lines: string[] = [];
    const server = await startServer({ pingInterval: 50, log: (line) => lines.push(line) });
    const vandal = await deadClient(server, 'vandal');

    vandal.write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
    await until(() => healthOf(server), ({ sockets }) => sockets === 0);

    expect(lines.join('\n')).to.match(/^signalling: .*frame/);
    await SignallingClient.open(server, 'alice');
  });

  it('carries the burst of a full room', async () => {
    const server = await startServer();
    const [alice, bob] = await pair(server);

    for (let sent = 0; sent < 500; sent += 1) alice.send({ type: 'CANDIDATE', dst: 'bob', payload: sent });

    await bob.hear(({ payload }) => payload === 499);
  });

  it('closes a flooding socket', async () => {
    const server = await startServer();
    const [alice] = await pair(server);

    for (let sent = 0; sent < 2000; sent += 1) alice.send({ type: 'HEARTBEAT' });

    expect(await alice.closed).to.equal(1008);
    expect((await healthOf(server)).dropped.flooding).to.equal(1);
  });

  it('does not let a flooding socket stay by talking on', async () => {
    const server = await startServer({ pingInterval: 50 });
    const [alice] = await pair(server);
    const flooder = await deadClient(server, 'flooder');
    const heartbeat = textFrame('{"type":"HEARTBEAT"}');

    flooder.write(Buffer.concat(Array.from({ length: 700 }, () => heartbeat)));
    alice.socket.on('ping', () => flooder.write(heartbeat));

    await claimWhenFree(server, 'flooder');
  });

  it('closes a socket that sends few messages but too many bytes', async () => {
    const server = await startServer();
    const [alice] = await pair(server);

    for (let sent = 0; sent < 40; sent += 1) alice.send({ type: 'OFFER', dst: 'alice', payload: 'x'.repeat(60_000) });

    expect(await alice.closed).to.equal(1008);
  });

  it('keeps at most 256 messages for an absent id and says EXPIRE to the rest at once', async () => {
    const server = await startServer({ expireTimeout: LONG });
    const alice = await SignallingClient.open(server, 'alice');

    for (let sent = 0; sent < 260; sent += 1) alice.send({ type: 'CANDIDATE', dst: 'bob', payload: sent });
    for (let expired = 0; expired < 4; expired += 1) {
      expect(await alice.next()).to.deep.equal({ type: 'EXPIRE', src: 'bob', dst: 'alice', payload: { closed: false } });
    }
    const bob = await SignallingClient.open(server, 'bob');
    alice.send({ type: 'CANDIDATE', dst: 'bob', payload: 'after' });

    const heard: unknown[] = [];
    while (heard.at(-1) !== 'after') heard.push((await bob.next()).payload);
    expect(heard.slice(-2)).to.deep.equal([255, 'after']);
    expect(heard).to.have.length(257);
  });

  it('keeps at most 512 KiB for an absent id, so that nobody is buried on arrival', async () => {
    const server = await startServer({ expireTimeout: LONG });
    const alice = await SignallingClient.open(server, 'alice');

    for (let sent = 0; sent < 9; sent += 1) alice.send({ type: 'OFFER', dst: 'bob', payload: 'x'.repeat(60 * 1024) });

    expect(await alice.next()).to.include({ type: 'EXPIRE', src: 'bob' });
    expect((await healthOf(server)).dropped.unqueued).to.equal(1);
  });

  it('has room for an id again once its messages were delivered', async () => {
    const server = await startServer({ expireTimeout: LONG });
    const alice = await SignallingClient.open(server, 'alice');
    const offer = { type: 'OFFER', dst: 'bob', payload: 'x'.repeat(60 * 1024) };
    for (let sent = 0; sent < 8; sent += 1) alice.send(offer);
    await alice.roundTrip('alice');
    const bob = await SignallingClient.open(server, 'bob');
    bob.socket.close();
    await until(() => healthOf(server), ({ sockets }) => sockets === 1);

    alice.send(offer);
    await alice.roundTrip('alice');

    expect((await healthOf(server)).dropped.unqueued).to.equal(0);
  });

  it('does not count a LEAVE for an absent id, which nobody keeps', async () => {
    const server = await startServer({ expireTimeout: LONG });
    const alice = await SignallingClient.open(server, 'alice');

    for (let sent = 0; sent < 260; sent += 1) alice.send({ type: 'LEAVE', dst: 'bob' });
    await alice.roundTrip('alice');

    expect((await healthOf(server)).dropped.unqueued).to.equal(0);
  });

  it('has room for an absent id again once its messages have expired', async () => {
    const server = await startServer({ expireTimeout: 100, pingInterval: 50 });
    const alice = await SignallingClient.open(server, 'alice');
    const offer = { type: 'OFFER', dst: 'bob', payload: 'x'.repeat(60 * 1024) };
    const refusalsAfterOneMore = async () => {
      const before = (await healthOf(server)).dropped.unqueued;
      alice.send(offer);
      await alice.roundTrip('alice');
      return (await healthOf(server)).dropped.unqueued - before;
    };
    for (let sent = 0; sent < 8; sent += 1) alice.send(offer);
    expect(await refusalsAfterOneMore()).to.equal(1);

    // One try a ping: faster would be a flood.
    const asked = () => once(alice.socket, 'ping').then(refusalsAfterOneMore);
    await until(asked, (refusals) => refusals === 0);
  });

  it('keeps at most 10 000 messages for absent ids together', async () => {
    const server = await startServer({ expireTimeout: LONG });
    const senders = Array.from({ length: 20 }, (_, index) => `sender-${index}`);

    await Promise.all(
      senders.map(async (id) => {
        const sender = await SignallingClient.open(server, id);
        for (let sent = 0; sent < 510; sent += 1) sender.send({ type: 'CANDIDATE', dst: `absent-${id}-${sent % 4}` });
        await sender.roundTrip(id);
      }),
    );

    expect((await healthOf(server)).dropped.unqueued).to.equal(20 * 510 - 10_000);
  });

  it('ends a reader that does not read before a megabyte waits for it', async () => {
    const server = await startServer({ pingInterval: LONG });
    const reader = await deadClient(server, 'reader');
    const gone = once(reader, 'close');

    for (let sender = 0; (await healthOf(server)).dropped.slow === 0; sender += 1) {
      const id = `sender-${sender}`;
      const client = await SignallingClient.open(server, id);
      for (let sent = 0; sent < 16; sent += 1) client.send({ type: 'OFFER', dst: 'reader', payload: 'x'.repeat(60_000) });
      await client.roundTrip(id);
      client.socket.close();
    }

    reader.resume();
    await gone;
    await SignallingClient.open(server, 'reader', 'another');
  });
});
