import type { Address } from '../../core/mailbox.ts';
import type { StreamMedia } from '../../core/stream-media.ts';
import { type ByteStream, type LinkState, type ParticipantId, type ShownHeights, type Source, sources } from '../../core/transport.ts';
import { Conversation } from './conversation.ts';
import type { LinkLife } from './heartbeat.ts';
import { IncomingMedia } from './incoming-media.ts';
import type { Link } from './link.ts';
import type { ChannelName } from './link-channels.ts';
import type { OwnSide } from './own-side.ts';
import { StreamLine } from './stream-line.ts';
import { Succession } from './succession.ts';
import type { Farewell, Profile } from './wire.ts';

export interface SessionListener {
  /** The first profile, or a newer one. */
  profileChanged(session: Session, profile: Profile): void;
  mediaChanged(session: Session, source: Source, media: StreamMedia | undefined): void;
  messageReceived(session: Session, topic: string, bytes: Uint8Array): void;
  streamOpened(session: Session, topic: string, stream: ByteStream): void;
  linkChanged(session: Session, state: LinkState): void;
  /** Something is wrong with the link, or was. */
  linkDoubted(): void;
  /** The other shows this side's pictures in another size. */
  shownChanged(session: Session): void;
  /** No link is left, or it is as good as dead: build another. */
  linkWanted(session: Session): void;
  saidBye(session: Session): void;
}

/**
 * Everything between this participant and one other. It outlives every link: messages are resent and deduplicated,
 * media keeps its stream object, and nobody above sees a connection die.
 */
export class Session {
  readonly remote: ParticipantId;
  /** Where the other was last. */
  address: Address;
  /** Since when the other is a participant, by this side's clock, in milliseconds since the epoch. */
  joinedAt: number | undefined;
  /** Since when nothing was heard, by `performance.now()`; undefined while a link is live. */
  silentSince: number | undefined;
  /** Since when the other is on its way to another page, by `performance.now()`; undefined while it is not. */
  movingSince: number | undefined;
  /** When the room last tried to build a link, by `performance.now()`. */
  relinkedAt = Number.NEGATIVE_INFINITY;
  /** How tall this side's pictures are shown at the other. */
  shown: ShownHeights = {};
  profile: Profile | undefined;
  readonly #self: OwnSide;
  readonly #listener: SessionListener;
  readonly #media = new IncomingMedia((source, media) => this.#listener.mediaChanged(this, source, media));
  readonly conversation = new Conversation({
    isParticipant: () => this.isParticipant,
    profile: (profile) => this.learn(profile),
    messageReceived: (topic, payload) => this.#listener.messageReceived(this, topic, payload),
    shown: (heights, atOnce) => this.#hearShown(heights, atOnce),
    way: (word) => this.streams.hear(word),
    leaves: (how) => this.#leaves(how),
    parted: (how) => this.#parted(how),
  });
  readonly links = new Succession({
    stands: (link, before) => this.#swapIn(link, before),
    opened: () => this.#opened(),
    received: (channel, data) => this.#receive(channel, data),
    lifeChanged: (life) => this.#lifeChanged(life),
    doubted: () => this.#listener.linkDoubted(),
    ended: (stood) => this.#ended(stood),
  });
  readonly streams: StreamLine;

  constructor(remote: ParticipantId, address: Address, self: OwnSide, listener: SessionListener) {
    this.remote = remote;
    this.address = address;
    this.#self = self;
    this.#listener = listener;
    this.streams = new StreamLine({ remote, configuration: self.configuration, opened: (topic, stream) => listener.streamOpened(this, topic, stream) });
  }

  get link(): Link | undefined {
    return this.links.current;
  }

  /** A link is being made and has not come up. */
  get isComing(): boolean {
    return this.links.coming !== undefined;
  }

  get isParticipant(): boolean {
    return this.profile?.joinedFor != null && this.link !== undefined;
  }

  /** What the other said of itself, on whatever path that proved who it is. */
  learn(profile: Profile): void {
    if (this.profile && profile.revision < this.profile.revision) return;
    this.profile = profile;
    this.joinedAt = profile.joinedFor === null ? undefined : Date.now() - profile.joinedFor;
    this.address = profile.address;
    this.applyTracks();
    if (!this.link) return;
    this.#listener.profileChanged(this, profile);
    this.#showMedia();
    if (this.isParticipant) this.conversation.introduce();
  }

  /** One's own profile changed, and perhaps what is sent. */
  tell(): void {
    this.conversation.sayProfile(this.#self.profile());
    this.applyTracks();
    this.#showMedia();
  }

  /** Says how tall the other's pictures are shown here; again on every link. */
  tellShown(): void {
    const shown = this.#self.shown(this.remote);
    if (Object.keys(shown).length > 0) this.conversation.say({ type: 'shown', ...shown });
  }

  applyTracks(): void {
    const mayFlow = this.#self.hasJoined && this.profile?.joinedFor != null;
    const tracks = mayFlow ? this.#self.tracks : new Map<Source, MediaStreamTrack>();
    for (const link of [this.links.current, this.links.coming]) {
      for (const source of sources) link?.slots.set(source, tracks.get(source) ?? null);
    }
  }

  /** Leaves; the other is told, unless there is no farewell. */
  close(farewell?: Farewell): void {
    this.movingSince = undefined;
    this.conversation.close();
    this.#media.forget();
    const { link } = this;
    this.links.end();
    this.streams.close();
    if (farewell && link) link.farewell(() => this.conversation.sayBye(link, farewell));
    else link?.close();
  }

  /** The other goes on in another page: nothing leads to the one before, and the next will greet. */
  moves(): void {
    this.movingSince ??= performance.now();
    this.address = '';
    const { link } = this;
    this.#forgetPage();
    this.#lost();
    link?.close();
    this.#fellSilent();
  }

  #forgetPage(): void {
    this.shown = {};
    this.conversation.beginAnew();
  }

  #opened(): void {
    this.conversation.sayProfile(this.#self.profile());
    this.tellShown();
  }

  #swapIn(link: Link, before: Link | undefined): void {
    if (this.conversation.farewell === 'moving') this.#forgetPage();
    this.conversation.use(link);
    this.streams.use(link);
    this.silentSince = this.movingSince = undefined;
    if (this.profile) this.#listener.profileChanged(this, this.profile);
    this.#showMedia();
    // Its tracks end with it, and nobody shows them any more.
    before?.close();
    this.#listener.linkChanged(this, 'live');
  }

  #ended(stood: boolean): void {
    if (stood) this.#lost();
    // The other side may close the old link as soon as the new one stands there: that is no silence.
    if (!this.link && !this.isComing && !this.conversation.farewell) this.#fellSilent();
    if (this.link?.isLive || this.conversation.farewell) return;
    this.#listener.linkDoubted();
    this.#listener.linkWanted(this);
  }

  #lost(): void {
    const { farewell } = this.conversation;
    if (farewell) {
      this.#parted(farewell);
      return;
    }
    this.links.drop();
    this.conversation.use(undefined);
    this.streams.use(undefined);
  }

  #lifeChanged(life: LinkLife): void {
    if (this.conversation.farewell === 'moving') {
      if (life === 'dead') this.moves();
      return;
    }
    if (life === 'live') {
      this.silentSince = undefined;
      this.#listener.linkChanged(this, 'live');
      return;
    }
    this.#fellSilent();
    if (life !== 'dead') return;
    // What still arrives on the old link is welcome until the next one stands; a stream may not wait for so long.
    this.streams.close();
    this.#listener.linkWanted(this);
  }

  #fellSilent(): void {
    this.silentSince ??= performance.now();
    this.#listener.linkChanged(this, this.movingSince === undefined ? 'reconnecting' : 'moving');
  }

  #receive(channel: ChannelName, data: string | Uint8Array): void {
    if (channel === 'file' && typeof data !== 'string') this.streams.receive(data);
    else this.conversation.receive(channel, data);
  }

  #hearShown(heights: ShownHeights, atOnce: boolean): void {
    this.shown = heights;
    if (atOnce) this.#listener.shownChanged(this);
  }

  #leaves(how: Farewell): void {
    if (how !== 'moving') return;
    this.movingSince ??= performance.now();
    this.#fellSilent();
  }

  #parted(how: Farewell): void {
    if (how === 'bye') this.#listener.saidBye(this);
    else this.moves();
  }

  #showMedia(): void {
    const mayShow = this.#self.hasJoined && this.isParticipant;
    const { link } = this;
    if (link) this.#media.show(link, mayShow ? (this.profile?.sources ?? []) : []);
  }
}
