import { RtcError } from '../../core/errors.ts';
import type { ParticipantId } from '../../core/transport.ts';
import { startOf } from './pieces.ts';
import type { TransferState } from './transfer-state.ts';

/** What the next page has to know to go on. */
export type KeptTransfer = Pick<TransferState, 'id' | 'group' | 'name' | 'size' | 'type' | 'wasCleaned' | 'peer' | 'peerName' | 'time' | 'digest'>;

/** Where one file that comes is put. */
export interface Place {
  /** Pieces that are here, from the first on. */
  readonly pieces: number;
  /** One after another; afterwards the bytes are the caller's again. @throws RtcError `storage-full`. */
  write(piece: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Whoever sends it is somebody else by now: the next page has to know. */
  comesFrom(peer: ParticipantId, peerName: string): Promise<void>;
  /** What was written until now, bit by bit; each bit until the next one. */
  read(): AsyncIterable<Uint8Array>;
  /** All of it. `digest` is kept with it. @throws RtcError `storage-full`. */
  finish(digest: string): Promise<File>;
  discard(): Promise<void>;
}

/** Where files that come are kept: by a page, and those that come after it in the same room. */
export interface Shelf {
  /** What the page before left. */
  readonly kept: readonly { readonly transfer: KeptTransfer; readonly place: Place; readonly file: File | undefined }[];
  /** @throws RtcError `too-large` for what can never be kept here, `storage-full` for what cannot be now. */
  place(transfer: KeptTransfer): Promise<Place>;
}

/** Opens the shelf of a room (`RoomKeys.log`), until `signal` aborts. `outlives`: what is on it is there for the next page. */
export type OpenShelf = (log: string, outlives: boolean, signal: AbortSignal) => Promise<Shelf>;

/** Bytes that are kept in memory at most, of all files together, where a browser has nothing else. */
const mostInMemory = 64 * 1024 * 1024;

/** For as long as the page lives. */
export const memoryShelf: OpenShelf = async () => {
  let used = 0;
  return {
    kept: [],
    place: async (transfer) => {
      if (transfer.size > mostInMemory) throw new RtcError('too-large', `This browser stores nothing: files of at most ${mostInMemory} bytes can be taken`);
      if (used + transfer.size > mostInMemory) throw new RtcError('storage-full', 'Other files fill the memory that files may have');
      used += transfer.size;
      return new MemoryPlace(transfer, () => (used -= transfer.size));
    },
  };
};

class MemoryPlace implements Place {
  readonly #transfer: KeptTransfer;
  readonly #gone: () => void;
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #isGone = false;

  constructor(transfer: KeptTransfer, gone: () => void) {
    this.#transfer = transfer;
    this.#gone = gone;
  }

  get pieces(): number {
    return this.#parts.length;
  }

  async write(piece: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#parts.push(piece.slice());
  }

  async comesFrom(): Promise<void> {
    // There is no next page.
  }

  async *read(): AsyncIterable<Uint8Array> {
    yield* this.#parts;
  }

  async finish(): Promise<File> {
    return wholeFile(this.#parts, this.#transfer);
  }

  async discard(): Promise<void> {
    this.#parts = [];
    if (!this.#isGone) this.#gone();
    this.#isGone = true;
  }
}

/** @throws RtcError `storage-full` if something of it is missing: what is not whole is not called so. */
export function wholeFile(parts: readonly BlobPart[], { name, size, type, time }: KeptTransfer): File {
  const file = new File([...parts], name, { type, lastModified: time });
  if (file.size !== size) throw new RtcError('storage-full', `Of ${startOf(Infinity, size)} bytes, ${file.size} were kept`);
  return file;
}
