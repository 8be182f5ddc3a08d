import { RtcError } from './errors.ts';
import { RateLimit } from './rate-limit.ts';
import type { ParticipantId, SendOptions } from './transport.ts';

export interface TopicOptions<Message> {
  /** Turns bytes into a message, or undefined for anything that has not its shape. */
  readonly decode: (bytes: Uint8Array) => Message | undefined;
  readonly encode: (message: Message) => Uint8Array;
  /** Longer messages are dropped unread. Default 65,536. */
  readonly maxBytes?: number;
  /**
   * Messages per second and sender above which the rest is dropped; who said less may make up for it. Default: twice what may be sent, or
   * 200.
   */
  readonly maxRate?: number;
  /** Messages per second, all at once if need be, above which sending is refused here, so that nothing is dropped there. Default: no limit. */
  readonly sendRate?: number;
}

/** Seconds that a sender may make up for at once, and as many messages at most as wait for whoever cannot be reached. */
const longestArrears = 50;
const mostArrears = 10_000;

export type TopicListener<Message> = (message: Message, from: ParticipantId) => void;

/** A named message line to every participant. Nothing is handed on that did not pass size, rate and decoder. */
export class Topic<Message> {
  readonly name: string;
  /** Messages that did not pass. */
  dropped = 0;
  readonly #options: TopicOptions<Message>;
  readonly #send: (bytes: Uint8Array, options?: SendOptions) => Promise<void>;
  readonly #listeners = new Set<TopicListener<Message>>();
  readonly #born = Math.floor(performance.now() / 1000);
  readonly #budgets = new Map<ParticipantId, { second: number; left: number }>();
  readonly #pace: RateLimit | undefined;

  constructor(
    name: string,
    options: TopicOptions<Message>,
    send: (bytes: Uint8Array, options?: SendOptions) => Promise<void>,
  ) {
    this.name = name;
    this.#options = options;
    this.#send = send;
    const { sendRate } = options;
    this.#pace = sendRate ? new RateLimit({ burst: sendRate, perSecond: sendRate }) : undefined;
  }

  /** Resolves when the message is on its way. Rejects as {@link Room.send} does, and with `too-large` above the rate. */
  async send(message: Message, options?: SendOptions): Promise<void> {
    const bytes = this.#options.encode(message);
    if (this.#pace?.allows() === false) {
      throw new RtcError('too-large', `No more than ${this.#options.sendRate} messages may be sent in a second`);
    }
    await this.#send(bytes, options);
  }

  listen(listener: TopicListener<Message>, signal: AbortSignal): void {
    if (signal.aborted) return;
    // A function of this call alone: the same listener may be here twice.
    const own: TopicListener<Message> = (message, from) => listener(message, from);
    this.#listeners.add(own);
    signal.addEventListener('abort', () => this.#listeners.delete(own), { once: true });
  }

  /** For the call: what arrived on this line. */
  receive(bytes: Uint8Array, from: ParticipantId): void {
    const message = this.#admit(bytes, from);
    if (message === undefined) {
      this.dropped++;
      return;
    }
    for (const listener of [...this.#listeners]) {
      // One that was called before may have ended it.
      if (this.#listeners.has(listener)) listener(message, from);
    }
  }

  forget(id: ParticipantId): void {
    this.#budgets.delete(id);
  }

  #admit(bytes: Uint8Array, from: ParticipantId): Message | undefined {
    if (bytes.byteLength > (this.#options.maxBytes ?? 65_536)) return undefined;
    const second = Math.floor(performance.now() / 1000);
    let budget = this.#budgets.get(from);
    if (budget?.second !== second) {
      const { sendRate, maxRate: rate = sendRate ? 2 * sendRate : 200 } = this.#options;
      // What was kept back during a blackout comes all at once, and was never said faster than it may be; it may be the
      // first that is heard of somebody.
      const { second: last, left } = budget ?? { second: this.#born, left: rate };
      budget = { second, left: Math.min(left + rate * (second - last), rate * longestArrears, rate + mostArrears) };
      this.#budgets.set(from, budget);
    }
    if (budget.left === 0) return undefined;
    budget.left--;
    return this.#options.decode(bytes);
  }
}
