import type { RtcError } from '../../../src/core/errors.ts';
import type {
  Attributes,
  ByteStream,
  LeaveReason,
  LinkState,
  Media,
  ParticipantId,
  Publication,
  Quality,
  QualityCause,
  RemoteParticipant,
  Room,
  RoomListener,
  Source,
} from '../../../src/core/transport.ts';

/** Somebody else, as one participant was told. */
export interface Known {
  attributes: Attributes;
  link: LinkState;
  /** Since when the link is as it is. */
  since: number;
  readonly on: Set<Source>;
}

/** What a room told one participant, brought together as a call does it. */
export class ModelListener implements RoomListener {
  readonly known = new Map<ParticipantId, Known>();
  readonly heard = new Map<ParticipantId, string[]>();
  readonly streams: { readonly topic: string; readonly stream: ByteStream; readonly from: ParticipantId }[] = [];
  /** Of a link, or of oneself: what was told last, and its cause if there is one. */
  readonly qualities = new Map<ParticipantId, string>();
  readonly log: string[] = [];
  readonly #now: () => number;
  readonly #left: (id: ParticipantId, reason: LeaveReason, silentFor: number) => void;

  constructor(now: () => number, left: (id: ParticipantId, reason: LeaveReason, silentFor: number) => void) {
    [this.#now, this.#left] = [now, left];
  }

  participantJoined({ id, attributes }: RemoteParticipant): void {
    this.#note(`joined ${id}`);
    if (this.known.has(id)) throw new Error(`${id} was announced twice`);
    this.known.set(id, { attributes, link: 'live', since: this.#now(), on: new Set() });
  }

  attributesChanged(id: ParticipantId, attributes: Attributes): void {
    const known = this.known.get(id);
    if (known) known.attributes = attributes;
  }

  participantLeft(id: ParticipantId, reason: LeaveReason): void {
    this.#note(`left ${id} ${reason}`);
    const { link = 'live', since = 0 } = this.known.get(id) ?? {};
    this.known.delete(id);
    this.#left(id, reason, link === 'live' ? 0 : this.#now() - since);
  }

  linkChanged(id: ParticipantId, state: LinkState): void {
    this.#note(`link ${id} ${state}`);
    const known = this.known.get(id);
    if (known) Object.assign(known, { link: state, since: this.#now() });
  }

  mediaChanged(id: ParticipantId, source: Source, media: Media | undefined): void {
    this.#note(`media ${id} ${source} ${media ? 'on' : 'off'}`);
    if (media) this.known.get(id)?.on.add(source);
    else this.known.get(id)?.on.delete(source);
  }

  messageReceived(_topic: string, bytes: Uint8Array, from: ParticipantId): void {
    this.heard.set(from, [...(this.heard.get(from) ?? []), new TextDecoder().decode(bytes)]);
  }

  streamOpened(topic: string, stream: ByteStream, from: ParticipantId): void {
    this.streams.push({ topic, stream, from });
  }

  qualityChanged(id: ParticipantId, quality: Quality, cause: QualityCause): void {
    this.qualities.set(id, `${quality} ${cause}`.trim());
  }

  signallingChanged(state: 'connected' | 'reconnecting'): void {
    this.#note(`server ${state}`);
  }

  closed(error: RtcError): void {
    this.#note(`closed ${error.code}`);
  }

  #note(words: string): void {
    this.log.push(`${Math.round(this.#now())} ${words}`);
  }
}

/** A track of which nobody looks at anything but whether it is the same. */
class ModelTrack {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  clone(): ModelTrack {
    return new ModelTrack(this.id);
  }

  getSettings(): MediaTrackSettings {
    return { height: 720 };
  }

  stop(): void {
    // No device.
  }
}

interface Published {
  readonly end: AbortController;
  readonly publication: Promise<Publication>;
  track: unknown;
}

/** A participant of a model: what it does in its room, and what it should have brought about. */
export class ModelPerson {
  readonly name: string;
  readonly listener: ModelListener;
  readonly end = new AbortController();
  /** Texts for each of the others that were sent. */
  readonly sent: Map<ParticipantId, string[]>;
  readonly published = new Map<Source, Published>();
  attributes: Attributes;
  room: Room | undefined;
  readonly #before: ModelPerson | undefined;

  /** `before`: the same in the page before. */
  constructor(name: string, listener: ModelListener, before?: ModelPerson) {
    [this.name, this.listener, this.attributes] = [name, listener, { name }];
    this.#before = before;
    this.sent = before?.sent ?? new Map<ParticipantId, string[]>();
    for (const [from, texts] of before?.listener.heard ?? []) listener.heard.set(from, texts);
  }

  get id(): ParticipantId {
    return this.room?.self ?? this.#before?.id ?? '';
  }

  say(word: string): void {
    for (const to of this.listener.known.keys()) {
      const text = `${word} for ${to}`;
      const sent = () => this.sent.set(to, [...(this.sent.get(to) ?? []), text]);
      // What cannot be sent any more is refused in the same turn.
      void this.room?.send('words', new TextEncoder().encode(text), { to: [to] }).then(sent, () => undefined);
    }
  }

  toggle(source: Source, count: number): void {
    const published = this.published.get(source);
    if (!this.room) return;
    if (published) {
      published.end.abort();
      this.published.delete(source);
      return;
    }
    const end = new AbortController();
    const track = new ModelTrack(`${this.name} ${source} ${count}`);
    const publication = this.room.publish(track as unknown as MediaStreamTrack, { source, signal: end.signal });
    this.published.set(source, { end, publication, track });
  }

  /** Another device. */
  replace(source: Source, count: number): void {
    const published = this.published.get(source);
    if (!published) return;
    const track = new ModelTrack(`${this.name} ${source} ${count}`);
    published.track = track;
    void published.publication.then((publication) => publication.replace(track as unknown as MediaStreamTrack));
  }

  rename(count: number): void {
    if (!this.room) return;
    this.attributes = { name: `${this.name} the ${count}th` };
    void this.room.setAttributes(this.attributes);
  }
}
