import type { RoomKeys } from '../../src/core/crypto/room-keys.ts';
import type { EnterOptions } from '../../src/core/transport.ts';
import { addressesOf } from '../../src/core/mailbox.ts';
import { transport } from '../../src/transports/peerjs/peerjs-transport.ts';
import { AttackerSocket } from './attacker-socket.ts';
import { ConnectionCensus } from './connection-census.ts';
import { acquainted, Guest, openRoom } from './meeting.ts';
import { startPeerServer, type PeerServer } from './peer-server.ts';
import { RecordingListener } from './recording-listener.ts';
import { Wiretap } from './wiretap.ts';

/** Milliseconds after which a wait is given up; a dial that nobody answers is repeated after four seconds. */
const patience = 12_000;

/** A room at a real server, with everything that happens on its wires and in its page under watch. */
export class Scene {
  readonly server: PeerServer;
  readonly keys: RoomKeys;
  readonly tap = new Wiretap(patience);
  readonly census = new ConnectionCensus();
  /** What the page would have shown in its console. */
  readonly errors: unknown[] = [];
  readonly #end = new AbortController();
  readonly #patience: number;
  readonly #attackers: AttackerSocket[] = [];

  private constructor(server: PeerServer, keys: RoomKeys, wait: number) {
    this.#patience = wait;
    this.server = server;
    this.keys = keys;
    const { signal } = this.#end;
    globalThis.addEventListener('error', ({ error }) => this.errors.push(error), { signal });
    globalThis.addEventListener('unhandledrejection', ({ reason }) => this.errors.push(reason), { signal });
  }

  /** `wait`: milliseconds after which a wait for what somebody hears is given up. */
  static async set(wait = patience): Promise<Scene> {
    return new Scene(await startPeerServer(), await openRoom(), wait);
  }

  /** Ends with the scene. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  get addresses(): string[] {
    return addressesOf(this.keys.tag);
  }

  /** Somebody who enters the room, honestly unless `options` say otherwise. */
  async enter(options: Partial<EnterOptions> = {}): Promise<Guest> {
    const end = new AbortController();
    this.signal.addEventListener('abort', () => end.abort(), { once: true });
    const heard = new RecordingListener(this.#patience);
    const honest: EnterOptions = {
      keys: this.keys,
      server: `${this.server.url}/peer`,
      iceServers: () => Promise.resolve([]),
      attributes: {},
    };
    return new Guest(await transport.enter({ ...honest, ...options }, heard, end.signal), heard, end);
  }

  /** Two who see each other: first the one who dialled. */
  async pair(): Promise<[Guest, Guest]> {
    const guests = [await this.enter(), await this.enter()];
    await acquainted(guests);
    return inOrderOfDialling(guests);
  }

  /** A stranger at an address, of this room or not. */
  async attacker(id: string = crypto.randomUUID(), server = this.server): Promise<AttackerSocket> {
    const attacker = await AttackerSocket.claim(server.url, id, patience);
    this.#attackers.push(attacker);
    return attacker;
  }

  /** Leaves only `free` to whoever enters next. */
  async occupyAllBut(free: string, server = this.server): Promise<AttackerSocket[]> {
    const others = this.addresses.filter((address) => address !== free);
    return Promise.all(others.map((address) => this.attacker(address, server)));
  }

  async close(): Promise<void> {
    this.#end.abort();
    for (const attacker of this.#attackers) attacker.close();
    this.census.end();
    this.tap.remove();
    await this.server.stop();
  }
}

/** The larger key dials. */
export function inOrderOfDialling(guests: readonly Guest[]): [Guest, Guest] {
  const [dialled, dialling] = [...guests].sort((a, b) => (a.id < b.id ? -1 : 1));
  return [dialling!, dialled!];
}
