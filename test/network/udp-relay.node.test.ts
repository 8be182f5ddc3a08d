import { expect } from 'chai';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { UdpRelay } from './udp-relay.ts';

const address = '127.0.0.1';

/** What a browser's ICE agent is to the relay: a socket, and where its packets come from. */
class Agent {
  readonly socket: Socket;
  readonly id: string;
  standIn = 0;

  constructor(id: string, socket: Socket) {
    this.id = id;
    this.socket = socket;
  }

  say(text: string, to: Agent): void {
    this.socket.send(text, to.standIn, address);
  }

  async hears(): Promise<{ text: string; port: number }> {
    const [packet, sender] = (await once(this.socket, 'message')) as [Buffer, { port: number }];
    return { text: packet.toString(), port: sender.port };
  }
}

describe('UdpRelay', () => {
  let relay: UdpRelay;
  const agents: Agent[] = [];

  async function agent(id: string): Promise<Agent> {
    const socket = createSocket('udp4').bind(0, address);
    await once(socket, 'listening');
    const made = new Agent(id, socket);
    made.standIn = await relay.standInFor(address, socket.address().port, { id, key: `key of ${id}` });
    agents.push(made);
    return made;
  }

  beforeEach(() => {
    relay = new UdpRelay();
  });

  afterEach(async () => {
    for (const { socket } of agents.splice(0)) socket.close();
    await relay.close();
  });

  it('shows each to the other as its stand-in', async () => {
    const [alice, bob] = [await agent('alice'), await agent('bob')];
    alice.say('there', bob);
    expect(await bob.hears()).to.deep.equal({ text: 'there', port: alice.standIn });
    bob.say('back', alice);
    expect(await alice.hears()).to.deep.equal({ text: 'back', port: bob.standIn });
  });

  it('cuts two from each other, by id or key, and nobody else, until healed', async () => {
    const [alice, bob, carol] = [await agent('alice'), await agent('bob'), await agent('carol')];
    relay.cut('key of bob', 'alice');
    alice.say('lost', bob);
    bob.say('lost', alice);
    carol.say('from Carol', bob);
    carol.say('from Carol', alice);
    expect(await Promise.all([alice.hears(), bob.hears()])).to.deep.equal([
      { text: 'from Carol', port: carol.standIn },
      { text: 'from Carol', port: carol.standIn },
    ]);
    relay.heal('alice', 'key of bob');
    alice.say('found', bob);
    expect((await bob.hears()).text).to.equal('found');
  });

  it('cuts off whoever it does not know yet', async () => {
    const [alice, carol] = [await agent('alice'), await agent('carol')];
    const stranger = createSocket('udp4').bind(0, address);
    await once(stranger, 'listening');
    relay.cut('alice', 'bob');
    stranger.send('lost', alice.standIn, address);
    carol.say('from Carol', alice);
    expect((await alice.hears()).text).to.equal('from Carol');
    relay.heal('alice', 'bob');
    stranger.send('found', alice.standIn, address);
    const { text } = await alice.hears();
    stranger.close();
    expect(text).to.equal('found');
  });

  it('takes its time, and keeps the order', async () => {
    relay.delay = 30;
    const [alice, bob] = [await agent('alice'), await agent('bob')];
    const start = performance.now();
    for (const text of ['1', '2', '3']) alice.say(text, bob);
    const heard: string[] = [];
    bob.socket.on('message', (packet) => heard.push(packet.toString()));
    while (heard.length < 3) await once(bob.socket, 'message');
    expect(heard).to.deep.equal(['1', '2', '3']);
    expect(performance.now() - start).to.be.at.least(30);
  });

  it('loses its share', async () => {
    const [alice, bob] = [await agent('alice'), await agent('bob')];
    relay.loss = 50;
    const heard: number[] = [];
    bob.socket.on('message', (packet) => heard.push(Number(packet.toString())));
    for (let number = 0; number < 400; number++) alice.say(String(number), bob);
    while (heard.length < 64) await once(bob.socket, 'message');
    expect(heard[63]).to.be.greaterThan(63);
  });
});
