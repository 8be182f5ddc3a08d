import { RtcError } from '../../core/errors.ts';
import { type Fill, filling } from './filling.ts';
import { hashLength, hashOf, pieceLength, startOf } from './pieces.ts';

/** Whoever reads a file as one stream does not hear that it has changed: after so many pieces, and before the last one, that is asked. */
const askEvery = 64;

/** A file that is sent: read from the disk as one stream, piece by piece into the same memory. */
export class PieceSource {
  readonly #file: File;
  readonly #end = new AbortController();
  readonly #fill: Fill;
  #buffer: ArrayBuffer;
  #next: number;

  /** `from`: the first piece. */
  constructor(file: File, from: number) {
    this.#file = file;
    this.#next = from;
    this.#buffer = new ArrayBuffer(hashLength + Math.min(file.size, pieceLength));
    this.#fill = filling(file.slice(startOf(from, file.size)), this.#end.signal);
  }

  /** Hash and bytes of the next piece, as they are sent; until the next call. @throws RtcError `file-unreadable` where the file has gone, or is another by now. */
  async frame(): Promise<Uint8Array<ArrayBuffer>> {
    const { size, name } = this.#file;
    const length = startOf(this.#next + 1, size) - startOf(this.#next, size);
    try {
      this.#buffer = await this.#fill(this.#buffer, hashLength, hashLength + length);
      const frame = new Uint8Array(this.#buffer, 0, hashLength + length);
      frame.set(await hashOf(frame.subarray(hashLength)));
      this.#next++;
      const isLast = startOf(this.#next, size) === size;
      // Whatever has changed since it was chosen cannot be read any more (File API §4).
      if (isLast || this.#next % askEvery === 0) await this.#file.slice(0, 1).arrayBuffer();
      return frame;
    } catch (cause) {
      throw new RtcError('file-unreadable', `${name} cannot be read any more, or has changed`, { cause });
    }
  }

  close(): void {
    this.#end.abort();
  }
}
