import { after, childController, onAbort } from '../../../core/abort.ts';
import { type ApplicationData, applicationTopic } from '../../../core/application-data.ts';
import { RtcError } from '../../../core/errors.ts';
import { familySize } from '../../../core/mailbox.ts';
import { RateLimit } from '../../../core/rate-limit.ts';
import { limitAttribute, Seats } from '../../../core/seats.ts';
import type { EnterOptions, LinkStats, ParticipantId, RoomListener } from '../../../core/transport.ts';
import { Attendance } from '../../mesh/attendance.ts';
import { IceConfiguration } from '../../mesh/ice-configuration.ts';
import type { Hear } from '../peer-claim.ts';
import { signallerThat } from '../peerjs-signaller.ts';
import { Guest, type GuestListener } from './guest.ts';
import { type GuestOffer, isOrdinary, parseGuestMessage } from './guest-messages.ts';
import { SentTracks } from './sent-tracks.ts';

/** When every address was somebody's, until they are tried again. Milliseconds. */
const tryAgain = 60_000;

/** The addresses at which stock PeerJS clients find the pages of a room, without their number. */
function guestFamily(room: string): string {
  return `rtc-${room}`;
}

/**
 * The stock PeerJS clients that called this page, and the gate before them: of what they say, nothing reaches the browser's
 * parsers or makes a connection that was not judged here.
 */
export class GuestList {
  readonly tracks: SentTracks;
  readonly #options: EnterOptions;
  readonly #listener: RoomListener;
  readonly #signal: AbortSignal;
  readonly #ice: IceConfiguration;
  readonly #seats: Seats;
  /** By their address. */
  readonly #guests = new Map<string, Guest>();
  /** Together, so that no number of strangers makes this page do more. */
  readonly #newcomers = new RateLimit({ burst: 16, perSecond: 2 });
  #reply: Parameters<Hear>[1] = () => undefined;

  constructor(options: EnterOptions, listener: RoomListener, signal: AbortSignal) {
    this.#options = options;
    this.#listener = listener;
    this.#signal = signal;
    this.tracks = new SentTracks(options.video?.maxBitrate, () => {
      for (const guest of this.#guests.values()) guest.applyTracks();
    });
    this.#ice = new IceConfiguration(options, signal);
    this.#seats = new Seats(Number(options.attributes[limitAttribute]) || familySize);
    // Before the socket closes, which the same signal does.
    onAbort(signal, () => this.#leave());
  }

  /** Listens to the room of members, who have seats too. */
  get members(): RoomListener {
    const listener = this.#listener;
    return {
      participantJoined: (participant) => {
        this.#seats.add(participant);
        listener.participantJoined(participant);
      },
      participantLeft: (id, reason) => {
        this.#seats.remove(id);
        listener.participantLeft(id, reason);
      },
      attributesChanged: (...told) => listener.attributesChanged(...told),
      linkChanged: (...told) => listener.linkChanged(...told),
      mediaChanged: (...told) => listener.mediaChanged(...told),
      messageReceived: (...told) => listener.messageReceived(...told),
      streamOpened: (...told) => listener.streamOpened(...told),
      qualityChanged: (...told) => listener.qualityChanged(...told),
      signallingChanged: (...told) => listener.signallingChanged(...told),
      closed: (...told) => listener.closed(...told),
    };
  }

  /** From now on stock clients can call. `self` has a seat, too. */
  open(self: ParticipantId): void {
    this.#seats.add({ id: self, joinedAt: Date.now(), attributes: {} });
    void this.#ice.refresh();
    this.#keepAddress();
  }

  has(id: ParticipantId): boolean {
    return this.#known(id) !== undefined;
  }

  /**
   * Sends a message of the page's own to those with these ids, or to everybody who takes any.
   * @throws RtcError `peer-unreachable` for one of `to` who takes none; `too-large` when too much waits already.
   */
  send(message: ApplicationData, to?: readonly ParticipantId[]): void {
    const guests = to ? to.map((id) => this.#reachable(id)) : [...this.#guests.values()].filter(({ isOpen }) => isOpen);
    if (guests.some(({ isFull }) => isFull)) throw new RtcError('too-large', 'Too many messages wait for a guest who takes none');
    for (const guest of guests) guest.send(message);
  }

  async stats(): Promise<[ParticipantId, LinkStats][]> {
    const guests = [...this.#guests.values()].filter(({ isIn }) => isIn);
    return Promise.all(guests.map(async (guest): Promise<[ParticipantId, LinkStats]> => [guest.id, await guest.stats()]));
  }

  #keepAddress(): void {
    const end = childController(this.#signal);
    const attendance = new Attendance({
      signaller: signallerThat((message, reply) => this.#hear(message, reply)),
      server: this.#options.server,
      tag: guestFamily(this.#options.compat ?? ''),
      configuration: {},
      // What members say to each other goes to other addresses.
      desk: { greeted: () => undefined, absent: () => undefined, offered: () => undefined },
      claimed: () => undefined,
      lost: () => undefined,
      full: () => {
        end.abort();
        after(tryAgain, this.#signal, () => this.#keepAddress());
      },
      isInOrder: true,
    });
    void attendance.keep(end.signal);
  }

  #hear(input: unknown, reply: Parameters<Hear>[1]): boolean {
    const message = parseGuestMessage(input);
    if (!message) return false;
    this.#reply = reply;
    const guest = this.#guests.get(message.src);
    if (message.type === 'OFFER') this.#offered(message.src, message.payload);
    else if (message.type === 'LEAVE') guest?.close('left');
    else guest?.addCandidate(message.payload.connectionId, message.payload.candidate);
    return true;
  }

  #offered(address: string, offer: GuestOffer): void {
    const known = this.#guests.get(address);
    if (!isOrdinary(offer) || !(known?.allows() ?? this.#mayCome())) return;
    const guest = known ?? new Guest(address, this.#guestListener);
    this.#guests.set(address, guest);
    guest.connect({
      offer,
      configuration: this.#ice.current,
      sent: () => this.tracks.forGuests,
      say: (type, payload) => this.#reply({ type, dst: address, payload }),
    });
  }

  /** Whoever is on the way has a seat already. */
  #mayCome(): boolean {
    const coming = [...this.#guests.values()].filter(({ isIn }) => !isIn).length;
    return this.#seats.left > coming && this.#newcomers.allows();
  }

  readonly #guestListener: GuestListener = {
    joined: (guest) => {
      const participant = { id: guest.id, attributes: guest.attributes, joinedAt: Date.now() };
      this.#seats.add(participant);
      this.#listener.participantJoined(participant);
    },
    attributesChanged: ({ id, attributes }) => this.#listener.attributesChanged(id, attributes),
    mediaChanged: ({ id }, source, media) => this.#listener.mediaChanged(id, source, media),
    linkChanged: ({ id }, state) => this.#listener.linkChanged(id, state),
    received: ({ id }, bytes) => this.#listener.messageReceived(applicationTopic, bytes, id),
    left: (guest, reason) => {
      this.#guests.delete(guest.address);
      this.#seats.remove(guest.id);
      if (reason && !this.#signal.aborted) this.#listener.participantLeft(guest.id, reason);
    },
  };

  #known(id: ParticipantId): Guest | undefined {
    return [...this.#guests.values()].find((guest) => guest.id === id && guest.isIn);
  }

  #reachable(id: ParticipantId): Guest {
    const guest = this.#known(id);
    if (!guest?.isOpen) throw new RtcError('peer-unreachable', `${id} has no data connection`);
    return guest;
  }

  /** By way of the server too: of a page that is going away, the connections may have no time to say so. */
  #leave(): void {
    for (const guest of [...this.#guests.values()]) {
      this.#reply({ type: 'LEAVE', dst: guest.address });
      guest.close('left');
    }
  }
}
