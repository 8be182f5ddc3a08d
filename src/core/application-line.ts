import type { ApplicationData } from './application-data.ts';
import type { Topic } from './topic.ts';
import type { ParticipantId, SendOptions } from './transport.ts';

/** Nobody makes this side remember more topics than that. */
const mostTopics = 256;

/** What pages say to each other. */
export class ApplicationLine {
  readonly #topic: Topic<ApplicationData>;
  /** Of the newest message that may get lost. By the clock: larger, too, than those of the page that this one goes on from. */
  #number = Date.now() >>> 0;
  /** By sender and topic. */
  readonly #newest = new Map<ParticipantId, Map<string, number>>();

  /** `received` is told what arrives on `topic`, until `lifetime` aborts. */
  constructor(topic: Topic<ApplicationData>, received: (message: ApplicationData, from: ParticipantId) => void, lifetime: AbortSignal) {
    this.#topic = topic;
    topic.listen((message, from) => this.#isLate(message, from) || received(message, from), lifetime);
  }

  /** @throws RtcError as {@link Topic.send}, `bad-message` for what is neither bytes nor JSON. */
  async send(topic: string, data: unknown, options?: SendOptions): Promise<void> {
    const number = options?.reliable === false ? (this.#number = (this.#number + 1) >>> 0) : undefined;
    await this.#topic.send({ topic, data, number }, options);
  }

  forget(id: ParticipantId): void {
    this.#newest.delete(id);
  }

  /** What may get lost says how things are at a moment: after a newer one, an older one is wrong. */
  #isLate({ topic, number }: ApplicationData, from: ParticipantId): boolean {
    if (number === undefined) return false;
    const topics = this.#newest.get(from) ?? new Map<string, number>();
    this.#newest.set(from, topics);
    // Serial numbers (RFC 1982): after the largest comes 0.
    if (((number - (topics.get(topic) ?? number - 1)) | 0) <= 0) return true;
    if (topics.size >= mostTopics) topics.clear();
    topics.set(topic, number);
    return false;
  }
}
