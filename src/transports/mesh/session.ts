import { RtcError } from '../../core/errors.ts';
import type { Address } from '../../core/mailbox.ts';
import { RateLimit } from '../../core/rate-limit.ts';
import type { StreamMedia } from '../../core/stream-media.ts';
import { type ByteStream, type LinkState, type LinkStats, type ParticipantId, type ShownHeights, type Source, sources } from '../../core/transport.ts';
import { ByteStreams } from './byte-streams.ts';
import { decodeMessage, encodeMessage } from './frames.ts';
import { type ChannelName, Link, type LinkListener, type LinkRole, linkStats } from './link.ts';
import { IncomingMedia } from './incoming-media.ts';
import { MessageLine } from './message-line.ts';
import { type Control, type Farewell, parseControl, type Profile } from './wire.ts';

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

/** What a session says of this side. */
export interface Self {
  readonly profile: () => Profile;
  /** On standby nothing is sent, and nothing shown. */
  readonly hasJoined: () => boolean;
  /** To send, as long as both are participants. */
  readonly tracks: () => ReadonlyMap<Source, MediaStreamTrack>;
  /** How tall a participant's pictures are shown here. */
  readonly shown: (id: ParticipantId) => ShownHeights;
}

/** Messages that may arrive before it is known that their sender has joined. */
const mostEarly = 256;
/** How long a profile that comes too soon after others waits for newer ones. Milliseconds. */
const profileWait = 200;
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
  readonly #self: Self;
  readonly #listener: SessionListener;
  readonly #media = new IncomingMedia((source, media) => this.#listener.mediaChanged(this, source, media));
  #profile: Profile | undefined;
  #link: Link | undefined;
  #coming: Link | undefined;
  #streams: ByteStreams | undefined;
  readonly #early: (() => void)[] = [];
  readonly #messages = new MessageLine({
    received: (topic, payload) => this.#hand(topic, payload),
    acknowledge: (received) => this.#sendControl({ type: 'received', received }),
  });
  /** Of what makes this side draw, or send pictures in another size. */
  readonly #limit = new RateLimit({ burst: 30, perSecond: 5 });
  /** The newest that came too soon. */
  #waiting: Profile | undefined;
  /** Set once the other has taken leave: how, and the last message that is still to come. */
  #farewell: { readonly type: Farewell; readonly sent: number } | undefined;

  constructor(remote: ParticipantId, address: Address, self: Self, listener: SessionListener) {
    this.remote = remote;
    this.address = address;
    this.#self = self;
    this.#listener = listener;
  }

  get profile(): Profile | undefined {
    return this.#profile;
  }

  get link(): Link | undefined {
    return this.#link;
  }

  /** A link is being made and has not come up. */
  get isComing(): boolean {
    return this.#coming !== undefined;
  }

  get isParticipant(): boolean {
    return this.#profile?.joinedFor != null && this.#link !== undefined;
  }

  /** Makes the next link; the one before stays until this one stands. */
  newLink(role: LinkRole, epoch: number, codecs: readonly string[]): Link {
    this.#coming?.close();
    const link: Link = new Link({ role, epoch, codecs, listener: this.#linkListener(role, () => link) });
    this.#coming = link;
    return link;
  }

  /** What the other said of itself, on whatever path that proved who it is. */
  learn(profile: Profile): void {
    if (this.#profile && profile.revision < this.#profile.revision) return;
    this.#profile = profile;
    this.joinedAt = profile.joinedFor === null ? undefined : Date.now() - profile.joinedFor;
    this.address = profile.address;
    this.applyTracks();
    if (!this.#link) return;
    this.#listener.profileChanged(this, profile);
    this.#showMedia();
    if (this.isParticipant) for (const hand of this.#early.splice(0)) hand();
  }

  /** One's own profile changed, and perhaps what is sent. */
  tell(): void {
    this.#sendProfile();
    this.applyTracks();
    this.#showMedia();
  }

  /** Says how tall the other's pictures are shown here; again on every link. */
  tellShown(): void {
    const shown = this.#self.shown(this.remote);
    if (Object.keys(shown).length > 0) this.#sendControl({ type: 'shown', ...shown });
  }

  applyTracks(): void {
    const mayFlow = this.#self.hasJoined() && this.#profile?.joinedFor != null;
    const tracks = mayFlow ? this.#self.tracks() : new Map<Source, MediaStreamTrack>();
    for (const link of [this.#link, this.#coming]) {
      for (const source of sources) link?.slots.set(source, tracks.get(source) ?? null);
    }
  }

  /** @throws RtcError `too-large` when too much waits already. */
  checkRoomFor(length: number): void {
    this.#messages.check(length);
  }

  sendReliable(topic: string, payload: Uint8Array): void {
    this.#messages.send(topic, payload);
  }

  async sendRealtime(topic: string, payload: Uint8Array): Promise<void> {
    const link = this.#link;
    await link?.whenOpen('realtime');
    link?.sendRealtime(encodeMessage({ number: 0, topic, payload }));
  }

  /** @throws RtcError `connection-lost` without a link. */
  async open(topic: string): Promise<ByteStream> {
    const [link, streams] = [this.#link, this.#streams];
    await link?.whenOpen('file');
    if (!streams || !link?.isLive) throw new RtcError('connection-lost', `No link to ${this.remote}`);
    return streams.open(topic);
  }

  async stats(): Promise<LinkStats> {
    return linkStats(await this.#link?.stats());
  }

  /** Leaves; the other is told, unless there is no farewell. */
  close(farewell?: Farewell): void {
    this.movingSince = undefined;
    this.#messages.close();
    this.#media.forget();
    const [link, coming] = [this.#link, this.#coming];
    this.#link = this.#coming = undefined;
    this.#streams?.close();
    coming?.close();
    if (farewell && link) link.farewell(() => this.#sayBye(link, farewell));
    else link?.close();
  }

  /** The other goes on in another page: nothing leads to the one before, and the next will greet. */
  moves(): void {
    this.movingSince ??= performance.now();
    this.address = '';
    const link = this.#link;
    this.#forgetPage();
    this.#lost();
    link?.close();
    this.#fellSilent();
  }

  /** What the page before still owes does not come any more; the next one counts from one. */
  #forgetPage(): void {
    this.#farewell = this.#waiting = undefined;
    this.shown = {};
    this.#messages.beginAnew();
  }

  /** What was said before leaving leaves too, whatever the other may already have of it. */
  #sayBye(link: Link, type: Farewell): void {
    const { newest: sent, received } = this.#messages;
    this.#messages.flush(link);
    link.send('control', JSON.stringify((type === 'bye' ? { type, sent } : { type, sent, received }) satisfies Control));
  }

  #linkListener(role: LinkRole, self: () => Link): LinkListener {
    const ifCurrent = (action: () => void) => {
      if (self() === this.#link) action();
    };
    return {
      connected: () => this.#swapIn(self(), role),
      opened: () => ifCurrent(() => this.#opened()),
      received: (channel, data) => ifCurrent(() => this.#receive(channel, data)),
      lifeChanged: (life) => ifCurrent(() => this.#lifeChanged(life)),
      doubted: () => ifCurrent(() => this.#listener.linkDoubted()),
      ended: () => this.#ended(self()),
    };
  }

  #opened(): void {
    this.#sendProfile();
    this.tellShown();
  }

  #swapIn(link: Link, role: LinkRole): void {
    const before = this.#link;
    if (link !== this.#coming) return;
    this.#coming = undefined;
    this.#link = link;
    if (this.#farewell?.type === 'moving') this.#forgetPage();
    this.#messages.use(link);
    this.#streams?.close();
    this.#streams = this.#newStreams(link, role);
    this.silentSince = this.movingSince = undefined;
    before?.close();
    if (this.#profile) this.#listener.profileChanged(this, this.#profile);
    this.#showMedia();
    this.#listener.linkChanged(this, 'live');
  }

  #newStreams(link: Link, role: LinkRole): ByteStreams | undefined {
    const channel = link.channel('file');
    const opened = (topic: string, stream: ByteStream) => this.#listener.streamOpened(this, topic, stream);
    return channel && new ByteStreams(channel, role, opened);
  }

  #ended(link: Link): void {
    if (link === this.#coming) this.#coming = undefined;
    else if (link === this.#link) this.#lost();
    else return;
    // The other side may close the old link as soon as the new one stands there: that is no silence.
    if (!this.#link && !this.#coming && !this.#farewell) this.#fellSilent();
    if (this.#link?.isLive || this.#farewell) return;
    this.#listener.linkDoubted();
    this.#listener.linkWanted(this);
  }

  #lost(): void {
    if (this.#farewell) {
      this.#parted(this.#farewell.type);
      return;
    }
    this.#link = undefined;
    this.#messages.use(undefined);
    this.#streams?.close();
    this.#streams = undefined;
  }

  #lifeChanged(life: 'live' | 'silent' | 'dead'): void {
    if (this.#farewell?.type === 'moving') {
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
    this.#streams?.close();
    this.#listener.linkWanted(this);
  }

  #fellSilent(): void {
    this.silentSince ??= performance.now();
    this.#listener.linkChanged(this, this.movingSince === undefined ? 'reconnecting' : 'moving');
  }

  #receive(channel: ChannelName, data: string | Uint8Array): void {
    if (typeof data === 'string') this.#receiveControl(parseControl(data));
    else if (channel === 'file') this.#streams?.receive(data);
    else if (channel === 'message') this.#receiveMessage(data);
    else this.#receiveRealtime(data);
  }

  #receiveControl(control: Control | undefined): void {
    if (control?.type === 'profile') {
      this.#hearProfile(control.profile);
      this.#messages.resume(control.received);
    } else if (control?.type === 'received') this.#messages.acknowledged(control.received);
    else if (control?.type === 'shown') this.#hearShown(control);
    else if (control) this.#hearBye(control);
  }

  /** Each is drawn: of too many the newest is believed, a little later. */
  #hearProfile(profile: Profile): void {
    const isWaiting = this.#waiting;
    this.#waiting = profile;
    if (isWaiting) return;
    if (this.#limit.allows()) this.#believe();
    else setTimeout(() => this.#believe(), profileWait);
  }

  #believe(): void {
    const profile = this.#waiting;
    this.#waiting = undefined;
    if (profile) this.learn(profile);
  }

  #hearBye(control: Extract<Control, { type: Farewell }>): void {
    this.#farewell = control;
    if (control.type === 'moving') {
      this.#messages.acknowledged(control.received);
      this.movingSince ??= performance.now();
      this.#fellSilent();
    }
    this.#partWhenComplete();
  }

  /** What is said too often is followed at the next look. */
  #hearShown({ camera, screen }: ShownHeights): void {
    this.shown = { camera, screen };
    if (this.#limit.allows()) this.#listener.shownChanged(this);
  }

  /** The last messages may be behind the word that they are the last. */
  #partWhenComplete(): void {
    if (this.#farewell && this.#messages.received >= this.#farewell.sent) this.#parted(this.#farewell.type);
  }

  #parted(type: Farewell): void {
    if (type === 'bye') this.#listener.saidBye(this);
    else this.moves();
  }

  #receiveMessage(frame: Uint8Array): void {
    this.#messages.receive(frame);
    this.#partWhenComplete();
  }

  #receiveRealtime(frame: Uint8Array): void {
    const message = decodeMessage(frame);
    if (message) this.#hand(message.topic, message.payload);
  }

  /** Another channel may be faster than the one that says who has joined. */
  #hand(topic: string, payload: Uint8Array): void {
    const hand = () => this.#listener.messageReceived(this, topic, payload);
    if (this.isParticipant && this.#early.length === 0) hand();
    else if (this.#early.length < mostEarly) this.#early.push(hand);
  }

  #sendProfile(): void {
    this.#sendControl({ type: 'profile', profile: this.#self.profile(), received: this.#messages.received });
  }

  #sendControl(control: Control): void {
    this.#link?.send('control', JSON.stringify(control));
  }

  #showMedia(): void {
    const mayShow = this.#self.hasJoined() && this.isParticipant;
    if (this.#link) this.#media.show(this.#link, mayShow ? (this.#profile?.sources ?? []) : []);
  }
}
