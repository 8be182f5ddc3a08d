import { roomKeys, type RoomKeys } from '../../src/core/crypto/room-keys.ts';
import { type EnterOptions, moving, type ParticipantId, type Room, type RoomListener, type SendOptions } from '../../src/core/transport.ts';
import { RecordingListener } from './recording-listener.ts';

/** What the network under test adds by itself: it knows its server. */
export type GuestOptions = Omit<EnterOptions, 'server' | 'iceServers'>;

/** A transport, its server and the wires between its participants: made anew for every test, all in the test's hand. */
export interface TestNetwork {
  enter(options: GuestOptions, listener: RoomListener, signal: AbortSignal): Promise<Room>;
  /** Cuts the link between two participants, silently, both ways and for good until {@link heal}. */
  cut(a: ParticipantId, b: ParticipantId): Promise<void>;
  heal(a: ParticipantId, b: ParticipantId): Promise<void>;
  /** Stops the signalling server: nobody reaches it until {@link startServer}. */
  stopServer(): Promise<void>;
  /** The same address again; what the server knew before is forgotten. */
  startServer(): Promise<void>;
  /** After everybody has left: ends the server and whatever else runs. */
  close(): Promise<void>;
}

/** Somebody in a room, and what that room told them. */
export class Guest {
  readonly room: Room;
  readonly heard: RecordingListener;
  readonly #end: AbortController;

  constructor(room: Room, heard: RecordingListener, end: AbortController) {
    this.room = room;
    this.heard = heard;
    this.#end = end;
  }

  get id(): ParticipantId {
    return this.room.self;
  }

  say(topic: string, text: string, options?: SendOptions): Promise<void> {
    return this.room.send(topic, new TextEncoder().encode(text), options);
  }

  leave(): void {
    this.#end.abort();
  }

  /** Goes away, to go on in another page. */
  move(): void {
    this.#end.abort(moving);
  }
}

/** One room of one test. */
export class Meeting {
  readonly network: TestNetwork;
  readonly #patience: number;
  readonly #keys: Promise<RoomKeys>;
  readonly #end = new AbortController();

  constructor(network: TestNetwork, patience: number) {
    this.network = network;
    this.#patience = patience;
    this.#keys = openRoom();
  }

  /** Somebody who enters; `listener` tells what happens meanwhile. */
  async enter(options: Partial<GuestOptions> = {}, heard = this.listener()): Promise<Guest> {
    const end = new AbortController();
    this.#end.signal.addEventListener('abort', () => end.abort(), { once: true });
    const wanted = { ...(await this.options()), ...options };
    return new Guest(await this.network.enter(wanted, heard, end.signal), heard, end);
  }

  /** What it takes to get into this room. */
  async options(): Promise<GuestOptions> {
    return { keys: await this.#keys, attributes: {} };
  }

  listener(): RecordingListener {
    return new RecordingListener(this.#patience);
  }

  /** Two who see each other. */
  async pair(): Promise<[Guest, Guest]> {
    const alice = await this.enter({ attributes: { name: 'Alice' } });
    const bob = await this.enter({ attributes: { name: 'Bob' } });
    await acquainted([alice, bob]);
    return [alice, bob];
  }

  /** Three who see each other. */
  async trio(): Promise<[Guest, Guest, Guest]> {
    const [alice, bob] = await this.pair();
    const carol = await this.enter({ attributes: { name: 'Carol' } });
    await acquainted([alice, bob, carol]);
    return [alice, bob, carol];
  }

  /** Cuts the link of two, and waits until both know. */
  async cut(a: Guest, b: Guest): Promise<void> {
    await this.network.cut(a.id, b.id);
    await Promise.all([a.heard.link(b.id, 'reconnecting'), b.heard.link(a.id, 'reconnecting')]);
  }

  async heal(a: Guest, b: Guest): Promise<void> {
    await this.network.heal(a.id, b.id);
    await Promise.all([a.heard.link(b.id, 'live'), b.heard.link(a.id, 'live')]);
  }

  async close(): Promise<void> {
    this.#end.abort();
    await this.network.close();
  }
}

/** The keys of a room that nobody else is in. */
export function openRoom(): Promise<RoomKeys> {
  return roomKeys(crypto.randomUUID(), { kind: 'open' });
}

/** Resolves when each has been told of all the others. */
export async function acquainted(guests: readonly Guest[]): Promise<void> {
  const others = (guest: Guest) => guests.filter((other) => other !== guest);
  await Promise.all(guests.flatMap((guest) => others(guest).map((other) => guest.heard.sees(other.id))));
}

/**
 * One message there and one back. What was sent on this link before has arrived when it resolves, so that a test can
 * say that something did not happen.
 */
export async function roundTrip(a: Guest, b: Guest): Promise<void> {
  const word = crypto.randomUUID();
  await a.say(word, 'there', { to: [b.id] });
  await b.heard.hears(word);
  await b.say(word, 'back', { to: [a.id] });
  await a.heard.hears(word);
}
