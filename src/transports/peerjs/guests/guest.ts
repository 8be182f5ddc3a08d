import { idFrom } from '../../../core/crypto/digest.ts';
import type { ApplicationData } from '../../../core/application-data.ts';
import { RateLimit } from '../../../core/rate-limit.ts';
import { StreamMedia } from '../../../core/stream-media.ts';
import type { Attributes, LeaveReason, LinkState, LinkStats, Media, ParticipantId, Source } from '../../../core/transport.ts';
import { linkStats } from '../../mesh/link-stats.ts';
import { type Ending, GuestConnection, type GuestConnectionOptions } from './guest-connection.ts';
import { type GuestCandidate, type GuestOffer, nameIn } from './guest-messages.ts';

export interface GuestListener {
  joined(guest: Guest): void;
  attributesChanged(guest: Guest): void;
  mediaChanged(guest: Guest, source: Source, media: Media | undefined): void;
  linkChanged(guest: Guest, state: LinkState): void;
  received(guest: Guest, bytes: Uint8Array): void;
  /** `reason` is absent for one who never came up. */
  left(guest: Guest, reason: LeaveReason | undefined): void;
}

type Kind = GuestOffer['type'];
const shown = { audio: 'microphone', video: 'camera' } as const;

/** Somebody with a stock PeerJS client: one connection with media and one with messages at most, and one participant. */
export class Guest {
  readonly id: ParticipantId;
  /** At the server. */
  readonly address: string;
  readonly #listener: GuestListener;
  readonly #connections = new Map<Kind, GuestConnection>();
  readonly #media = new Map<Source, StreamMedia>();
  readonly #offers = new RateLimit({ burst: 6, perSecond: 0.5 });
  #name = '';
  #isIn = false;
  #state: LinkState = 'live';

  constructor(address: string, listener: GuestListener) {
    this.address = address;
    this.id = idFrom(address);
    this.#listener = listener;
  }

  get isIn(): boolean {
    return this.#isIn;
  }

  get attributes(): Attributes {
    return { name: this.#name || this.address };
  }

  /** Whether messages can be sent. */
  get isOpen(): boolean {
    return this.#connections.get('data')?.isOpen ?? false;
  }

  get isFull(): boolean {
    return this.#connections.get('data')?.isFull ?? false;
  }

  /** Whether another connection may be made now. */
  allows(): boolean {
    return this.#offers.allows();
  }

  /** Makes the connection that was asked for; it takes the place of one of its kind. */
  connect(options: Omit<GuestConnectionOptions, 'listener'>): void {
    const { type, metadata } = options.offer;
    this.#rename(nameIn(metadata));
    const before = this.#connections.get(type);
    const listener = {
      stands: () => this.#stands(),
      silenceChanged: () => this.#judge(),
      ended: (how: Ending) => this.#ended(type, connection, how),
      received: (bytes: Uint8Array) => this.#listener.received(this, bytes),
    };
    let connection: GuestConnection | undefined;
    try {
      connection = new GuestConnection({ ...options, listener });
    } catch {
      // A browser makes only so many.
      if (this.#connections.size === 0) this.#listener.left(this, undefined);
      return;
    }
    this.#connections.set(type, connection);
    before?.close('left');
  }

  addCandidate(connectionId: string, candidate: GuestCandidate): void {
    for (const connection of this.#connections.values()) if (connection.id === connectionId) connection.addCandidate(candidate);
  }

  applyTracks(): void {
    this.#connections.get('media')?.applyTracks();
  }

  send(message: ApplicationData): void {
    this.#connections.get('data')?.send(message);
  }

  async stats(): Promise<LinkStats> {
    const [connection] = this.#connections.values();
    return linkStats(await connection?.stats());
  }

  close(how: Ending): void {
    for (const connection of [...this.#connections.values()]) connection.close(how);
  }

  #rename(name: string): void {
    if (!name || name === this.#name) return;
    this.#name = name;
    if (this.#isIn) this.#listener.attributesChanged(this);
  }

  #stands(): void {
    if (!this.#isIn) {
      this.#isIn = true;
      this.#listener.joined(this);
    }
    this.#show();
    this.#judge();
  }

  #ended(type: Kind, connection: GuestConnection | undefined, how: Ending): void {
    if (this.#connections.get(type) !== connection) return;
    this.#connections.delete(type);
    this.#show();
    if (this.#connections.size === 0) this.#listener.left(this, this.#isIn ? how : undefined);
    else this.#judge();
  }

  /** What they show follows what was negotiated: PeerJS has no word for a camera that is off. */
  #show(): void {
    const media = this.#connections.get('media');
    const incoming = media?.stands ? media.incoming : {};
    for (const kind of ['audio', 'video'] as const) this.#showTrack(shown[kind], incoming[kind]);
  }

  #showTrack(source: Source, track: MediaStreamTrack | undefined): void {
    const before = this.#media.get(source);
    if (track && before) before.setTrack(track);
    else if (track) {
      const media = new StreamMedia(source, track);
      this.#media.set(source, media);
      this.#listener.mediaChanged(this, source, media);
    } else if (this.#media.delete(source)) this.#listener.mediaChanged(this, source, undefined);
  }

  #judge(): void {
    const standing = [...this.#connections.values()].filter(({ stands }) => stands);
    const state = standing.length > 0 && standing.every(({ isSilent }) => isSilent) ? 'reconnecting' : 'live';
    if (state === this.#state || !this.#isIn) return;
    this.#state = state;
    this.#listener.linkChanged(this, state);
  }
}
