/** Takes so many bytes at a time from a stream, however it is cut up. */
export class ByteQueue {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader();
  }

  /** Fills this. False where the stream ends before. Rejects as the stream does. */
  async fill(taken: Uint8Array): Promise<boolean> {
    for (let filled = 0; filled < taken.length; ) {
      if (this.#rest.length === 0) {
        const { value, done } = await this.#reader.read();
        if (done) return false;
        this.#rest = value;
      }
      const part = this.#rest.subarray(0, taken.length - filled);
      taken.set(part, filled);
      filled += part.length;
      this.#rest = this.#rest.subarray(part.length);
    }
    return true;
  }

  /** Lets whoever writes know that nothing more is wanted. */
  async cancel(reason: unknown): Promise<void> {
    await this.#reader.cancel(reason).catch(() => undefined);
  }
}
