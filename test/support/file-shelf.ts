import { RtcError } from '../../src/core/errors.ts';
import { type KeptTransfer, type OpenShelf, type Place, wholeFile } from '../../src/features/files/shelf.ts';

interface Kept {
  transfer: KeptTransfer;
  readonly parts: Uint8Array<ArrayBuffer>[];
}

/** A shelf in memory that outlives its pages, as the disk of a browser does, and may have little room. */
export class TestShelf {
  /** Bytes that fit. */
  room = Infinity;
  readonly #kept = new Map<string, Kept>();

  readonly open: OpenShelf = async (_log, outlives) => {
    if (!outlives) this.#kept.clear();
    return {
      kept: [...this.#kept.values()].map((kept) => ({
        transfer: kept.transfer,
        place: this.#place(kept),
        file: kept.transfer.digest ? wholeFile(kept.parts, kept.transfer) : undefined,
      })),
      place: async (transfer) => {
        const kept = { transfer, parts: [] };
        this.#kept.set(transfer.id, kept);
        return this.#place(kept);
      },
    };
  };

  /** How many files something is kept of. */
  get size(): number {
    return this.#kept.size;
  }

  get bytes(): number {
    return [...this.#kept.values()].flatMap(({ parts }) => parts).reduce((sum, { length }) => sum + length, 0);
  }

  #place(kept: Kept): Place {
    const { parts } = kept;
    return {
      get pieces() {
        return parts.length;
      },
      write: async (piece) => {
        if (this.bytes + piece.length > this.room) throw new RtcError('storage-full', 'The disk is full');
        parts.push(piece.slice());
      },
      comesFrom: async (peer, peerName) => void (kept.transfer = { ...kept.transfer, peer, peerName }),
      async *read() {
        yield* parts;
      },
      finish: async (digest) => {
        const file = wholeFile(parts, kept.transfer);
        kept.transfer = { ...kept.transfer, digest };
        return file;
      },
      discard: async () => void this.#kept.delete(kept.transfer.id),
    };
  }
}
