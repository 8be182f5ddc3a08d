import { after, insistOnAbort } from '../../core/abort.ts';
import { RtcError } from '../../core/errors.ts';
import type { Address } from '../../core/mailbox.ts';
import {
  type Attributes,
  type ByteStream,
  type Capabilities,
  type EnterOptions,
  moving,
  type ParticipantId,
  type Publication,
  type PublishOptions,
  type Room,
  type RoomListener,
  type RoomStats,
  type SendOptions,
  type ShownHeights,
  type SoundWishes,
  type VideoWishes,
} from '../../core/transport.ts';
import { IceConfiguration } from './ice-configuration.ts';
import { linkStats } from './link-stats.ts';
import { LateQuality, type LoadQuality } from './late-quality.ts';
import { Membership } from './membership.ts';
import { OwnSide } from './own-side.ts';
import { Roster } from './roster.ts';
import { Session, type SessionListener } from './session.ts';
import type { Claim } from './signaller.ts';
import type { Farewell } from './wire.ts';

const maxMessageBytes = 65_536;
/** A server that has just started knows nobody yet; its word for an absence counts later. Milliseconds. */
const serverSettles = 10_000;
/** How long messages may lag behind a goodbye that took another way. Milliseconds. */
const lastWords = 1000;
/** Between two attempts to build a link with the same participant. Milliseconds. */
const relinkAfter = 500;

/** A room made of pairwise sessions: membership, roster, policy. */
export class MeshRoom implements Room {
  readonly self: ParticipantId;
  readonly capabilities: Capabilities = {
    maxPublishers: 8,
    authority: 'peer',
    layers: false,
    frameE2EE: false,
    maxMessageBytes,
  };
  readonly membership: Membership;
  readonly configuration: RTCConfiguration;
  readonly #options: EnterOptions;
  readonly #signal: AbortSignal;
  readonly #own: OwnSide;
  readonly #roster: Roster;
  readonly #quality: LateQuality;
  #claim: Claim | undefined;
  #claimedAt = 0;

  constructor(options: EnterOptions, listener: RoomListener, signal: AbortSignal, loadQuality?: LoadQuality) {
    this.#options = options;
    this.#signal = signal;
    const ice = new IceConfiguration(options, signal);
    this.configuration = ice.current;
    this.#own = new OwnSide(options, this.configuration, { changed: () => this.#changed(), trackReplaced: () => this.#trackReplaced() });
    this.self = this.#own.id;
    this.#roster = new Roster({ listener, hearsGreetings: () => this.#claim?.lost.aborted === false && this.#knowsServer }, signal);
    this.#quality = new LateQuality(loadQuality, { own: this.#own, roster: this.#roster, linkFailed: (session) => this.#linkWanted(session) }, signal);
    this.membership = new Membership({
      self: this.self,
      keys: options.keys,
      codecs: () => this.#own.video.codecs,
      profile: () => this.#own.profile(),
      sessions: this.#roster.sessions,
      sessionWith: (id, address) => this.#sessionWith(id, address),
      refresh: () => ice.refresh(),
      absent: (address) => this.#absent(address),
      left: (id, how) => this.#hearBye(id, how),
    });
    // While the way to the server is made.
    void ice.refresh();
    globalThis.addEventListener?.('online', () => this.#networkChanged(), { signal });
    insistOnAbort(signal, () => this.#leave());
  }

  /** An address of the room is this participant's, until the claim is lost. */
  registered(claim: Claim): void {
    this.#claim = claim;
    this.#claimedAt = performance.now();
    this.#own.moveTo(claim.address);
    void this.#register(claim);
  }

  async #register(claim: Claim): Promise<void> {
    await this.#options.hold;
    await this.membership.registered(claim, this.#signal);
  }

  announce(): Promise<void> {
    this.#own.join();
    return Promise.resolve();
  }

  async send(topic: string, bytes: Uint8Array, { to, reliable = true }: SendOptions = {}): Promise<void> {
    this.#throwIfLeft();
    if (bytes.byteLength > maxMessageBytes) {
      throw new RtcError('too-large', `A message may have ${maxMessageBytes} bytes, not ${bytes.byteLength}`);
    }
    const sessions = to ? to.map((id) => this.#roster.participant(id)) : this.#roster.participants;
    if (!reliable) {
      await Promise.all(sessions.map((session) => session.conversation.sendRealtime(topic, bytes)));
      return;
    }
    for (const session of sessions) session.conversation.check(bytes.byteLength);
    for (const session of sessions) session.conversation.sendReliable(topic, bytes);
  }

  async open(topic: string, to: ParticipantId): Promise<ByteStream> {
    this.#throwIfLeft();
    return await this.#roster.participant(to).streams.open(topic);
  }

  publish(track: MediaStreamTrack, options: PublishOptions): Promise<Publication> {
    return this.#own.publish(track, options);
  }

  setAttributes(patch: Attributes): Promise<void> {
    return this.#own.setAttributes(patch);
  }

  setVideo(wishes: VideoWishes): void {
    this.#own.video = wishes;
    this.#quality.tell((quality) => quality.retune());
  }

  setSound(wishes: SoundWishes): void {
    this.#own.setSound(wishes);
    this.#quality.tell((quality) => quality.retune());
  }

  setShown(id: ParticipantId, heights: ShownHeights): void {
    this.#own.setShown(id, heights);
    this.#roster.sessions.get(id)?.tellShown();
  }

  async stats(): Promise<RoomStats> {
    const sessions = this.#roster.participants;
    const stats = await Promise.all(sessions.map(async ({ link }) => linkStats(await link?.stats())));
    return new Map(sessions.map(({ remote }, index) => [remote, stats[index] ?? linkStats(undefined)]));
  }

  #changed(): void {
    if (this.#signal.aborted) return;
    for (const session of this.#roster.sessions.values()) session.tell();
    void this.membership.profiles.refresh();
  }

  #trackReplaced(): void {
    for (const session of this.#roster.sessions.values()) session.applyTracks();
  }

  #sessionWith(id: ParticipantId, address: Address): Session {
    const known = this.#roster.sessions.get(id);
    if (known) return known;
    const session = new Session(id, address, this.#own, this.#sessionListener);
    this.#roster.sessions.set(id, session);
    return session;
  }

  readonly #sessionListener: SessionListener = {
    profileChanged: (session) => {
      if (session.joinedAt !== undefined) this.#quality.tell((quality) => quality.listen(session));
      this.#roster.profileChanged(session);
    },
    mediaChanged: ({ remote }, source, media) => this.#roster.tell((listener) => listener.mediaChanged(remote, source, media)),
    messageReceived: ({ remote }, topic, bytes) => this.#roster.tell((listener) => listener.messageReceived(topic, bytes, remote)),
    streamOpened: ({ remote }, topic, stream) => this.#roster.tell((listener) => listener.streamOpened(topic, stream, remote)),
    linkChanged: (session, state) => {
      if (state === 'live') this.#quality.begin(session);
      this.#roster.linkChanged(session, state);
    },
    // Whoever is cut off from somebody may be cut off from the server: better known now than when it is needed.
    linkDoubted: () => this.membership.probe(),
    linkWanted: (session) => this.#linkWanted(session),
    shownChanged: (session) => this.#quality.tell((quality) => quality.follow(session)),
    saidBye: (session) => this.#remove(session),
  };

  #linkWanted(session: Session): void {
    if (this.#signal.aborted || !this.#roster.has(session)) return;
    const wait = relinkAfter - (performance.now() - session.relinkedAt);
    if (wait > 0) {
      after(wait, this.#signal, () => {
        if (!session.link?.isLive && !session.isComing) this.#linkWanted(session);
      });
      return;
    }
    session.relinkedAt = performance.now();
    this.membership.relink(session);
  }

  /** Browsers say so, too, when the machine only has another address: then no link leads anywhere any more. */
  #networkChanged(): void {
    this.membership.probe();
    for (const session of this.#roster.sessions.values()) {
      if (session.link?.isLive) session.link.suspect();
      else this.#linkWanted(session);
    }
  }

  #absent(address: Address): void {
    if (!this.#knowsServer) return;
    for (const session of this.#roster.sessions.values()) {
      const isBack = session.link?.isLive || (session.isComing && !this.membership.dials.isInVain(address));
      if (session.address === address && !isBack) this.#roster.lose(session);
    }
  }

  get #knowsServer(): boolean {
    return performance.now() - this.#claimedAt >= serverSettles;
  }

  /** Heard from the server; what was said over the link before it has time to arrive. */
  #hearBye(id: ParticipantId, how: Farewell): void {
    const session = this.#roster.sessions.get(id);
    const link = session?.link;
    after(lastWords, this.#signal, () => {
      if (!session || !this.#roster.has(session)) return;
      if (how === 'bye') this.#remove(session);
      // Unless it said so over the link too, and may be there again.
      else if (session.link === link && session.movingSince === undefined) session.moves();
    });
  }

  #remove(session: Session): void {
    this.#own.forget(session.remote);
    this.#roster.remove(session);
  }

  #throwIfLeft(): void {
    if (this.#signal.aborted) throw new RtcError('connection-lost', 'Left the room');
  }

  #leave(): void {
    const how = this.#signal.reason === moving ? 'moving' : 'bye';
    // Over the links first: that takes no time, and a page that is going away may have none.
    for (const session of this.#roster.sessions.values()) session.close(how);
    for (const session of this.#roster.sessions.values()) this.membership.greetings.say(how, session.address);
    this.#roster.sessions.clear();
  }
}
