import { after, onAbort } from '../../core/abort.ts';
import { randomHex } from '../../core/crypto/random.ts';
import { RtcError } from '../../core/errors.ts';
import {
  type Attributes,
  type ByteStream,
  type Capabilities,
  type EnterOptions,
  type Media,
  moving,
  movingTime,
  type ParticipantId,
  type Publication,
  type PublishOptions,
  type Room,
  type RoomListener,
  type RoomStats,
  type SendOptions,
  type Source,
} from '../../core/transport.ts';
import { MemoryLine } from './memory-line.ts';
import { streamPair } from './memory-stream.ts';
import { MemoryTracks } from './memory-tracks.ts';

interface Links {
  isCut(a: ParticipantId, b: ParticipantId): boolean;
}

const maxMessageBytes = 65_536;

/** One participant's side of a room in the memory network. */
export class MemoryRoom implements Room {
  readonly self: ParticipantId;
  readonly capabilities: Capabilities = {
    maxPublishers: 16,
    authority: 'peer',
    layers: false,
    frameE2EE: false,
    maxMessageBytes,
  };
  readonly listener: RoomListener;
  readonly #signal: AbortSignal;
  readonly #links: Links;
  readonly #present: Set<MemoryRoom>;
  readonly #lines = new Map<MemoryRoom, MemoryLine>();
  readonly #tracks: MemoryTracks;
  #attributes: Attributes;
  #joinedAt: number | undefined;
  /** Left for another page, which has not come yet. */
  readonly #moving = new AbortController();

  constructor(options: EnterOptions, listener: RoomListener, signal: AbortSignal, links: Links, present: Set<MemoryRoom>) {
    this.listener = listener;
    this.#signal = signal;
    this.#tracks = new MemoryTracks((source) => this.#showMedia(source), signal);
    this.#links = links;
    this.#present = present;
    this.#attributes = options.attributes;
    this.self = options.as?.id ?? randomHex(16);
    const before = [...present].find(({ self }) => self === this.self);
    if (before) present.delete(before);
    const others = [...present];
    present.add(this);
    for (const other of others) other.#introduceTo(this);
    if (before && options.as) this.#comeFrom(before, options.as.joinedAt);
    else if (!options.standby) this.#join(options.as?.joinedAt ?? Date.now());
    onAbort(signal, () => this.#leave());
  }

  get isMoving(): boolean {
    return this.#signal.reason === moving;
  }

  announce(): Promise<void> {
    if (this.#joinedAt === undefined) this.#join(Date.now());
    return Promise.resolve();
  }

  send(topic: string, bytes: Uint8Array, { to, reliable = true }: SendOptions = {}): Promise<void> {
    if (this.#signal.aborted) return Promise.reject(new RtcError('connection-lost', 'The room was left'));
    if (bytes.byteLength > maxMessageBytes) {
      return Promise.reject(new RtcError('too-large', `A message may have ${maxMessageBytes} bytes, not ${bytes.byteLength}`));
    }
    const copy = bytes.slice();
    const present = this.#participants();
    const stranger = to?.find((id) => !present.some((other) => other.self === id));
    if (stranger) return Promise.reject(new RtcError('peer-unreachable', `${stranger} is not in the room`));
    const recipients = present.filter((other) => !to || to.includes(other.self));
    if (reliable && recipients.some((other) => this.#line(other).isFull)) {
      return Promise.reject(new RtcError('too-large', 'Too many messages wait for the link to return'));
    }
    for (const other of recipients) {
      if (reliable || !this.#links.isCut(this.self, other.self)) {
        this.#deliver(other, ({ listener }) => listener.messageReceived(topic, copy.slice(), this.self));
      }
    }
    return Promise.resolve();
  }

  open(topic: string, to: ParticipantId): Promise<ByteStream> {
    if (this.#signal.aborted) return Promise.reject(new RtcError('connection-lost', 'The room was left'));
    const other = this.#participants().find((participant) => participant.self === to);
    if (!other) return Promise.reject(new RtcError('peer-unreachable', `${to} is not in the room`));
    if (this.#links.isCut(this.self, to) || other.isMoving) return Promise.reject(new RtcError('connection-lost', `No link to ${to}`));
    const end = new AbortController();
    this.#line(other).carry(end);
    other.#line(this).carry(end);
    const [here, there] = streamPair(end.signal);
    this.#deliver(other, ({ listener }) => listener.streamOpened(topic, there, this.self));
    return Promise.resolve(here);
  }

  publish(track: MediaStreamTrack, options: PublishOptions): Promise<Publication> {
    return Promise.resolve(this.#tracks.publish(track, options));
  }

  setAttributes(patch: Attributes): Promise<void> {
    this.#attributes = { ...this.#attributes, ...patch };
    const attributes = this.#attributes;
    if (this.#joinedAt !== undefined && !this.#signal.aborted) {
      for (const other of this.#others()) this.#deliver(other, ({ listener }) => listener.attributesChanged(this.self, attributes));
    }
    return Promise.resolve();
  }

  // Within one page there is no network to spare.
  setVideo(): void {}

  setSound(): void {}

  setShown(): void {}

  stats(): Promise<RoomStats> {
    return Promise.resolve(new Map(this.#participants().map(({ self }) => [self, { roundTripTime: 0, relayed: false }])));
  }

  /** For the network: the link to `other` was cut or healed. */
  linkChanged(other: MemoryRoom, state: 'live' | 'reconnecting'): void {
    if (other.#joinedAt !== undefined) this.listener.linkChanged(other.self, state);
    const line = this.#line(other);
    if (state === 'live') this.#flush(other, line);
    else line.breakStreams(`The link to ${other.self} was cut`);
  }

  #introduceTo(other: MemoryRoom): void {
    if (this.#joinedAt === undefined) return;
    const participant = { id: this.self, attributes: this.#attributes, joinedAt: this.#joinedAt };
    this.#deliver(other, ({ listener }) => listener.participantJoined(participant));
    this.#showMediaTo(other);
  }

  #showMedia(source: Source): void {
    for (const other of this.#others()) this.#showMediaTo(other, source);
  }

  #showMediaTo(other: MemoryRoom, source?: Source): void {
    if (this.#joinedAt === undefined || other.#joinedAt === undefined) return;
    for (const each of source ? [source] : this.#tracks.sources) {
      this.#deliver(other, (there) => {
        const tell = (media: Media | undefined) => there.listener.mediaChanged(this.self, each, media);
        this.#line(there).media.show(each, this.#tracks.get(each), tell);
      });
    }
  }

  #leave(): void {
    for (const other of this.#others()) {
      this.#line(other).breakStreams(`${this.self} left`);
      if (!this.isMoving) this.#line(other).media.stop();
      other.#line(this).media.stop();
      const tell = () => (this.isMoving ? other.listener.linkChanged(this.self, 'moving') : other.listener.participantLeft(this.self, 'left'));
      if (this.#joinedAt !== undefined) queueMicrotask(() => other.#tell(tell));
    }
    if (this.isMoving) after(movingTime, this.#moving.signal, () => this.#lose());
  }

  /** Nobody came. */
  #lose(): void {
    this.#present.delete(this);
    for (const other of this.#others()) {
      this.#line(other).media.stop();
      if (this.#joinedAt !== undefined) other.#tell(() => other.listener.participantLeft(this.self, 'lost'));
    }
  }

  /** Others know who this is, and what they said meanwhile arrives. */
  #comeFrom(before: MemoryRoom, joinedAt: number): void {
    before.#moving.abort();
    this.#joinedAt = joinedAt;
    for (const other of this.#others()) {
      const line = new MemoryLine(before.#line(other));
      this.#lines.set(other, line);
      this.#deliver(other, ({ listener }) => {
        listener.linkChanged(this.self, 'live');
        listener.attributesChanged(this.self, this.#attributes);
        line.media.stop((source) => listener.mediaChanged(this.self, source, undefined));
      });
      other.#showMediaTo(this);
      for (const what of other.#line(before).waiting) other.#deliver(this, what);
      other.#lines.delete(before);
    }
  }

  #join(joinedAt: number): void {
    this.#joinedAt = joinedAt;
    for (const other of this.#others()) {
      this.#introduceTo(other);
      // Media is for participants: what was withheld on standby comes now.
      other.#showMediaTo(this);
    }
  }

  /** In order, never within the caller's own task, and only while the link holds. */
  #deliver(other: MemoryRoom, what: (other: MemoryRoom) => void): void {
    const line = this.#line(other);
    line.waiting.push(what);
    queueMicrotask(() => this.#flush(other, line));
  }

  #flush(other: MemoryRoom, line: MemoryLine): void {
    while (line.waiting.length > 0 && !this.#links.isCut(this.self, other.self) && !other.isMoving) {
      const next = line.waiting.shift();
      if (next) other.#tell(() => next(other));
    }
  }

  #tell(what: () => void): void {
    if (!this.#signal.aborted) what();
  }

  #line(other: MemoryRoom): MemoryLine {
    const line = this.#lines.get(other) ?? new MemoryLine();
    this.#lines.set(other, line);
    return line;
  }

  #others(): MemoryRoom[] {
    return [...this.#present].filter((room) => room !== this);
  }

  #participants(): MemoryRoom[] {
    return this.#others().filter((room) => room.#joinedAt !== undefined);
  }
}
