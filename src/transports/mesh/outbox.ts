import { RtcError } from '../../core/errors.ts';
import { renumber } from './frames.ts';

/** What waits for one participant may not grow without end. */
const mostBytes = 16 * 1024 * 1024;
const mostMessages = 10_000;

export type Frame = Uint8Array<ArrayBuffer>;

/** Reliable messages to one participant: numbered, kept until acknowledged, resent on the next link. */
export class Outbox {
  #lastNumber = 0;
  #bytes = 0;
  readonly #waiting: { number: number; readonly frame: Frame }[] = [];

  /** @throws RtcError `too-large` when too much already waits. */
  check(length: number): void {
    if (this.#waiting.length >= mostMessages || this.#bytes + length > mostBytes) {
      throw new RtcError('too-large', 'Too many messages wait for a participant who cannot be reached');
    }
  }

  /** Numbers and keeps a message; `frame` makes its bytes from the number. */
  add(frame: (number: number) => Frame): void {
    const number = ++this.#lastNumber;
    const bytes = frame(number);
    this.#waiting.push({ number, frame: bytes });
    this.#bytes += bytes.byteLength;
  }

  /** Everything up to `number` arrived. */
  acknowledge(number: number): void {
    while (this.#waiting[0] && this.#waiting[0].number <= number) {
      this.#bytes -= this.#waiting.shift()?.frame.byteLength ?? 0;
    }
  }

  /** Everything up to this number arrived, as far as is known. */
  get acknowledged(): number {
    return (this.#waiting[0]?.number ?? this.#lastNumber + 1) - 1;
  }

  /** Numbers what waits anew, beginning after `number`. */
  renumber(number: number): void {
    this.#lastNumber = number;
    for (const message of this.#waiting) renumber(message.frame, (message.number = ++this.#lastNumber));
  }

  /** The number of the newest message, acknowledged or not. */
  get newest(): number {
    return this.#lastNumber;
  }

  /** The oldest message with a number above `number` that was not acknowledged. */
  nextAfter(number: number): { readonly number: number; readonly frame: Frame } | undefined {
    const [oldest] = this.#waiting;
    return oldest && this.#waiting[Math.max(0, number + 1 - oldest.number)];
  }
}
