import type { RtcError } from '../../src/core/errors.ts';
import type {
  Attributes,
  ByteStream,
  LeaveReason,
  LinkState,
  Media,
  ParticipantId,
  Quality,
  QualityCause,
  RemoteParticipant,
  RoomListener,
  Source,
} from '../../src/core/transport.ts';
import { Conditions } from './conditions.ts';

export interface Heard {
  readonly topic: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly from: ParticipantId;
}

export interface Opened {
  readonly topic: string;
  readonly stream: ByteStream;
  readonly from: ParticipantId;
}

/** Writes down what a room tells, and lets a test wait for it: a condition is looked at after every call. */
export class RecordingListener implements RoomListener {
  /** Everything that was told, in order, in words: what a test that waits in vain shows. */
  readonly log: string[] = [];
  readonly joined: RemoteParticipant[] = [];
  readonly left: { readonly id: ParticipantId; readonly reason: LeaveReason }[] = [];
  readonly attributes = new Map<ParticipantId, Attributes>();
  readonly messages: Heard[] = [];
  readonly streams: Opened[] = [];
  readonly signalling: ('connected' | 'reconnecting')[] = [];
  readonly errors: RtcError[] = [];
  readonly qualities: { readonly id: ParticipantId; readonly quality: Quality; readonly cause: QualityCause }[] = [];
  readonly #links = new Map<ParticipantId, LinkState[]>();
  readonly #media = new Map<string, (Media | undefined)[]>();
  readonly #conditions: Conditions;

  /** `patience`: milliseconds after which a wait is given up. */
  constructor(patience: number) {
    this.#conditions = new Conditions(patience, () => this.log.slice(-40).join('\n'));
  }

  /** Resolves with what `find` finds, as soon as it finds anything. */
  until<Found>(what: string, find: () => Found | undefined | false): Promise<Found> {
    return this.#conditions.until(what, find);
  }

  /** The participant, once it has been announced. */
  sees(id: ParticipantId): Promise<RemoteParticipant> {
    return this.until(`${id} to join`, () => this.joined.find((participant) => participant.id === id));
  }

  losesSightOf(id: ParticipantId): Promise<LeaveReason> {
    return this.until(`${id} to leave`, () => this.left.find((one) => one.id === id)?.reason);
  }

  /** The texts of a topic, once there are `count`. */
  async hears(topic: string, count = 1): Promise<string[]> {
    return this.until(`${count} messages on ${topic}`, () => {
      const texts = this.textsOn(topic);
      return texts.length >= count && texts;
    });
  }

  textsOn(topic: string): string[] {
    return this.messages.filter((message) => message.topic === topic).map((message) => message.text);
  }

  /** What was told of the link to a participant, in order. */
  linksTo(id: ParticipantId): readonly LinkState[] {
    return this.#links.get(id) ?? [];
  }

  link(id: ParticipantId, state: LinkState): Promise<true> {
    return this.until(`the link to ${id} to be ${state}`, () => this.linksTo(id).at(-1) === state);
  }

  /** Whether and how a source is on at the moment. */
  mediaOf(id: ParticipantId, source: Source): Media | undefined {
    return this.#media.get(`${id}/${source}`)?.at(-1);
  }

  media(id: ParticipantId, source: Source): Promise<Media> {
    return this.until(`the ${source} of ${id}`, () => this.mediaOf(id, source));
  }

  mediaOff(id: ParticipantId, source: Source): Promise<true> {
    return this.until(`the ${source} of ${id} to go off`, () => {
      const told = this.#media.get(`${id}/${source}`);
      return told !== undefined && told.at(-1) === undefined;
    });
  }

  stream(topic: string): Promise<Opened> {
    return this.until(`a stream on ${topic}`, () => this.streams.find((opened) => opened.topic === topic));
  }

  server(state: 'connected' | 'reconnecting'): Promise<true> {
    return this.until(`the server to be ${state}`, () => this.signalling.at(-1) === state);
  }

  /** Not in the log: it depends on how fast the machine is. */
  qualityChanged(id: ParticipantId, quality: Quality, cause: QualityCause): void {
    this.qualities.push({ id, quality, cause });
    this.#conditions.look();
  }

  participantJoined(participant: RemoteParticipant): void {
    this.joined.push(participant);
    this.attributes.set(participant.id, participant.attributes);
    this.#told(`joined ${participant.id}`);
  }

  attributesChanged(id: ParticipantId, attributes: Attributes): void {
    this.attributes.set(id, attributes);
    this.#told(`attributes ${id} ${JSON.stringify(attributes)}`);
  }

  participantLeft(id: ParticipantId, reason: LeaveReason): void {
    this.left.push({ id, reason });
    this.#told(`left ${id} ${reason}`);
  }

  linkChanged(id: ParticipantId, state: LinkState): void {
    this.#links.set(id, [...this.linksTo(id), state]);
    this.#told(`link ${id} ${state}`);
  }

  mediaChanged(id: ParticipantId, source: Source, media: Media | undefined): void {
    const key = `${id}/${source}`;
    this.#media.set(key, [...(this.#media.get(key) ?? []), media]);
    this.#told(`media ${key} ${media ? 'on' : 'off'}`);
  }

  messageReceived(topic: string, bytes: Uint8Array, from: ParticipantId): void {
    const text = new TextDecoder().decode(bytes);
    this.messages.push({ topic, bytes, text, from });
    this.#told(`message on ${topic} from ${from}: ${text.slice(0, 40)}`);
  }

  streamOpened(topic: string, stream: ByteStream, from: ParticipantId): void {
    this.streams.push({ topic, stream, from });
    this.#told(`stream on ${topic} from ${from}`);
  }

  signallingChanged(state: 'connected' | 'reconnecting'): void {
    this.signalling.push(state);
    this.#told(`server ${state}`);
  }

  closed(error: RtcError): void {
    this.errors.push(error);
    this.#told(`closed ${error.code}`);
  }

  #told(words: string): void {
    this.log.push(words);
    this.#conditions.look();
  }
}
