import type { RtcError } from '../../core/errors.ts';
import { frameWeight, weightOf, windowLength } from './stream-frames.ts';

/** Credit is given in pieces of this size, not for every frame. */
const creditLength = windowLength / 4;

export interface StreamInboxOptions {
  /** So much was read; in what {@link weightOf} counts. */
  readonly read: (weight: number) => void;
  readonly cancelled: () => void;
}

/** What arrives of one stream: put in order, and kept until somebody asks for it. */
export class StreamInbox {
  readonly readable: ReadableStream<Uint8Array>;
  readonly #options: StreamInboxOptions;
  /** Frames that overtook others, by number. */
  readonly #early = new Map<number, Uint8Array>();
  readonly #queue: Uint8Array[] = [];
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  /** The number of the frame that continues what is here. */
  #next = 0;
  /** How many there are; known from the end on. */
  #count = Infinity;
  /** Of everything for which no credit was given back. */
  #weight = 0;
  /** The part of it that is read. */
  #read = 0;
  #isWanted = false;
  #isEnded = false;

  constructor(options: StreamInboxOptions) {
    this.#options = options;
    this.readable = new ReadableStream<Uint8Array>(
      {
        start: (controller) => void (this.#controller = controller),
        pull: () => {
          this.#isWanted = true;
          this.#hand();
        },
        cancel: () => options.cancelled(),
      },
      // Zero: credit is given for what was read, not for what merely arrived.
      { highWaterMark: 0 },
    );
  }

  /** All is here, or nothing more is taken. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** False if that was not allowed: not a peer of ours, or one that wants to fill this page's memory. */
  receive(number: number, payload: Uint8Array): boolean {
    // Sent again by another way, because nobody knew that it had arrived.
    if (number < this.#next || this.#early.has(number)) return true;
    this.#weight += weightOf(payload);
    const isExpected = number < Math.min(this.#count, this.#next + windowLength / frameWeight);
    if (this.#isEnded || !isExpected || payload.length === 0 || this.#weight > windowLength) return false;
    this.#early.set(number, payload);
    this.#sort();
    this.#hand();
    this.#endIfComplete();
    return true;
  }

  /** False as above. */
  end(count: number): boolean {
    const isPossible = count >= this.#next && [...this.#early.keys()].every((number) => number < count);
    if (this.#isEnded || this.#count !== Infinity || !isPossible) return false;
    this.#count = count;
    this.#endIfComplete();
    return true;
  }

  fail(error: RtcError): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#early.clear();
    this.#queue.length = 0;
    this.#controller?.error(error);
  }

  #sort(): void {
    for (let frame = this.#early.get(this.#next); frame; frame = this.#early.get(++this.#next)) {
      this.#early.delete(this.#next);
      this.#queue.push(frame);
    }
  }

  #hand(): void {
    const frame = this.#isWanted ? this.#queue.shift() : undefined;
    if (!frame) return;
    this.#isWanted = false;
    this.#read += weightOf(frame);
    if (this.#read >= creditLength) this.#giveBack();
    this.#controller?.enqueue(frame);
  }

  #giveBack(): void {
    this.#options.read(this.#read);
    this.#weight -= this.#read;
    this.#read = 0;
  }

  /** What is complete does not fail any more, however long it waits to be read. */
  #endIfComplete(): void {
    if (this.#next !== this.#count) return;
    this.#isEnded = true;
    for (const frame of this.#queue.splice(0)) this.#controller?.enqueue(frame);
    this.#controller?.close();
  }
}
