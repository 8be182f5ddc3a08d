import { aborted, childController } from './abort.ts';
import type { Profile } from './call-state.ts';
import { type RoomKeys, roomKeys, type RoomSecret } from './crypto/room-keys.ts';
import { RtcError } from './errors.ts';
import { limitAttribute, Seats } from './seats.ts';
import type { Attributes, EnterOptions, Identity, ParticipantId, RemoteParticipant, Room, RoomListener, Transport, VideoWishes } from './transport.ts';

/** One call to be: everything that cannot change without joining anew. */
export interface CallOptions {
  readonly room: string;
  readonly secret: RoomSecret;
  readonly server: string;
  readonly transportName: string;
  /** Loaded when the call is about to start, not before. */
  readonly transport: () => Promise<Transport>;
  readonly iceServers: EnterOptions['iceServers'];
  readonly relayOnly?: () => boolean;
  /** How video is sent to begin with. */
  readonly video?: VideoWishes;
  /** The lowest of all present counts. */
  readonly maxParticipants: number;
  /** On standby, links wait until one joins: until then nobody learns a network address. Default false. */
  readonly hold?: boolean;
  /** Clients of the signalling service that know no more than the room's name may call in. Default false. */
  readonly compat?: boolean;
  /** On standby, one joins as soon as somebody else has. Default false. */
  readonly follows?: boolean;
}

export interface VisitOptions {
  readonly options: CallOptions;
  readonly profile: Profile;
  readonly standby: boolean;
  /** Goes on as somebody who was there before, in another page. */
  readonly as?: Identity | undefined;
  /** Makes what listens to the room; nothing is told it after the visit. */
  readonly listener: (visit: Visit) => RoomListener;
}

/** One stay in a room, from the way in to the way out. */
export class Visit {
  readonly isStandby: boolean;
  /** Since when, by this side's clock, in milliseconds since the epoch. */
  joinedAt = 0;
  readonly #lifetime: AbortController;
  readonly #as: Identity | undefined;
  readonly #seats: Seats;
  readonly #keys: Promise<RoomKeys>;
  readonly #room: Promise<Room>;
  readonly #joined = new AbortController();
  #self: ParticipantId | undefined;

  constructor({ options, profile, standby, as, listener }: VisitOptions, lifetime: AbortSignal) {
    this.isStandby = standby;
    this.#as = as;
    this.#lifetime = childController(lifetime);
    this.#seats = new Seats(options.maxParticipants);
    this.#keys = roomKeys(options.room, options.secret);
    this.#room = this.#enter(options, profile, untilAborted(listener(this), this.signal));
  }

  get signal(): AbortSignal {
    return this.#lifetime.signal;
  }

  get room(): Promise<Room> {
    return this.#room;
  }

  /** As {@link RoomKeys.log}. */
  async log(): Promise<string> {
    return (await this.#keys).log;
  }

  end(reason = new RtcError('connection-lost', 'Left the room')): void {
    this.#lifetime.abort(reason);
  }

  /**
   * Becomes a participant.
   * @throws RtcError `room-full`.
   */
  async join(options: CallOptions, profile: Profile): Promise<Room> {
    const room = await this.#room;
    if (this.isStandby && this.#seats.isFull) throw this.#roomFull();
    this.joinedAt = this.#as?.joinedAt ?? Date.now();
    this.#joined.abort();
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
    this.#self = self;
  }

  /** Gives somebody a seat. Returns what is wrong if that seat was one's own, once in the call. */
  seat(remote: RemoteParticipant): RtcError | undefined {
    this.#seats.add(remote);
    const isLost = this.#self !== undefined && this.#seats.isTakenFrom({ id: this.#self, joinedAt: this.joinedAt });
    return isLost ? this.#roomFull() : undefined;
  }

  unseat(id: ParticipantId): void {
    this.#seats.remove(id);
  }

  async #enter(options: CallOptions, profile: Profile, listener: RoomListener): Promise<Room> {
    const [transport, keys] = await Promise.all([options.transport(), this.#keys]);
    this.signal.throwIfAborted();
    this.joinedAt = Date.now();
    const { server, iceServers, relayOnly, video } = options;
    const attributes = attributesOf(options, profile);
    const hold = options.hold && this.isStandby ? aborted(this.#joined.signal) : undefined;
    const compat = options.compat ? options.room : undefined;
    const entered = { keys, server, iceServers, relayOnly, video, standby: this.isStandby, hold, compat, as: this.#as, attributes };
    return transport.enter(entered, listener, this.signal);
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
