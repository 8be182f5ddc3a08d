import { Topic, type TopicOptions } from './topic.ts';
import type { ParticipantId, SendOptions } from './transport.ts';

/** The message lines of a call, by name. */
export class Topics {
  readonly #send: (topic: string, bytes: Uint8Array, options?: SendOptions) => Promise<void>;
  readonly #topics = new Map<string, Topic<never>>();

  constructor(send: (topic: string, bytes: Uint8Array, options?: SendOptions) => Promise<void>) {
    this.#send = send;
  }

  /** The same name gives the same line. */
  open<Message>(name: string, options: TopicOptions<Message>): Topic<Message> {
    const known = this.#topics.get(name) as Topic<Message> | undefined;
    if (known) return known;
    const topic = new Topic<Message>(name, options, (bytes, to) => this.#send(name, bytes, to));
    this.#topics.set(name, topic as unknown as Topic<never>);
    return topic;
  }

  /** What arrived; on a line that nobody opened it is dropped. False says so. */
  receive(name: string, bytes: Uint8Array, from: ParticipantId): boolean {
    const topic = this.#topics.get(name) as Topic<unknown> | undefined;
    topic?.receive(bytes, from);
    return topic !== undefined;
  }

  /** Somebody is gone. */
  forget(id: ParticipantId): void {
    for (const topic of this.#topics.values()) topic.forget(id);
  }
}
