import { expect } from '@open-wc/testing';
import { idFrom } from '../../src/core/crypto/digest.ts';
import { randomHex } from '../../src/core/crypto/random.ts';
import { limitAttribute } from '../../src/core/seats.ts';
import { Scene } from '../support/attacker-scene.ts';
import { acquainted, roundTrip } from '../support/meeting.ts';
import { StockClient } from '../support/stock-client.ts';

const patience = 15_000;

describe('the gate for stock PeerJS clients', function () {
  this.timeout(60_000);
  let scene: Scene;
  let room: string;
  let end: AbortController;

  beforeEach(async () => {
    scene = await Scene.set(patience);
    room = `room-${randomHex(4)}`;
    end = new AbortController();
  });

  afterEach(async () => {
    end.abort();
    await scene.close();
  });

  async function stock(): Promise<StockClient> {
    const client = await StockClient.open(scene.server, `device-${randomHex(4)}`);
    end.signal.addEventListener('abort', () => client.close());
    return client;
  }

  const address = () => `rtc-${room}-0`;
  const letIn = () => scene.tap.untilFrames('the address', ({ direction, socket, message }) => direction === 'down' && socket.address === address() && message.type === 'OPEN');

  /** Descriptions as browsers write them: of messages, and of as many pictures and sounds. */
  async function described(...kinds: ('audio' | 'video')[]): Promise<string> {
    const { contentWindow } = document.body.appendChild(document.createElement('iframe'));
    const connection = new (contentWindow as unknown as typeof globalThis).RTCPeerConnection();
    if (kinds.length === 0) connection.createDataChannel('x');
    for (const kind of kinds) connection.addTransceiver(kind);
    const { sdp = '' } = await connection.createOffer();
    connection.close();
    return sdp;
  }

  it('is shut without compat: no page is there, at its own address none listens, and no connection is made', async () => {
    const alice = await scene.enter();
    const client = await stock();
    const own = (await scene.tap.socketOf(alice.id)).address;
    for (const to of [own, address()]) {
      client.connect(to, { metadata: { name: 'Mallory' } });
      client.connect(to, { serialization: 'json' });
      client.call(to, [new MediaStreamAudioDestinationNode(new AudioContext()).stream.getTracks()[0]!]);
    }
    await scene.tap.untilFrames('three offers', ({ direction, socket, message }) => direction === 'down' && socket.address === own && message.type === 'OFFER', 3);
    await client.until('the answer that nobody is there', () => client.errors.length > 0);
    const bob = await scene.enter();
    await acquainted([alice, bob]);
    await roundTrip(alice, bob);

    expect(new Set(client.errors)).to.deep.equal(new Set(['peer-unavailable']));
    expect(alice.heard.joined.map(({ id }) => id)).to.deep.equal([bob.id]);
    expect(scene.census.all, 'one each, to the other').to.have.length(2);
  });

  it('lets nothing through that no stock client would ask for, before a connection is made', async () => {
    const [words, picture, crowd] = [await described(), await described('video'), await described('audio', 'video', 'video', 'video', 'video')];
    await scene.enter({ compat: room });
    await letIn();
    const data = { type: 'data', serialization: 'binary', sdp: { type: 'offer', sdp: words } };
    const media = { type: 'media', sdp: { type: 'offer', sdp: picture } };
    const bad: object[] = [
      {},
      { ...data, connectionId: undefined },
      { ...data, connectionId: 'x'.repeat(65) },
      { ...data, serialization: undefined },
      ...['rtc', 'MsgPack', '__proto__', 'constructor', 'toString'].map((serialization) => ({ ...data, serialization })),
      { ...data, type: 'other' },
      { ...data, sdp: { type: 'answer', sdp: words } },
      { ...data, sdp: { type: 'offer', sdp: '' } },
      { ...data, sdp: { type: 'offer', sdp: picture } },
      { ...data, sdp: { type: 'offer', sdp: words + words } },
      { ...data, sdp: { type: 'offer', sdp: `${words}a=${'x'.repeat(40_000)}\r\n` } },
      { ...data, sdp: words },
      { ...media, sdp: { type: 'offer', sdp: words } },
      { ...media, sdp: { type: 'offer', sdp: crowd } },
    ];
    const mallory = await scene.attacker();
    for (const payload of bad) mallory.say({ type: 'OFFER', dst: address(), payload: { connectionId: randomHex(8), ...payload } });
    mallory.say({ type: 'CANDIDATE', dst: address(), payload: { connectionId: 'none', candidate: { candidate: 'candidate:1', sdpMid: '0' } } });
    mallory.say({ type: 'ANSWER', dst: address(), payload: { connectionId: 'none', sdp: { type: 'answer', sdp: words } } });
    mallory.say({ type: 'LEAVE', dst: address() });
    await scene.tap.untilFrames('all of it', ({ direction, socket, message }) => direction === 'down' && socket.address === address() && message.src === mallory.id, bad.length + 3);

    expect(scene.census.all).to.have.length(0);
    expect(scene.errors).to.deep.equal([]);
    const client = await stock();
    await client.connected(address());
    expect(scene.census.all).to.have.length(1);
  });

  it('makes few connections for hundreds of well-formed offers, and holds none that does not come up', async () => {
    const sdp = await described();
    const alice = await scene.enter({ compat: room, attributes: { [limitAttribute]: '8' } });
    await letIn();
    const crowd = await Promise.all(Array.from({ length: 10 }, () => scene.attacker()));
    for (const stranger of crowd) {
      for (let count = 0; count < 30; count++) {
        stranger.say({ type: 'OFFER', dst: address(), payload: { type: 'data', serialization: 'json', connectionId: randomHex(8), sdp: { type: 'offer', sdp } } });
      }
    }
    await scene.tap.untilFrames('the crowd', ({ direction, socket, message }) => direction === 'down' && socket.address === address() && message.type === 'OFFER', 300);

    expect(scene.census.all.length).to.be.within(7, 60);
    const open = () => scene.census.all.filter(({ connectionState }) => connectionState !== 'closed').length;
    expect(open(), 'one of each kind, for as many as have a seat').to.be.at.most(7);
    const bob = await scene.enter();
    await acquainted([alice, bob]);
    await roundTrip(alice, bob);
    expect(alice.heard.joined.map(({ id }) => id), 'nobody who did not come').to.deep.equal([bob.id]);
    expect(scene.errors).to.deep.equal([]);
  });

  it('counts seats, of members and of those it let in', async () => {
    const attributes = { [limitAttribute]: '3' };
    const alice = await scene.enter({ compat: room, attributes });
    await letIn();
    const bob = await scene.enter({ attributes });
    await acquainted([alice, bob]);
    const [first, second] = [await stock(), await stock()];
    const connection = await first.connected(address());
    await alice.heard.sees(idFrom(first.id));
    second.connect(address());
    await scene.tap.untilFrames('the offer', ({ direction, socket, message }) => direction === 'down' && socket.address === address() && message.src === second.id);
    expect(scene.census.all.length).to.equal(3);

    connection.close();
    await alice.heard.losesSightOf(idFrom(first.id));
    await second.connected(address());
    await alice.heard.sees(idFrom(second.id));
    // Another connection of the same one takes no seat more.
    await second.connected(address(), { serialization: 'raw' });
  });

  it('keeps those who were let in when the server is lost', async () => {
    const alice = await scene.enter({ compat: room });
    await letIn();
    const client = await stock();
    const connection = await client.connected(address());
    await alice.heard.sees(idFrom(client.id));
    await scene.server.stop();
    await alice.heard.server('reconnecting');
    client.send(connection, 'still here');
    await alice.heard.hears('app');

    expect(alice.heard.left).to.deep.equal([]);
  });
});
