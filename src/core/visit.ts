import { childController } from './abort.ts';
import type { Profile } from './call-state.ts';
import { roomKeys, type RoomSecret } from './crypto/room-keys.ts';
import { RtcError } from './errors.ts';
import { limitAttribute, Seats } from './seats.ts';
import type { Attributes, RemoteParticipant, Room, RoomListener, Transport } from './transport.ts';

/** One call to be: everything that cannot change without joining anew. */
export interface CallOptions {
  readonly room: string;
  readonly secret: RoomSecret;
  readonly server: string;
  readonly transportName: string;
  /** Loaded when the call is about to start, not before. */
  readonly transport: () => Promise<Transport>;
  readonly iceServers: () => Promise<readonly RTCIceServer[]>;
  readonly relayOnly?: boolean;
  readonly codecs?: readonly string[];
  /** The lowest of all present counts. */
  readonly maxParticipants: number;
}

export interface VisitOptions {
  readonly options: CallOptions;
  readonly profile: Profile;
  readonly standby: boolean;
  /** Makes what listens to the room; nothing is told it after the visit. */
  readonly listener: (visit: Visit) => RoomListener;
}

/** One stay in a room, from the way in to the way out. */
export class Visit {
  readonly isStandby: boolean;
  /** Since when, by this side's clock, in milliseconds since the epoch. */
  joinedAt = 0;
  readonly #lifetime: AbortController;
  readonly #seats: Seats;
  readonly #room: Promise<Room>;

  constructor({ options, profile, standby, listener }: VisitOptions, lifetime: AbortSignal) {
    this.isStandby = standby;
    this.#lifetime = childController(lifetime);
    this.#seats = new Seats(options.maxParticipants);
    this.#room = this.#enter(options, profile, untilAborted(listener(this), this.signal));
  }

  get signal(): AbortSignal {
    return this.#lifetime.signal;
  }

  get room(): Promise<Room> {
    return this.#room;
  }

  end(): void {
    this.#lifetime.abort(new RtcError('connection-lost', 'Left the room'));
  }

  /**
   * Becomes a participant.
   * @throws RtcError `room-full`.
   */
  async join(options: CallOptions, profile: Profile): Promise<Room> {
    const room = await this.#room;
    if (this.isStandby && this.#seats.isFull) throw this.#roomFull();
    this.joinedAt = Date.now();
    if (this.isStandby) {
      // Both may have changed on the pre-join screen.
      await room.setAttributes(attributesOf(options, profile));
      await room.announce();
    }
    return room;
  }

  /**
   * The last look before one is in: others may have come at the same moment. Each is counted as it came, else all
   * would turn back.
   * @throws RtcError `room-full`; the reason for leaving, if one has.
   */
  confirm({ self }: Room): void {
    this.signal.throwIfAborted();
    if (this.#seats.isTakenFrom({ id: self, joinedAt: this.joinedAt })) throw this.#roomFull();
  }

  /** Gives somebody a seat. `self`: one's own id, once in the call. Returns what is wrong if that seat was one's own. */
  seat(remote: RemoteParticipant, self: string | undefined): RtcError | undefined {
    this.#seats.add(remote);
    const isLost = self !== undefined && this.#seats.isTakenFrom({ id: self, joinedAt: this.joinedAt });
    return isLost ? this.#roomFull() : undefined;
  }

  unseat(id: string): void {
    this.#seats.remove(id);
  }

  async #enter(options: CallOptions, profile: Profile, listener: RoomListener): Promise<Room> {
    const [transport, keys] = await Promise.all([options.transport(), roomKeys(options.room, options.secret)]);
    this.signal.throwIfAborted();
    this.joinedAt = Date.now();
    const { server, iceServers, relayOnly = false, codecs = [] } = options;
    const attributes = attributesOf(options, profile);
    return transport.enter({ keys, server, iceServers, relayOnly, codecs, standby: this.isStandby, attributes }, listener, this.signal);
  }

  #roomFull(): RtcError {
    return new RtcError('room-full', `The room holds ${this.#seats.limit}, and all are there`);
  }
}

function attributesOf({ maxParticipants }: CallOptions, profile: Profile): Attributes {
  return { ...profile, [limitAttribute]: String(maxParticipants) };
}

/** After leaving, nothing that still arrives is told. */
function untilAborted(listener: RoomListener, signal: AbortSignal): RoomListener {
  return new Proxy(listener, { get: (on, name: keyof RoomListener) => (signal.aborted ? () => undefined : on[name]) });
}
