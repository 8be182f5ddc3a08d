import { onAbort } from './abort.ts';
import { Topic, type TopicOptions } from './topic.ts';
import type { ParticipantId, SendOptions } from './transport.ts';

/** Messages, and bytes of them, that wait on one line for whoever is to listen on it. */
const mostEarly = 200;
const mostEarlyBytes = 1024 * 1024;

interface Early {
  readonly bytes: Uint8Array;
  readonly from: ParticipantId;
}

/** The message lines of a call, by name. */
export class Topics {
  readonly #send: (topic: string, bytes: Uint8Array, options?: SendOptions) => Promise<void>;
  readonly #topics = new Map<string, Topic<never>>();
  /** What came before anybody listened, on lines on which somebody is about to. */
  readonly #early = new Map<string, readonly Early[]>();
  readonly #expected = new Map<string, () => void>();
  readonly #unheard: (topic: string) => boolean;

  /** `unheard` is called with the name of a line on which something arrived that nobody listens to: true if somebody will. */
  constructor(send: (topic: string, bytes: Uint8Array, options?: SendOptions) => Promise<void>, unheard: (topic: string) => boolean = () => false) {
    this.#send = send;
    this.#unheard = unheard;
  }

  /** The same name gives the same line. */
  open<Message>(name: string, options: TopicOptions<Message>): Topic<Message> {
    const known = this.#topics.get(name) as Topic<Message> | undefined;
    if (known) return known;
    const topic = new Topic<Message>(name, options, (bytes, to) => this.#send(name, bytes, to));
    this.#topics.set(name, topic as unknown as Topic<never>);
    const early = this.#early.get(name) ?? [];
    this.#early.delete(name);
    // Whoever opens a line listens to it at once, and not before.
    queueMicrotask(() => early.forEach(({ bytes, from }) => topic.receive(bytes, from)));
    return topic;
  }

  /** Somebody opens this line as soon as `come` says that something arrived on it, until `signal` aborts. */
  expect(name: string, come: () => void, signal: AbortSignal): void {
    this.#expected.set(name, come);
    onAbort(signal, () => this.#expected.get(name) === come && this.#expected.delete(name));
  }

  /** What arrived. It is dropped on a line that nobody opened or is about to open. */
  receive(name: string, bytes: Uint8Array, from: ParticipantId): void {
    const topic = this.#topics.get(name) as Topic<unknown> | undefined;
    if (topic) topic.receive(bytes, from);
    else if (this.#willOpen(name)) this.keep(name, bytes, from);
  }

  /** Keeps what arrived on a line that is about to be opened. */
  keep(name: string, bytes: Uint8Array, from: ParticipantId): void {
    const early = this.#early.get(name) ?? [];
    const length = early.reduce((sum, each) => sum + each.bytes.length, bytes.length);
    if (early.length < mostEarly && length <= mostEarlyBytes) this.#early.set(name, [...early, { bytes, from }]);
  }

  /** Somebody is gone. */
  forget(id: ParticipantId): void {
    for (const [name, early] of this.#early) this.#early.set(name, early.filter(({ from }) => from !== id));
    for (const topic of this.#topics.values()) topic.forget(id);
  }

  #willOpen(name: string): boolean {
    const come = this.#expected.get(name);
    come?.();
    return come !== undefined || this.#unheard(name);
  }
}
