import { expect } from 'chai';
import type { RunningServer } from '../../src/server/serve.ts';
import { healthOf, startServer, stopServers, until } from './running-server.ts';
import { refusal, refusalInWords, SignallingClient, socketUrl } from './signalling-client.ts';

const HERE = { localAddress: '127.0.1.1' };
const ELSEWHERE = { localAddress: '127.0.1.2' };

function anotherUrl(server: RunningServer): string {
  return socketUrl(server, { id: 'another', token: 'another', key: 'peerjs' });
}

async function openMany(server: RunningServer, count: number): Promise<SignallingClient[]> {
  const ids = Array.from({ length: count }, (_, index) => `many-${index}`);
  return Promise.all(ids.map((id) => SignallingClient.open(server, id, id, HERE)));
}

/** Claims an id as soon as the server lets this address in. */
async function openWhenAllowed(server: RunningServer): Promise<SignallingClient> {
  const attempt = () => SignallingClient.open(server, 'patient', 'patient', HERE).catch(() => undefined);
  const client = await until(attempt, (opened) => opened !== undefined);
  if (!client) throw new Error('Not opened');
  return client;
}

describe('signalling: what one address cannot do', () => {
  afterEach(stopServers);

  it('refuses and counts a socket too many, and lets others in', async () => {
    const server = await startServer({ socketsPerAddress: 3 });
    await openMany(server, 3);

    const refused = await refusalInWords(anotherUrl(server), HERE);

    expect(refused).to.deep.equal({ status: 429, reason: 'Too many sockets from this address' });
    expect((await healthOf(server)).dropped.crowded).to.equal(1);
    await SignallingClient.open(server, 'other', 'other', ELSEWHERE);
  });

  it('has room again for an address once one of its sockets has closed', async () => {
    const server = await startServer({ socketsPerAddress: 20 });
    const [first] = await openMany(server, 20);
    first?.socket.close();

    await openWhenAllowed(server);
  });

  it('does not let an address open and close sockets without end', async () => {
    const server = await startServer({ socketsPerAddress: 20 });
    for (const client of await openMany(server, 20)) client.socket.close();
    await until(() => healthOf(server), ({ sockets }) => sockets === 0);

    const refused = await refusalInWords(anotherUrl(server), HERE);

    expect(refused).to.deep.equal({ status: 429, reason: 'Too many new sockets from this address' });
    await SignallingClient.open(server, 'other', 'other', ELSEWHERE);
    await openWhenAllowed(server);
  });

  it('ends a socket whose address sends too much through many, and lets others speak', async () => {
    const server = await startServer({ messagesPerAddress: 10 });
    const many = await openMany(server, 4);
    const other = await SignallingClient.open(server, 'other', 'other', ELSEWHERE);

    for (const client of many) for (let sent = 0; sent < 40; sent += 1) client.send({ type: 'HEARTBEAT' });

    expect(await Promise.race(many.map(({ closed }) => closed))).to.equal(1008);
    expect((await healthOf(server)).dropped.flooding).to.be.at.least(1);
    await other.roundTrip('other');
  });

  it('ends a socket whose address sends few messages but too many bytes', async () => {
    const server = await startServer({ messagesPerAddress: 10 });
    const many = await openMany(server, 4);

    for (const client of many) client.send({ type: 'OFFER', dst: 'many-0', payload: 'x'.repeat(40_000) });

    expect(await Promise.race(many.map(({ closed }) => closed))).to.equal(1008);
  });

  it('has room for a school behind one address', async function () {
    this.timeout(20_000);
    const server = await startServer();

    const pupils = await openMany(server, 900);
    for (const pupil of pupils) for (let sent = 0; sent < 50; sent += 1) pupil.send({ type: 'HEARTBEAT' });
    await Promise.all(pupils.map((pupil, index) => pupil.roundTrip(`many-${index}`)));

    expect(await healthOf(server)).to.deep.include({ sockets: 900, dropped: { malformed: 0, flooding: 0, crowded: 0, unqueued: 0, slow: 0 } });
  });
});

describe('signalling: whose address counts', () => {
  const from = (address: string) => ({ headers: { 'X-Forwarded-For': address } });

  afterEach(stopServers);

  it('is the one that connects: X-Forwarded-For is anybody’s to write, and the log says that it came', async () => {
    const lines: string[] = [];
    const server = await startServer({ socketsPerAddress: 2, log: (line) => lines.push(line) });
    for (const id of ['a', 'b']) await SignallingClient.open(server, id, id, from(`192.0.2.${id.charCodeAt(0)}`));

    expect(await refusal(anotherUrl(server), from('192.0.2.1'))).to.equal(429);
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/X-Forwarded-For without --trust-proxy/);
  });

  it('is what a trusted proxy has seen, whatever the client itself wrote before', async () => {
    const server = await startServer({ socketsPerAddress: 2, trustProxy: 1 });
    for (const id of ['a', 'b']) await SignallingClient.open(server, id, id, from(`203.0.113.${id.charCodeAt(0)}, 192.0.2.1`));

    expect(await refusal(anotherUrl(server), from('203.0.113.9, 192.0.2.1'))).to.equal(429);
    await SignallingClient.open(server, 'other', 'other', from('192.0.2.1, 192.0.2.2'));
  });
});
