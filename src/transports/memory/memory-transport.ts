import { abortable, onAbort } from '../../core/abort.ts';
import { RtcError } from '../../core/errors.ts';
import type { EnterOptions, Room, RoomListener, Transport } from '../../core/transport.ts';
import { MemoryMailboxes } from './memory-mailboxes.ts';
import { MemoryRoom } from './memory-room.ts';

/** A network inside one page: rooms, links that can be cut and healed, a server that can go away. */
export class MemoryNetwork implements Transport {
  readonly mailboxes = new MemoryMailboxes();
  readonly #rooms = new Map<string, Set<MemoryRoom>>();
  readonly #cuts = new Set<string>();
  #server = Promise.resolve();
  #startServer: (() => void) | undefined;

  async enter(options: EnterOptions, listener: RoomListener, signal: AbortSignal): Promise<Room> {
    if (this.#startServer) listener.signallingChanged('reconnecting');
    await abortable(this.#server, signal);
    listener.signallingChanged('connected');
    const present = this.#rooms.get(options.keys.tag) ?? new Set();
    this.#rooms.set(options.keys.tag, present);
    if (present.size >= mostPresent) throw new RtcError('room-full', `${mostPresent} are already here`);
    const room = new MemoryRoom(options, listener, signal, this, present);
    onAbort(signal, () => {
      if (!room.isMoving) present.delete(room);
      if (present.size === 0) this.#rooms.delete(options.keys.tag);
    });
    return room;
  }

  /** Cuts the link between two participants, silently; both sides notice at once. */
  cut(a: string, b: string): void {
    this.#cuts.add(linkName(a, b));
    this.#tellLink(a, b, 'reconnecting');
  }

  heal(a: string, b: string): void {
    this.#cuts.delete(linkName(a, b));
    this.#tellLink(a, b, 'live');
  }

  isCut(a: string, b: string): boolean {
    return this.#cuts.has(linkName(a, b));
  }

  stopServer(): void {
    if (this.#startServer) return;
    this.#server = new Promise((resolve) => (this.#startServer = resolve));
    this.mailboxes.stop();
    for (const room of this.#everyRoom()) room.listener.signallingChanged('reconnecting');
  }

  startServer(): void {
    if (!this.#startServer) return;
    this.#startServer();
    this.#startServer = undefined;
    this.mailboxes.start();
    for (const room of this.#everyRoom()) room.listener.signallingChanged('connected');
  }

  #tellLink(a: string, b: string, state: 'live' | 'reconnecting'): void {
    const rooms = this.#everyRoom();
    const [one, other] = [rooms.find((room) => room.self === a), rooms.find((room) => room.self === b)];
    if (!one || !other) return;
    one.linkChanged(other, state);
    other.linkChanged(one, state);
  }

  #everyRoom(): MemoryRoom[] {
    return [...this.#rooms.values()].flatMap((rooms) => [...rooms]);
  }
}

const mostPresent = 16;

function linkName(a: string, b: string): string {
  return a < b ? `${a}/${b}` : `${b}/${a}`;
}

const network = new MemoryNetwork();

/** The page's one memory network: what `transport="memory"` means. */
export const transport: Transport = network;

/** Letters within it. */
export const { mailboxes } = network;
