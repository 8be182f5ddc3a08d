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

  say(text: string | Buffer, to: Agent): void {
    this.socket.send(text, to.standIn, address);
  }

  async hears(): Promise<{ text: string; port: number }> {
    const [packet, sender] = (await once(this.socket, 'message')) as [Buffer, { port: number }];
    return { text: packet.toString(), port: sender.port };
  }
}

/** A binding request of ICE, with something before the username, and something that is filled up to four bytes. */
function check(username: string): Buffer {
  const header = Buffer.alloc(20);
  header.writeUInt16BE(1, 0);
  header.writeUInt32BE(0x2112a442, 4);
  return Buffer.concat([header, attribute(0x8022, 'software'), attribute(0x0024, 'abc'), attribute(0x0006, username)]);
}

function attribute(type: number, value: string): Buffer {
  const bytes = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  bytes.writeUInt16BE(type, 0);
  bytes.writeUInt16BE(value.length, 2);
  bytes.write(value, 4);
  return bytes;
}

describe('UdpRelay', () => {
  let relay: UdpRelay;
  const agents: Agent[] = [];

  /** Of whose socket nobody was told. */
  async function stranger(id = ''): Promise<Agent> {
    const socket = createSocket('udp4').bind(0, address);
    const made = new Agent(id, socket);
    agents.push(made);
    await once(socket, 'listening');
    return made;
  }

  async function agent(id: string): Promise<Agent> {
    const made = await stranger(id);
    made.standIn = await relay.standInFor(address, made.socket.address().port, { id, key: `key of ${id}` });
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
    const unknown = await stranger();
    relay.cut('alice', 'bob');
    unknown.say('lost', alice);
    carol.say('from Carol', alice);
    expect((await alice.hears()).text).to.equal('from Carol');
    relay.heal('alice', 'bob');
    unknown.say('found', alice);
    expect((await alice.hears()).text).to.equal('found');
  });

  it('knows whom nobody told of by a connectivity check', async () => {
    const [alice, dave] = [await agent('alice'), await agent('dave')];
    const untold = await stranger();
    relay.learn('fragmentC', { id: 'carol' });
    relay.cut('alice', 'bob');
    untold.say(check('fragmentA:fragmentC'), alice);
    await once(alice.socket, 'message');
    untold.say('from Carol', alice);
    expect((await alice.hears()).text).to.equal('from Carol');
    relay.cut('alice', 'carol');
    untold.say('lost', alice);
    dave.say('from Dave', alice);
    expect((await alice.hears()).text).to.equal('from Dave');
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
