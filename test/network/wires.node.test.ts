import { expect } from 'chai';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { startWires, type Wires } from './wires.ts';

/** A client of the PeerServer at the other end of the wires. */
class Client {
  readonly socket: WebSocket;
  readonly heard: Record<string, unknown>[] = [];

  constructor(wires: Wires, id: string) {
    this.socket = new WebSocket(`${wires.url.replace('http', 'ws')}/peer/peerjs?key=peerjs&id=${id}&token=token-of-${id}`);
    this.socket.on('message', (data: Buffer) => this.heard.push(JSON.parse(data.toString()) as Record<string, unknown>));
  }

  say(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  async hears(type: string): Promise<Record<string, unknown>> {
    for (;;) {
      const found = this.heard.find((message) => message['type'] === type);
      if (found) return found;
      await once(this.socket, 'message');
    }
  }
}

const candidateOf = (words: string) => ({ candidate: `candidate:1 1 ${words}`, sdpMid: '0', sdpMLineIndex: 0 });

describe('Wires', () => {
  let wires: Wires;

  beforeEach(async () => {
    wires = await startWires();
  });

  afterEach(() => wires.close());

  async function pair(): Promise<[Client, Client]> {
    const clients: [Client, Client] = [new Client(wires, 'alice'), new Client(wires, 'bob')];
    await Promise.all(clients.map((client) => client.hears('OPEN')));
    return clients;
  }

  it('lead to a real server', async () => {
    const answer = await fetch(`${wires.url}/health`);
    expect(await answer.json()).to.have.property('status', 'ok');
  });

  it('exchange the addresses in candidates, and drop those that would lead around', async () => {
    const [alice, bob] = await pair();
    const send = (words: string) => alice.say({ type: 'CANDIDATE', dst: 'bob', payload: { candidate: candidateOf(words), connectionId: 'c' } });
    send('udp 2122252543 [fd00::2] 40000 typ host generation 0');
    send('udp 2122252543 fd00::2 40000 typ host generation 0');
    send('udp 2122252543 9b36eaac-bb2e-49bb-bb78-21c41c499900.local 40000 typ host generation 0');
    send('tcp 1518280447 127.0.0.1 9 typ host tcptype active generation 0');
    send('udp 2122252543 127.0.0.1 40000 typ host generation 0');
    const { payload } = await bob.hears('CANDIDATE');
    const { candidate } = payload as { candidate: { candidate: string; sdpMid: string } };
    expect(candidate.candidate).to.match(/^candidate:1 1 udp 2122252543 127\.0\.0\.1 \d+ typ host generation 0$/);
    expect(candidate.candidate).not.to.contain(' 40000 ');
    expect(candidate.sdpMid).to.equal('0');
  });

  it('leave descriptions as they are', async () => {
    const [alice, bob] = await pair();
    const sdp = 'v=0\r\na=candidate:1 1 udp 2122252543 127.0.0.1 40000 typ host\r\n';
    alice.say({ type: 'OFFER', dst: 'bob', payload: { sdp: { type: 'offer', sdp }, connectionId: 'c' } });
    const { payload } = await bob.hears('OFFER');
    expect(payload).to.deep.equal({ sdp: { type: 'offer', sdp }, connectionId: 'c' });
  });

  it('break when the server is stopped, and lead to the same address when it is back', async () => {
    const [alice, bob] = await pair();
    const gone = [once(alice.socket, 'close'), once(bob.socket, 'close')];
    await wires.stopServer();
    await Promise.all(gone);
    const refused = await fetch(wires.url).catch((error: unknown) => error);
    expect(refused).to.be.an.instanceOf(TypeError);
    await wires.startServer();
    const back = new Client(wires, 'alice');
    await back.hears('OPEN');
  });

  it('cost what a distance costs: a round trip for the connection, one for the upgrade', async () => {
    wires.delay = 20;
    const start = performance.now();
    const alice = new Client(wires, 'alice');
    await alice.hears('OPEN');
    expect(performance.now() - start).to.be.at.least(80);
    const asked = performance.now();
    alice.say({ type: 'CANDIDATE', dst: 'alice', payload: { rtc: { kind: 'echo' } } });
    await alice.hears('CANDIDATE');
    expect(performance.now() - asked).to.be.at.least(40);
  });
});
