import { after, childController, insistOnAbort, onAbort } from '../../core/abort.ts';
import { RtcError } from '../../core/errors.ts';
import type { Address } from '../../core/mailbox.ts';
import {
  type Attributes,
  type ByteStream,
  type Capabilities,
  type EnterOptions,
  type LeaveReason,
  type LinkState,
  moving,
  movingTime,
  type ParticipantId,
  type Publication,
  type PublishOptions,
  type Room,
  type RoomListener,
  type RoomStats,
  type SendOptions,
  type ShownHeights,
  type SoundWishes,
  type Source,
  type VideoWishes,
} from '../../core/transport.ts';
import { IceConfiguration } from './ice-configuration.ts';
import { newParticipantKey } from './participant-key.ts';
import { Membership } from './membership.ts';
import type { QualityWatch } from './quality/quality-watch.ts';
import { Session, type SessionListener } from './session.ts';
import type { Claim } from './signaller.ts';
import { attributesLength, type Farewell, mostAttributeCharacters, type Profile } from './wire.ts';

const maxMessageBytes = 65_536;
/** Without a word from the server or the participant, they are gone after this. Milliseconds. */
const goneAfter = 180_000;
/** How long what waits for somebody who is gone is kept. Milliseconds. */
const keptFor = 600_000;
/** A server that has just started knows nobody yet; its word for an absence counts later. Milliseconds. */
const serverSettles = 10_000;
/** How long messages may lag behind a goodbye that took another way. Milliseconds. */
const lastWords = 1000;
/** Between two attempts to build a link with the same participant. Milliseconds. */
const relinkAfter = 500;

/** Comes when there is a link whose quality can be watched. */
export type LoadQuality = () => Promise<{ readonly QualityWatch: typeof QualityWatch }>;

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
  readonly #ice: IceConfiguration;
  readonly #options: EnterOptions;
  readonly #listener: RoomListener;
  readonly #signal: AbortSignal;
  readonly #sessions = new Map<ParticipantId, Session>();
  /** Those whom the listener knows as participants, and the attributes it was told. */
  readonly #announced = new Map<ParticipantId, string>();
  readonly #silences = new Map<ParticipantId, { readonly state: LinkState; readonly end: AbortController }>();
  readonly #tracks = new Map<Source, MediaStreamTrack>();
  readonly #shown = new Map<ParticipantId, ShownHeights>();
  readonly #loadQuality: LoadQuality | undefined;
  #quality: Promise<QualityWatch> | undefined;
  #video: VideoWishes;
  #sound: SoundWishes = { music: false };
  #attributes: Attributes;
  /** By the clock: larger, too, than those of the page that this one goes on from. */
  #revision = Date.now();
  #joinedAt: number | undefined;
  #address: Address = '';
  #claim: Claim | undefined;
  #claimedAt = 0;

  constructor(options: EnterOptions, listener: RoomListener, signal: AbortSignal, loadQuality?: LoadQuality) {
    this.#options = options;
    this.#listener = listener;
    this.#signal = signal;
    this.#loadQuality = loadQuality;
    this.#video = options.video ?? { codecs: [] };
    this.#attributes = options.attributes;
    this.#ice = new IceConfiguration(options, signal);
    this.configuration = this.#ice.current;
    this.self = options.as?.id ?? newParticipantKey();
    if (!options.standby) this.#joinedAt = options.as?.joinedAt ?? Date.now();
    this.membership = new Membership({
      self: this.self,
      keys: options.keys,
      codecs: () => this.#video.codecs,
      profile: () => this.#profile(),
      sessions: this.#sessions,
      sessionWith: (id, address) => this.#sessionWith(id, address),
      refresh: () => this.#ice.refresh(),
      absent: (address) => this.#absent(address),
      left: (id, how) => this.#hearBye(id, how),
    });
    // While the way to the server is made.
    void this.#ice.refresh();
    globalThis.addEventListener?.('online', () => this.#networkChanged(), { signal });
    insistOnAbort(signal, () => this.#leave());
  }

  /** An address of the room is this participant's, until the claim is lost. */
  registered(claim: Claim): void {
    this.#claim = claim;
    this.#claimedAt = performance.now();
    if (claim.address !== this.#address) {
      this.#address = claim.address;
      this.#changed();
    }
    void this.#register(claim);
  }

  async #register(claim: Claim): Promise<void> {
    await this.#options.hold;
    await this.membership.registered(claim, this.#signal);
  }

  announce(): Promise<void> {
    this.#joinedAt ??= Date.now();
    this.#changed();
    return Promise.resolve();
  }

  async send(topic: string, bytes: Uint8Array, { to, reliable = true }: SendOptions = {}): Promise<void> {
    this.#throwIfLeft();
    if (bytes.byteLength > maxMessageBytes) {
      throw new RtcError('too-large', `A message may have ${maxMessageBytes} bytes, not ${bytes.byteLength}`);
    }
    const sessions = to ? to.map((id) => this.#participant(id)) : this.#participants();
    if (!reliable) {
      await Promise.all(sessions.map((session) => session.sendRealtime(topic, bytes)));
      return;
    }
    for (const session of sessions) session.checkRoomFor(bytes.byteLength);
    for (const session of sessions) session.sendReliable(topic, bytes);
  }

  async open(topic: string, to: ParticipantId): Promise<ByteStream> {
    this.#throwIfLeft();
    return await this.#participant(to).open(topic);
  }

  publish(track: MediaStreamTrack, { source, signal }: PublishOptions): Promise<Publication> {
    let [current, muted] = [track, false];
    const apply = () => {
      if (muted || signal.aborted) this.#tracks.delete(source);
      else this.#tracks.set(source, current);
      this.#changed();
      return Promise.resolve();
    };
    onAbort(signal, () => void apply());
    void apply();
    return Promise.resolve({
      replace: (next) => {
        current = next;
        if (muted || signal.aborted) return Promise.resolve();
        this.#tracks.set(source, next);
        for (const session of this.#sessions.values()) session.applyTracks();
        return Promise.resolve();
      },
      mute: (wish) => {
        if (wish === muted) return Promise.resolve();
        muted = wish;
        return apply();
      },
    });
  }

  setAttributes(patch: Attributes): Promise<void> {
    const attributes = { ...this.#attributes, ...patch };
    if (attributesLength(attributes) > mostAttributeCharacters) {
      return Promise.reject(new RtcError('too-large', `Attributes may have ${mostAttributeCharacters} characters in all`));
    }
    this.#attributes = attributes;
    this.#changed();
    return Promise.resolve();
  }

  setVideo(wishes: VideoWishes): void {
    this.#video = wishes;
    this.#watched((quality) => quality.retune());
  }

  setSound(wishes: SoundWishes): void {
    this.#sound = wishes;
    this.#changed();
    this.#watched((quality) => quality.retune());
  }

  setShown(id: ParticipantId, heights: ShownHeights): void {
    this.#shown.set(id, heights);
    this.#sessions.get(id)?.tellShown();
  }

  async stats(): Promise<RoomStats> {
    const sessions = this.#participants();
    const stats = await Promise.all(sessions.map((session) => session.stats()));
    return new Map(sessions.map(({ remote }, index) => [remote, stats[index] ?? { roundTripTime: undefined, relayed: false }]));
  }

  #profile(): Profile {
    return {
      revision: this.#revision,
      address: this.#address,
      joinedFor: this.#joinedAt === undefined ? null : Math.max(0, Date.now() - this.#joinedAt),
      attributes: this.#attributes,
      sources: [...this.#tracks.keys()],
      ...(this.#sound.music && { music: true }),
    };
  }

  /** Something the others should know. */
  #changed(): void {
    if (this.#signal.aborted) return;
    this.#revision++;
    for (const session of this.#sessions.values()) session.tell();
    void this.membership.sealProfile();
  }

  #sessionWith(id: ParticipantId, address: Address): Session {
    const known = this.#sessions.get(id);
    if (known) return known;
    const self = {
      profile: () => this.#profile(),
      hasJoined: () => this.#joinedAt !== undefined,
      tracks: () => this.#tracks,
      shown: (remote: ParticipantId) => this.#shown.get(remote) ?? {},
    };
    const session = new Session(id, address, self, this.#sessionListener);
    this.#sessions.set(id, session);
    return session;
  }

  readonly #sessionListener: SessionListener = {
    profileChanged: (session) => this.#profileChanged(session),
    mediaChanged: ({ remote }, source, media) => this.#tell((listener) => listener.mediaChanged(remote, source, media)),
    messageReceived: ({ remote }, topic, bytes) => this.#tell((listener) => listener.messageReceived(topic, bytes, remote)),
    streamOpened: ({ remote }, topic, stream) => this.#tell((listener) => listener.streamOpened(topic, stream, remote)),
    linkChanged: (session, state) => this.#linkChanged(session, state),
    // Whoever is cut off from somebody may be cut off from the server: better known now than when it is needed.
    linkDoubted: () => this.membership.probe(),
    linkWanted: (session) => this.#linkWanted(session),
    shownChanged: (session) => this.#watched((quality) => quality.follow(session)),
    saidBye: (session) => this.#remove(session, 'left'),
  };

  #profileChanged(session: Session): void {
    const { remote, profile, joinedAt } = session;
    if (!profile || joinedAt === undefined) return;
    this.#watched((quality) => quality.listen(session));
    const { attributes } = profile;
    const [told, now] = [this.#announced.get(remote), JSON.stringify(attributes)];
    this.#announced.set(remote, now);
    if (told !== undefined) {
      if (told !== now) this.#tell((listener) => listener.attributesChanged(remote, attributes));
      return;
    }
    this.#tell((listener) => listener.participantJoined({ id: remote, attributes, joinedAt }));
  }

  #linkChanged(session: Session, state: LinkState): void {
    const { remote } = session;
    const before = this.#endSilence(session);
    if (state !== 'live') {
      const end = childController(this.#signal);
      this.#silences.set(remote, { state, end });
      const past = (since = 0) => performance.now() - since;
      if (state === 'moving') after(movingTime - past(session.movingSince), end.signal, () => this.#didNotCome(session));
      else after(goneAfter - past(session.silentSince), end.signal, () => this.#gone(session));
    }
    if (state === 'live') this.#watchQuality(session);
    if (state !== before && this.#announced.has(remote)) this.#tell((listener) => listener.linkChanged(remote, state));
  }

  /** Whoever moves greets. If greetings arrive here, and none did, it was a tab that was closed. */
  #didNotCome(session: Session): void {
    session.movingSince = undefined;
    if (!session.address && this.#claim?.lost.aborted === false && this.#knowsServer) this.#gone(session);
    else this.#linkChanged(session, 'reconnecting');
  }

  /** Returns what it was. */
  #endSilence({ remote }: Session): LinkState {
    const silence = this.#silences.get(remote);
    silence?.end.abort();
    this.#silences.delete(remote);
    return silence?.state ?? 'live';
  }

  #watchQuality(session: Session): void {
    const options = {
      self: this.self,
      // On standby nothing is sent here, and nothing is missed.
      sessions: () => (this.#joinedAt === undefined ? [] : this.#participants()),
      video: () => this.#video,
      sound: () => this.#sound,
      shown: (id: ParticipantId) => this.#shown.get(id) ?? {},
      linkFailed: (failed: Session) => this.#linkWanted(failed),
      changed: (...told: Parameters<RoomListener['qualityChanged']>) => this.#tell((listener) => listener.qualityChanged(...told)),
    };
    // Without its code, if the server is gone, a call is what the browser makes of it; the next link asks again.
    this.#quality ??= this.#loadQuality?.().then((module) => new module.QualityWatch(options, this.#signal));
    this.#quality?.catch(() => (this.#quality = undefined));
    this.#watched((quality) => quality.follow(session));
  }

  #watched(action: (quality: QualityWatch) => void): void {
    this.#quality?.then(action, () => undefined);
  }

  #linkWanted(session: Session): void {
    if (this.#signal.aborted || this.#sessions.get(session.remote) !== session) return;
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
    for (const session of this.#sessions.values()) {
      if (session.link?.isLive) session.link.suspect();
      else this.#linkWanted(session);
    }
  }

  #absent(address: Address): void {
    if (!this.#knowsServer) return;
    for (const session of this.#sessions.values()) {
      const isBack = session.link?.isLive || (session.isComing && !this.membership.isCallingInVain(address));
      if (session.address === address && !isBack) this.#gone(session);
    }
  }

  get #knowsServer(): boolean {
    return performance.now() - this.#claimedAt >= serverSettles;
  }

  /** Nobody answers any more. What waits for them is kept: the same tab may yet return. */
  #gone(session: Session): void {
    // What is tried from here on has three minutes of its own.
    this.#endSilence(session);
    session.silentSince = undefined;
    if (this.#announced.delete(session.remote)) {
      this.#tell((listener) => listener.participantLeft(session.remote, 'lost'));
      after(keptFor, this.#signal, () => this.#forget(session));
    } else if (session.joinedAt === undefined) this.#forget(session);
    session.close();
  }

  #forget({ remote }: Session): void {
    if (!this.#announced.has(remote)) this.#sessions.delete(remote);
  }

  /** Heard from the server; what was said over the link before it has time to arrive. */
  #hearBye(id: ParticipantId, how: Farewell): void {
    const session = this.#sessions.get(id);
    const link = session?.link;
    after(lastWords, this.#signal, () => {
      if (!session || this.#sessions.get(id) !== session) return;
      if (how === 'bye') this.#remove(session, 'left');
      // Unless it said so over the link too, and may be there again.
      else if (session.link === link && session.movingSince === undefined) session.moves();
    });
  }

  #remove(session: Session, reason: LeaveReason): void {
    this.#sessions.delete(session.remote);
    this.#shown.delete(session.remote);
    this.#endSilence(session);
    session.close();
    if (this.#announced.delete(session.remote)) this.#tell((listener) => listener.participantLeft(session.remote, reason));
  }

  #throwIfLeft(): void {
    if (this.#signal.aborted) throw new RtcError('connection-lost', 'Left the room');
  }

  #participants(): Session[] {
    return [...this.#sessions.values()].filter(({ remote }) => this.#announced.has(remote));
  }

  #participant(id: ParticipantId): Session {
    const session = this.#sessions.get(id);
    if (!session || !this.#announced.has(id)) throw new RtcError('peer-unreachable', `${id} is not in the room`);
    return session;
  }

  #leave(): void {
    const how = this.#signal.reason === moving ? 'moving' : 'bye';
    // Over the links first: that takes no time, and a page that is going away may have none.
    for (const session of this.#sessions.values()) session.close(how);
    for (const session of this.#sessions.values()) this.membership.bye(session.address, how);
    this.#sessions.clear();
  }

  #tell(what: (listener: RoomListener) => void): void {
    if (!this.#signal.aborted) what(this.#listener);
  }
}
