import { RtcError } from '../../core/errors.ts';
import type { ParticipantId } from '../../core/transport.ts';
import { filling } from './filling.ts';
import { pieceLength, piecesIn } from './pieces.ts';
import { type KeptTransfer, type Place, wholeFile } from './shelf.ts';

/** Pieces in one file of the disk. What is in it is there for good once it is full; after a crash, the last one is fetched again. */
const piecesInPart = 16;
const factsName = 'facts.json';

/** What is being written. */
export type Writes = Set<Promise<unknown>>;

/** Where a shelf has its places. */
export interface StoredShelving {
  readonly shelf: FileSystemDirectoryHandle;
  /** The next page is to find what is there. */
  readonly outlives: boolean;
  readonly writes: Writes;
}

/** A folder for one file, in parts: a browser makes a file durable as a whole only, when it is closed. */
export class StoredPlace implements Place {
  readonly #shelf: FileSystemDirectoryHandle;
  readonly #folder: FileSystemDirectoryHandle;
  #transfer: KeptTransfer;
  readonly #outlives: boolean;
  readonly #writes: Writes;
  #pieces: number;
  /** The part that is being filled: written at once, since each writing costs the browser much. */
  #part: Uint8Array<ArrayBuffer> | undefined;
  #filled = 0;

  private constructor({ shelf, outlives, writes }: StoredShelving, folder: FileSystemDirectoryHandle, transfer: KeptTransfer, pieces: number) {
    this.#shelf = shelf;
    this.#folder = folder;
    this.#transfer = transfer;
    this.#outlives = outlives;
    this.#writes = writes;
    this.#pieces = pieces;
  }

  /** @throws RtcError `storage-full`. */
  static async make(shelving: StoredShelving, transfer: KeptTransfer): Promise<StoredPlace> {
    return stored(shelving.writes, async () => {
      const folder = await shelving.shelf.getDirectoryHandle(transfer.id, { create: true });
      const place = new StoredPlace(shelving, folder, transfer, 0);
      await place.#note(transfer);
      return place;
    });
  }

  /** As a page before left it. */
  static async open(shelving: StoredShelving, folder: FileSystemDirectoryHandle, transfer: KeptTransfer): Promise<StoredPlace> {
    let pieces = transfer.digest ? piecesIn(transfer.size) : 0;
    for (let part = 0; pieces < piecesIn(transfer.size) && (await sizeOf(folder, part)) === piecesInPart * pieceLength; part++) pieces += piecesInPart;
    return new StoredPlace(shelving, folder, transfer, pieces);
  }

  /** @throws DOMException if there are none. */
  static async facts(folder: FileSystemDirectoryHandle): Promise<string> {
    return (await (await folder.getFileHandle(factsName)).getFile()).text();
  }

  /** When it was begun, or finished, in milliseconds since the epoch; 0 where that cannot be told. */
  static async changed(folder: FileSystemDirectoryHandle): Promise<number> {
    try {
      return (await (await folder.getFileHandle(factsName)).getFile()).lastModified;
    } catch {
      return 0;
    }
  }

  get pieces(): number {
    return this.#pieces;
  }

  async write(piece: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#part ??= new Uint8Array(Math.min(this.#transfer.size, piecesInPart * pieceLength));
    this.#part.set(piece, this.#filled);
    this.#filled += piece.length;
    this.#pieces++;
    if (this.#pieces % piecesInPart === 0) await stored(this.#writes, () => this.#store());
  }

  async comesFrom(peer: ParticipantId, peerName: string): Promise<void> {
    await stored(this.#writes, () => this.#note({ ...this.#transfer, peer, peerName }));
  }

  async *read(): AsyncIterable<Uint8Array> {
    const reading = new AbortController();
    let buffer = new ArrayBuffer(pieceLength);
    try {
      for (const part of await this.#parts()) {
        const fill = filling(part, reading.signal);
        for (let start = 0; start < part.size; start += pieceLength) {
          const length = Math.min(pieceLength, part.size - start);
          buffer = await fill(buffer, 0, length);
          yield new Uint8Array(buffer, 0, length);
        }
      }
    } finally {
      reading.abort();
    }
    if (this.#part) yield this.#part.subarray(0, this.#filled);
  }

  async finish(digest: string): Promise<File> {
    return stored(this.#writes, async () => {
      await this.#store();
      const file = await this.file();
      await this.#note({ ...this.#transfer, digest });
      return file;
    });
  }

  async file(): Promise<File> {
    return wholeFile(await this.#parts(), this.#transfer);
  }

  async discard(): Promise<void> {
    this.#part = undefined;
    this.#filled = 0;
    await this.#shelf.removeEntry(this.#transfer.id, { recursive: true }).catch(() => undefined);
  }

  async #store(): Promise<void> {
    if (!this.#part || this.#filled === 0) return;
    const number = Math.ceil(this.#pieces / piecesInPart) - 1;
    const writable = await (await this.#folder.getFileHandle(String(number), { create: true })).createWritable();
    await writable.write(this.#part.subarray(0, this.#filled));
    await writable.close();
    this.#filled = 0;
  }

  async #parts(): Promise<File[]> {
    const parts: File[] = [];
    const pieces = this.#filled > 0 ? this.#pieces - (this.#pieces % piecesInPart) : this.#pieces;
    for (let part = 0; part < Math.ceil(pieces / piecesInPart); part++) {
      parts.push(await (await this.#folder.getFileHandle(String(part))).getFile());
    }
    return parts;
  }

  async #note(transfer: KeptTransfer): Promise<void> {
    this.#transfer = transfer;
    if (!this.#outlives) return;
    const { id, group, name, size, type, wasCleaned, peer, peerName, time, digest } = transfer;
    const writable = await (await this.#folder.getFileHandle(factsName, { create: true })).createWritable();
    await writable.write(JSON.stringify({ id, group, name, size, type, wasCleaned, peer, peerName, time, digest }));
    await writable.close();
  }
}

async function sizeOf(folder: FileSystemDirectoryHandle, part: number): Promise<number> {
  try {
    return (await (await folder.getFileHandle(String(part))).getFile()).size;
  } catch {
    return 0;
  }
}

/** @throws RtcError `storage-full` instead of whatever the browser says. */
async function stored<Result>(writes: Writes, work: () => Promise<Result>): Promise<Result> {
  const writing = work();
  writes.add(writing);
  try {
    return await writing;
  } catch (cause) {
    throw cause instanceof RtcError ? cause : new RtcError('storage-full', 'The browser could not store the file', { cause });
  } finally {
    writes.delete(writing);
  }
}
