import { after, childController, insistOnAbort, onAbort } from '../../core/abort.ts';
import { RtcError } from '../../core/errors.ts';
import type {
  Attributes,
  ByteStream,
  Capabilities,
  EnterOptions,
  LeaveReason,
  ParticipantId,
  Publication,
  PublishOptions,
  Room,
  RoomListener,
  RoomStats,
  SendOptions,
  Source,
} from '../../core/transport.ts';
import { newParticipantKey } from './addresses.ts';
import { Membership } from './membership.ts';
import { Session, type SessionListener, type WantedTrack } from './session.ts';
import type { Address, Claim } from './signaller.ts';
import { attributesLength, mostAttributeCharacters, type Profile } from './wire.ts';

const maxMessageBytes = 65_536;
/** Without a word from the server or the participant, they are gone after this. Milliseconds. */
const goneAfter = 180_000;
/** A server that has just started knows nobody yet; its word for an absence counts later. Milliseconds. */
const serverSettles = 10_000;
/** Credentials of a relay last longer: whoever has some so young need not wait for others. Milliseconds. */
const serversLast = 300_000;
/** How long messages may lag behind a goodbye that took another way. Milliseconds. */
const lastWords = 1000;
/** Between two attempts to build a link with the same participant. Milliseconds. */
const relinkAfter = 500;

/** A room made of pairwise sessions: membership, roster, policy. */
export class MeshRoom implements Room {
  readonly self: ParticipantId = newParticipantKey();
  readonly capabilities: Capabilities = {
    maxPublishers: 8,
    authority: 'peer',
    layers: false,
    frameE2EE: false,
    maxMessageBytes,
  };
  readonly membership: Membership;
  /** Read by every connection that is made. */
  readonly configuration: RTCConfiguration;
  readonly #options: EnterOptions;
  readonly #listener: RoomListener;
  readonly #signal: AbortSignal;
  readonly #sessions = new Map<ParticipantId, Session>();
  /** Those whom the listener knows as participants, and the attributes it was told. */
  readonly #announced = new Map<ParticipantId, string>();
  readonly #silences = new Map<ParticipantId, AbortController>();
  readonly #tracks = new Map<Source, WantedTrack>();
  #attributes: Attributes;
  #revision = 0;
  #joinedAt: number | undefined;
  #address: Address = '';
  #claimedAt = 0;
  #serversKnownAt = Number.NEGATIVE_INFINITY;

  constructor(options: EnterOptions, listener: RoomListener, signal: AbortSignal) {
    this.#options = options;
    this.#listener = listener;
    this.#signal = signal;
    this.#attributes = options.attributes;
    // All media sections share one path, which both ends know: no candidates are gathered for five (RFC 8829 §4.1.1).
    const bundlePolicy = 'max-bundle';
    this.configuration = { iceServers: [], iceTransportPolicy: options.relayOnly ? 'relay' : 'all', bundlePolicy };
    if (!options.standby) this.#joinedAt = Date.now();
    this.membership = new Membership({
      self: this.self,
      keys: options.keys,
      codecs: options.codecs ?? [],
      profile: () => this.#profile(),
      sessions: this.#sessions,
      sessionWith: (id, address) => this.#sessionWith(id, address),
      refresh: () => this.#refresh(),
      absent: (address) => this.#absent(address),
      left: (id) => this.#hearBye(id),
    });
    // While the way to the server is made.
    void this.#refresh();
    globalThis.addEventListener?.('online', () => this.#relinkSilent(), { signal });
    insistOnAbort(signal, () => this.#leave());
  }

  /** An address of the room is this participant's, until the claim is lost. */
  registered(claim: Claim): void {
    this.#claimedAt = performance.now();
    if (claim.address !== this.#address) {
      this.#address = claim.address;
      this.#changed();
    }
    void this.membership.registered(claim, this.#signal);
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

  publish(track: MediaStreamTrack, { source, signal, maxBitrate }: PublishOptions): Promise<Publication> {
    let [current, muted] = [track, false];
    const apply = () => {
      if (muted || signal.aborted) this.#tracks.delete(source);
      else this.#tracks.set(source, { track: current, maxBitrate });
      this.#changed();
      return Promise.resolve();
    };
    onAbort(signal, () => void apply());
    void apply();
    return Promise.resolve({
      replace: (next) => {
        current = next;
        if (muted) return Promise.resolve();
        this.#tracks.set(source, { track: next, maxBitrate });
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
    };
  }

  /** Something the others should know. */
  #changed(): void {
    if (this.#signal.aborted) return;
    this.#revision++;
    for (const session of this.#sessions.values()) session.tell();
    void this.membership.sealProfile();
  }

  /** Asks for ICE servers, and waits for the answer only when the last one is old: it takes two round trips. */
  async #refresh(): Promise<void> {
    const asked = this.#askForServers();
    if (performance.now() - this.#serversKnownAt > serversLast) await asked;
  }

  async #askForServers(): Promise<void> {
    this.configuration.iceServers = [...(await this.#options.iceServers())];
    this.#serversKnownAt = performance.now();
  }

  #sessionWith(id: ParticipantId, address: Address): Session {
    const known = this.#sessions.get(id);
    if (known) return known;
    const self = {
      profile: () => this.#profile(),
      hasJoined: () => this.#joinedAt !== undefined,
      tracks: () => this.#tracks,
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
    linkWanted: (session) => this.#linkWanted(session),
    saidBye: (session) => this.#remove(session, 'left'),
  };

  #profileChanged({ remote, profile, joinedAt }: Session): void {
    if (!profile || joinedAt === undefined) return;
    const { attributes } = profile;
    const [told, now] = [this.#announced.get(remote), JSON.stringify(attributes)];
    this.#announced.set(remote, now);
    if (told !== undefined) {
      if (told !== now) this.#tell((listener) => listener.attributesChanged(remote, attributes));
      return;
    }
    this.#tell((listener) => listener.participantJoined({ id: remote, attributes, joinedAt }));
  }

  #linkChanged(session: Session, state: 'live' | 'reconnecting'): void {
    const { remote } = session;
    const wasSilent = this.#silences.has(remote);
    this.#silences.get(remote)?.abort();
    this.#silences.delete(remote);
    if (state === 'reconnecting') {
      const silence = childController(this.#signal);
      this.#silences.set(remote, silence);
      after(goneAfter - (performance.now() - (session.silentSince ?? 0)), silence.signal, () => this.#gone(session));
    }
    const isSilent = state === 'reconnecting';
    if (isSilent !== wasSilent && this.#announced.has(remote)) this.#tell((listener) => listener.linkChanged(remote, state));
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

  #relinkSilent(): void {
    for (const session of this.#sessions.values()) if (!session.link?.isLive) this.#linkWanted(session);
  }

  #absent(address: Address): void {
    if (performance.now() - this.#claimedAt < serverSettles) return;
    for (const session of this.#sessions.values()) {
      if (session.address === address && !session.link?.isLive && !session.isComing) this.#gone(session);
    }
  }

  /** Nobody answers any more. What waits for them is kept: the same tab may yet return. */
  #gone(session: Session): void {
    if (this.#announced.delete(session.remote)) this.#tell((listener) => listener.participantLeft(session.remote, 'lost'));
    else this.#sessions.delete(session.remote);
    session.close({ farewell: false });
  }

  /** Heard from the server; what was said over the link before it has time to arrive. */
  #hearBye(id: ParticipantId): void {
    const session = this.#sessions.get(id);
    after(lastWords, this.#signal, () => {
      if (session && this.#sessions.get(id) === session) this.#remove(session, 'left');
    });
  }

  #remove(session: Session, reason: LeaveReason): void {
    this.#sessions.delete(session.remote);
    this.#silences.get(session.remote)?.abort();
    this.#silences.delete(session.remote);
    session.close({ farewell: false });
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
    // Over the links first: that takes no time, and a page that is going away may have none.
    for (const session of this.#sessions.values()) session.close({ farewell: true });
    for (const session of this.#sessions.values()) this.membership.bye(session.address);
    this.#sessions.clear();
  }

  #tell(what: (listener: RoomListener) => void): void {
    if (!this.#signal.aborted) what(this.#listener);
  }
}
