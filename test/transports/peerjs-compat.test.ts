import { expect } from '@open-wc/testing';
import { idFrom } from '../../src/core/crypto/digest.ts';
import { applicationData, applicationTopic } from '../../src/core/application-data.ts';
import { randomHex } from '../../src/core/crypto/random.ts';
import { StreamMedia } from '../../src/core/stream-media.ts';
import { Scene } from '../support/attacker-scene.ts';
import { acquainted, type Guest } from '../support/meeting.ts';
import { movingPicture, Screen } from '../support/picture.ts';
import { sending } from '../support/sent-video.ts';
import { StockClient } from '../support/stock-client.ts';

const patience = 15_000;

describe('a stock PeerJS client', function () {
  this.timeout(60_000);
  let scene: Scene;
  let room: string;
  const clients: StockClient[] = [];

  beforeEach(async () => {
    scene = await Scene.set(patience);
    room = `room-${randomHex(4)}`;
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await scene.close();
  });

  async function stock(id = `device-${randomHex(4)}`): Promise<StockClient> {
    const client = await StockClient.open(scene.server, id);
    clients.push(client);
    return client;
  }

  /** A page that lets them in. */
  async function page(options: Parameters<Scene['enter']>[0] = {}): Promise<Guest> {
    const guest = await scene.enter({ compat: room, ...options });
    await addressTaken();
    return guest;
  }

  let taken = 0;
  beforeEach(() => (taken = 0));
  const addresses = () => scene.tap.sockets.map(({ address }) => address).filter((address) => address.startsWith('rtc-'));
  async function addressTaken(): Promise<void> {
    const address = `rtc-${room}-${taken++}`;
    await scene.tap.untilFrames(`${address} to be let in`, ({ direction, socket, message }) => direction === 'down' && socket.address === address && message.type === 'OPEN');
  }

  const saidTo = (guest: Guest) => guest.heard.messages.filter(({ topic }) => topic === applicationTopic).map(({ bytes }) => applicationData.decode(bytes));
  const say = (guest: Guest, topic: string, data: unknown, to?: string[]) => guest.room.send(applicationTopic, applicationData.encode({ topic, data }), to ? { to } : {});

  it('finds pages at addresses made of the name of the room, the first that are free', async () => {
    await page();
    await page();
    await scene.enter();

    expect(new Set(addresses())).to.deep.equal(new Set([`rtc-${room}-0`, `rtc-${room}-1`]));
  });

  it('is a participant, the same for every page, with a name, until it leaves', async () => {
    const pages = [await page(), await page()];
    await acquainted(pages);
    const client = await stock();
    const connections = [
      await client.connected(`rtc-${room}-0`, { metadata: { name: 'Greenhouse' } }),
      await client.connected(`rtc-${room}-1`, { metadata: { name: 'Greenhouse' } }),
    ];
    for (const { heard } of pages) {
      const { attributes, joinedAt } = await heard.sees(idFrom(client.id));
      expect(attributes['name']).to.equal('Greenhouse');
      expect(joinedAt).to.be.closeTo(Date.now(), 10_000);
    }
    connections[0]!.close();
    expect(await pages[0]!.heard.losesSightOf(idFrom(client.id))).to.equal('left');
    connections[1]!.close({ flush: true });
    expect(await pages[1]!.heard.losesSightOf(idFrom(client.id))).to.equal('left');
  });

  it('is called by its id where it gives no name', async () => {
    const alice = await page();
    const client = await stock();
    await client.connected(`rtc-${room}-0`);

    expect((await alice.heard.sees(idFrom(client.id))).attributes['name']).to.equal(client.id);
  });

  for (const serialization of ['binary', 'json', 'raw'] as const) {
    it(`exchanges data in the format ${serialization}`, async () => {
      const alice = await page();
      const client = await stock();
      const id = idFrom(client.id);
      const connection = await client.connected(`rtc-${room}-0`, { serialization });
      await alice.heard.sees(id);
      const [reading, lamp] = [{ topic: 'reading', data: { celsius: 21.5 } }, { topic: 'lamp', data: { on: true, note: 'x'.repeat(20_000) } }];
      const isRaw = serialization === 'raw';

      client.send(connection, isRaw ? JSON.stringify(reading) : reading);
      client.send(connection, 'anything');
      await alice.heard.hears(applicationTopic, 2);
      expect(saidTo(alice)).to.deep.equal([reading, { topic: 'peerjs', data: 'anything' }]);
      expect(alice.heard.messages.map(({ from }) => from)).to.deep.equal([id, id]);

      await say(alice, lamp.topic, lamp.data);
      await say(alice, lamp.topic, 2, [id]);
      await client.until('two messages', () => client.heard.length === 2);
      expect(client.heard.map((data) => (isRaw ? (JSON.parse(data as string) as unknown) : data))).to.deep.equal([lamp, { topic: 'lamp', data: 2 }]);
    });
  }

  it('sends more than one frame holds, in the default format', async () => {
    const alice = await page();
    const client = await stock();
    const connection = await client.connected(`rtc-${room}-0`, { reliable: true });
    const long = { topic: 'log', data: 'line '.repeat(12_000) };
    client.send(connection, long);
    await alice.heard.hears(applicationTopic);

    expect(saidTo(alice)).to.deep.equal([long]);
  });

  it('hears nothing of the library’s own, and cannot say it', async () => {
    const [alice, bob] = [await page(), await scene.enter()];
    await acquainted([alice, bob]);
    const client = await stock();
    const connection = await client.connected(`rtc-${room}-0`);
    await alice.heard.sees(idFrom(client.id));

    await alice.say('reaction', 'to everybody');
    await alice.say('reaction', 'to it alone', { to: [idFrom(client.id)] });
    client.send(connection, { topic: 'reaction', data: 'x' });
    await bob.heard.hears('reaction');
    await alice.heard.hears(applicationTopic);
    await say(alice, 'last', 1);
    await client.until('the last word', () => client.heard.length > 0);

    expect(client.heard).to.deep.equal([{ topic: 'last', data: 1 }]);
    expect(alice.heard.textsOn('reaction')).to.deep.equal([]);
    expect(saidTo(alice)).to.deep.equal([{ topic: 'reaction', data: 'x' }]);
  });

  it('sees and is seen in one call, whatever the page turns on and off meanwhile', async () => {
    const alice = await page({ video: { codecs: [], maxBitrate: 300 } });
    const client = await stock();
    const id = idFrom(client.id);
    client.call(`rtc-${room}-0`, [movingPicture('green', scene.signal)], { name: 'Door' });
    const screen = new Screen(await alice.heard.media(id, 'camera'), patience, scene.signal);
    await screen.shows('green');
    await screen.moves();

    const stream = await client.until('a stream', () => client.streams[0]);
    const wall = new Screen(mediaOf(stream), patience, scene.signal);
    const camera = await alice.room.publish(movingPicture('red', scene.signal), { source: 'camera', signal: scene.signal });
    await wall.shows('red');
    const sharing = new AbortController();
    await alice.room.publish(movingPicture('blue', scene.signal), { source: 'screen', signal: sharing.signal });
    await wall.shows('blue');
    sharing.abort();
    await wall.shows('red');
    await camera.mute(true);
    await camera.replace(movingPicture('green', scene.signal));
    await camera.mute(false);
    await wall.shows('green');
    const limit = () => scene.census.all[0]!.getSenders()[0]!.getParameters().encodings[0]?.maxBitrate;
    await sending('300 kbit/s at most', async () => limit() === 300_000);
    alice.room.setVideo({ codecs: [] });
    await sending('as much as the browser likes', async () => limit() === undefined);
    expect(client.streams).to.have.length(1);
    expect(client.errors).to.deep.equal([]);
  });

  it('is one participant with a call and a connection, and stays until both are over', async () => {
    const alice = await page();
    const client = await stock();
    const id = idFrom(client.id);
    const call = client.call(`rtc-${room}-0`, [movingPicture('green', scene.signal)], { name: 'Door' });
    await alice.heard.media(id, 'camera');
    const connection = await client.connected(`rtc-${room}-0`);
    client.send(connection, 'here');
    await alice.heard.hears(applicationTopic);
    call.close();
    await alice.heard.mediaOff(id, 'camera');
    client.send(connection, 'still here');
    await alice.heard.hears(applicationTopic, 2);
    expect(alice.heard.joined.filter((participant) => participant.id === id)).to.have.length(1);
    expect(alice.heard.left).to.deep.equal([]);
    connection.close();
    await alice.heard.losesSightOf(id);
  });

  it('is told when the page leaves', async () => {
    const alice = await page();
    const client = await stock();
    client.call(`rtc-${room}-0`, [movingPicture('green', scene.signal)]);
    await client.connected(`rtc-${room}-0`);
    await client.until('a stream', () => client.streams.length > 0);
    alice.leave();
    await client.until('both to be closed', () => client.closed === 2);
  });

  it('takes the place of its own earlier connection', async () => {
    const alice = await page();
    const client = await stock();
    await client.connected(`rtc-${room}-0`);
    await alice.heard.sees(idFrom(client.id));
    const second = await client.connected(`rtc-${room}-0`);
    await client.until('the first to be closed', () => client.closed === 1);
    client.send(second, 'again');
    await alice.heard.hears(applicationTopic);

    expect(alice.heard.joined).to.have.length(1);
    expect(alice.heard.left).to.deep.equal([]);
  });

  it('gets no page before that has joined', async () => {
    const alice = await scene.enter({ compat: room, standby: true });
    expect(addresses()).to.deep.equal([]);
    await alice.room.announce();
    await addressTaken();
    const client = await stock();
    await client.connected(`rtc-${room}-0`);
    await alice.heard.sees(idFrom(client.id));
  });
});

function mediaOf(stream: MediaStream): StreamMedia {
  return new StreamMedia('camera', stream.getVideoTracks()[0]);
}
