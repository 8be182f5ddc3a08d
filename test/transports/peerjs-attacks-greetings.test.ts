import { expect } from '@open-wc/testing';
import { LinkTickets } from '../../src/core/crypto/link-tickets.ts';
import { randomHex } from '../../src/core/crypto/random.ts';
import { inOrderOfDialling, Scene } from '../support/attacker-scene.ts';
import { acquainted, type Guest, openRoom, roundTrip } from '../support/meeting.ts';
import type { Frame, Message, TappedSocket } from '../support/wiretap.ts';

const kinds = ['hello', 'still', 'here'] as const;
/** Whoever has the larger key dials: of these two, every page is the smaller or the larger. */
const keys = ['0'.repeat(32), 'f'.repeat(32)];

describe('PeerJS, attacked by greetings', () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.set();
  });

  afterEach(() => scene.close());

  /** What one said to the other's address, as the server would pass it on. */
  function greetings(from: TappedSocket, to: TappedSocket): Message[] {
    const isGreeting = ({ direction, socket, message }: Frame) =>
      direction === 'up' && socket === from && message.dst === to.address && message.payload?.rtc?.key !== undefined;
    return scene.tap.frames.filter(isGreeting).map(({ message }) => ({ ...message, src: from.address }));
  }

  /** Resolves when an honest greeting that came after all others has had its effect: a link more for each. */
  async function newcomer(guests: readonly Guest[]): Promise<void> {
    await acquainted([...guests, await scene.enter()]);
  }

  const sockets = (guests: readonly Guest[]) => Promise.all(guests.map(({ id }) => scene.tap.socketOf(id)));

  it('dials nobody whose greeting has no MAC of this room', async () => {
    const alice = await scene.enter();
    const { address } = await scene.tap.socketOf(alice.id);
    const stranger = await scene.attacker(scene.addresses.find((other) => other !== address));
    const otherRoom = new LinkTickets((await openRoom()).mac);
    for (const kind of kinds) {
      for (const key of keys) {
        const at = Date.now();
        const macs = [randomHex(32), '', 'f'.repeat(64), otherRoom.greeting(kind, at, key, stranger.id, address)];
        for (const mac of macs) stranger.say({ type: 'CANDIDATE', dst: address, payload: { rtc: { kind, key, at, mac } } });
      }
    }
    await scene.tap.untilFrames('16 greetings', ({ message }) => message.src === stranger.id && message.dst === address, 16);
    await newcomer([alice]);

    expect(scene.census.of(alice)).to.have.length(1);
    expect(alice.heard.joined).to.have.length(1);
  });

  it('dials nobody at an address other than that from which it was greeted', async () => {
    let stranger = '';
    const isHeld = ({ direction, message }: Frame) =>
      direction === 'down' && message.payload?.rtc?.key !== undefined && message.src !== stranger;
    scene.tap.tamper = (frame) => (isHeld(frame) ? [] : [frame.message]);
    const [to, from] = await sockets(inOrderOfDialling([await scene.enter(), await scene.enter()]));
    const overheard = greetings(from!, to!);
    const mallory = await scene.attacker(scene.addresses.find((address) => address !== to!.address && address !== from!.address));
    stranger = mallory.id;
    for (const { type, dst, payload } of overheard) mallory.say({ type, dst, payload });
    await scene.tap.untilFrames('the greetings', ({ message }) => message.src === stranger, overheard.length);
    // The same, from the right address.
    to!.hear(overheard[0]);
    const [offer] = await scene.tap.untilFrames('an offer', ({ message }) => message.type === 'OFFER');

    expect(offer?.message.dst).to.equal(from!.address);
    expect(scene.census.all).to.have.length(1);
  });

  it('dials nobody again because a server repeats itself', async () => {
    const [dialling, dialled] = await scene.pair();
    const [to, from] = await sockets([dialling, dialled]);
    // A young link is not rebuilt anyway; PeerJS's first heartbeat comes after five seconds.
    await scene.tap.untilFrames('a heartbeat', ({ socket, message }) => socket === from && message.type === 'HEARTBEAT');
    const overheard = greetings(from!, to!);
    for (const greeting of overheard) to!.hear(greeting);
    await newcomer([dialling, dialled]);

    expect(overheard).not.to.be.empty;
    expect(scene.census.all).to.have.length(6);
  });

  it('dials nobody who left because a server repeats what they said', async () => {
    const [dialling, dialled] = await scene.pair();
    const [to, from] = await sockets([dialling, dialled]);
    const overheard = greetings(from!, to!);
    dialled.leave();
    await dialling.heard.losesSightOf(dialled.id);
    for (const greeting of overheard) to!.hear(greeting);
    await newcomer([dialling]);

    expect(overheard).not.to.be.empty;
    expect(scene.census.of(dialling)).to.have.length(2);
  });

  it('takes nobody for gone because a server says goodbye for them', async () => {
    const [alice, bob] = await scene.pair();
    const carol = await scene.enter();
    await acquainted([alice, bob, carol]);
    const [atAlice, atBob, atCarol] = await sockets([alice, bob, carol]);
    const [ours, others] = [new LinkTickets(scene.keys.mac), new LinkTickets((await openRoom()).mac)];
    const bye = (from: TappedSocket, key: string, at: number, mac: string) => {
      atAlice!.hear({ type: 'CANDIDATE', src: from.address, payload: { rtc: { kind: 'bye', key, at, mac } } });
    };
    // A clock ahead of all others, so that what is wrong is never the time.
    const at = Date.now() + 60_000;
    const [here, there] = [atAlice!.address, atBob!.address];
    bye(atBob!, bob.id, at, randomHex(32));
    bye(atBob!, bob.id, at, others.greeting('bye', at, bob.id, there, here));
    bye(atBob!, bob.id, at, ours.greeting('hello', at, bob.id, there, here));
    bye(atBob!, bob.id, at, ours.greeting('bye', at, bob.id, there, atCarol!.address));
    bye(atBob!, bob.id, at, ours.greeting('bye', at, carol.id, there, here));
    bye(atCarol!, bob.id, at, ours.greeting('bye', at, bob.id, there, here));
    bye(atBob!, bob.id, at + 1, ours.greeting('bye', at, bob.id, there, here));
    bye(atBob!, bob.id, 1, ours.greeting('bye', 1, bob.id, there, here));
    // One that nobody but a member can have said, after which those before would have had their effect.
    bye(atCarol!, carol.id, at, ours.greeting('bye', at, carol.id, atCarol!.address, here));
    await alice.heard.losesSightOf(carol.id);
    await roundTrip(alice, bob);

    expect(alice.heard.left).to.deep.equal([{ id: carol.id, reason: 'left' }]);
  });
});
