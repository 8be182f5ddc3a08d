import { expect } from '@open-wc/testing';
import { randomHex } from '../../src/core/crypto/random.ts';
import { AttackerConnection } from '../support/attacker-connection.ts';
import { Scene } from '../support/attacker-scene.ts';
import type { AttackerSocket } from '../support/attacker-socket.ts';
import { restoreClock, stopClock } from '../support/clock.ts';
import { acquainted, type Guest, openRoom, roundTrip } from '../support/meeting.ts';
import type { Message, Ticket } from '../support/wiretap.ts';

/** All that PeerJS knows, ours, and what every JavaScript object has. */
const serializers = ['raw', 'json', 'binary', 'binary-utf8', 'default', 'rtc', 'MsgPack', '__proto__', 'constructor', 'toString'];
const types = ['data', 'media'];
/** A page that does nothing else for longer is one that hangs. Milliseconds. */
const longestPause = 1000;

describe('PeerJS, attacked by strangers', () => {
  let scene: Scene;
  let sdp: string;

  before(async () => {
    const connection = new AttackerConnection();
    sdp = await connection.offer();
    connection.close();
  });

  beforeEach(async () => {
    scene = await Scene.set();
  });

  afterEach(async () => {
    restoreClock();
    await scene.close();
  });

  /** Strangers at addresses of the room that nobody else has. */
  async function intruders(guests: readonly Guest[], count: number): Promise<AttackerSocket[]> {
    const taken = await Promise.all(guests.map(async ({ id }) => (await scene.tap.socketOf(id)).address));
    const free = scene.addresses.filter((address) => !taken.includes(address));
    return Promise.all(free.slice(0, count).map((address) => scene.attacker(address)));
  }

  /** Everything a stranger can think of to make `victim` take an offer: one of each kind. */
  function* offersTo(victim: Guest, dst: string): Generator<object> {
    for (const serialization of serializers) {
      for (const type of types) {
        for (const metadata of [undefined, {}, plausibleTicket(victim)]) {
          const connection = { type, connectionId: randomHex(16), label: serialization, serialization, reliable: true };
          yield { type: 'OFFER', dst, payload: { sdp: { type: 'offer', sdp }, ...connection, metadata } };
        }
      }
    }
  }

  function plausibleTicket(victim: Guest): Ticket {
    return { from: `f${randomHex(16).slice(1)}`, to: victim.id, epoch: 1, profile: 'AAAA', mac: randomHex(32) };
  }

  function forgedHello(dst: string): object {
    return { type: 'CANDIDATE', dst, payload: { rtc: { kind: 'hello', key: randomHex(16), at: Date.now(), mac: randomHex(32) } } };
  }

  it('tells nobody of somebody with another key', async () => {
    const { seal, log } = await openRoom();
    const alice = await scene.enter();
    const mallory = await scene.enter({ keys: { tag: scene.keys.tag, mac: crypto.getRandomValues(new Uint8Array(32)), seal, log } });
    const [atAlice, atMallory] = [await scene.tap.socketOf(alice.id), await scene.tap.socketOf(mallory.id)];
    for (const [from, to] of [[atAlice, atMallory], [atMallory, atAlice]] as const) {
      await scene.tap.untilFrames('a greeting to arrive', ({ socket, message }) => socket === to && message.src === from.address);
    }

    const bob = await scene.enter();
    await acquainted([alice, bob]);
    await roundTrip(alice, bob);

    expect(mallory.heard.joined).to.deep.equal([]);
    expect(scene.census.of(mallory)).to.have.length(0);
    for (const guest of [alice, bob]) {
      expect(guest.heard.joined).to.have.length(1);
      expect(scene.census.of(guest)).to.have.length(1);
    }
  });

  it('makes no connection for 600 offers, stays responsive, and lets a newcomer in', async () => {
    const [alice, bob] = await scene.pair();
    const victim = await scene.tap.socketOf(alice.id);
    const pauses = watchPauses(scene.signal);
    const delivered = () => scene.tap.frames.filter(({ socket, message }) => socket === victim && message.type === 'OFFER').length;
    const before = delivered();
    const outside = await Promise.all(Array.from({ length: 5 }, () => scene.attacker()));
    for (const stranger of [...outside, ...(await intruders([alice, bob], 5))]) {
      const offers = [...offersTo(alice, victim.address)];
      for (const offer of offers) stranger.say(offer);
      const expected = delivered() + offers.length;
      await scene.tap.until(`${expected} offers`, () => delivered() >= expected);
      await roundTrip(alice, bob);
    }

    expect(delivered() - before).to.equal(600);
    expect(scene.census.all).to.have.length(2);
    expect(pauses.longest()).to.be.below(longestPause);
    expect(scene.errors).to.deep.equal([]);

    const carol = await scene.enter();
    const since = performance.now();
    await acquainted([alice, bob, carol]);
    expect(performance.now() - since).to.be.below(5000);
    expect(scene.census.all).to.have.length(6);
  });

  it('lets a newcomer in though strangers have said more than anybody listens to', async () => {
    const [alice, bob] = await scene.pair();
    const crowd = await intruders([alice, bob], 12);
    stopClock();
    for (const victim of [alice, bob]) {
      const { address } = await scene.tap.socketOf(victim.id);
      const connection = { type: 'data', connectionId: randomHex(16), serialization: 'rtc', metadata: plausibleTicket(victim) };
      const offer = { type: 'OFFER', dst: address, payload: { sdp: { type: 'offer', sdp }, ...connection } };
      for (const stranger of crowd) {
        for (let count = 0; count < 10; count++) stranger.say(offer);
        for (let count = 0; count < 30; count++) stranger.say(forgedHello(address));
      }
    }
    const isForged = ({ message }: { message: Message }) => crowd.some(({ id }) => id === message.src);
    await scene.tap.untilFrames('the crowd', isForged, 2 * 12 * 40);
    const carol = await scene.enter();
    await acquainted([alice, bob, carol]);

    expect(scene.census.all).to.have.length(6);
  });
});

/** Measures for how long the page does nothing else. */
function watchPauses(signal: AbortSignal): { longest: () => number } {
  let [longest, last] = [0, performance.now()];
  const timer = setInterval(() => {
    const now = performance.now();
    [longest, last] = [Math.max(longest, now - last), now];
  }, 20);
  signal.addEventListener('abort', () => clearInterval(timer));
  return { longest: () => longest };
}
