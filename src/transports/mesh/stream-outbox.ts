import { RtcError } from '../../core/errors.ts';
import { frameWeight, weightOf, windowLength } from './stream-frames.ts';

export interface StreamOutboxOptions {
  /** There is something to send. */
  readonly wanted: () => void;
  /** Everything was taken: in so many frames. */
  readonly ended: (count: number) => void;
  readonly aborted: () => void;
}

/** What is written to one stream: taken a frame at a time, as far as the reader lets it. */
export class StreamOutbox {
  readonly writable: WritableStream<Uint8Array>;
  /** Frames that were taken. */
  count = 0;
  readonly #options: StreamOutboxOptions;
  #controller: WritableStreamDefaultController | undefined;
  #chunk: Uint8Array = new Uint8Array();
  #taken: { readonly resolve: () => void; readonly reject: (error: RtcError) => void } | undefined;
  #credit = windowLength;
  #isEnded = false;

  constructor(options: StreamOutboxOptions) {
    this.#options = options;
    this.writable = new WritableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
        // Not `abort()` of this object: it would be called when the reader has taken what is being written, if ever. A moment
        // later, since in Node a stream that is being aborted may not fail.
        controller.signal.addEventListener('abort', () => queueMicrotask(() => options.aborted()));
      },
      write: (chunk) => this.#write(chunk),
      close: () => {
        this.#isEnded = true;
        options.ended(this.count);
      },
    });
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Something can be taken. */
  get isReady(): boolean {
    return this.#chunk.length > 0 && this.#credit > frameWeight;
  }

  /** The next frame, of at most this length. */
  take(most: number): Uint8Array {
    const length = Math.min(most, this.#credit - frameWeight);
    const payload = this.#chunk.subarray(0, length);
    this.#chunk = this.#chunk.subarray(length);
    this.#credit -= weightOf(payload);
    this.count++;
    if (this.#chunk.length === 0) this.#taken?.resolve();
    return payload;
  }

  /** False if the reader cannot have read that much. */
  receiveCredit(weight: number): boolean {
    if (weight === 0 || this.#credit + weight > windowLength) return false;
    this.#credit += weight;
    return true;
  }

  fail(error: RtcError): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#chunk = new Uint8Array();
    this.#taken?.reject(error);
    this.#controller?.error(error);
  }

  #write(chunk: Uint8Array): Promise<void> | undefined {
    if (this.#isEnded) throw new RtcError('connection-lost', 'The stream is closed');
    if (chunk.length === 0) return undefined;
    this.#chunk = chunk;
    return new Promise((resolve, reject) => {
      this.#taken = { resolve, reject };
      this.#options.wanted();
    });
  }
}
