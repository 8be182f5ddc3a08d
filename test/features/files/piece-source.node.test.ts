import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { PieceSource } from '../../../src/features/files/piece-source.ts';
import { hashLength, pieceLength } from '../../../src/features/files/pieces.ts';

describe('a file that is read piece by piece', () => {
  const bytes = Uint8Array.from({ length: 2 * pieceLength + 100 }, (_, index) => index % 251);
  const file = () => new File([bytes], 'x');

  /** As in a browser whose files are no streams of bytes, in chunks of a length that divides nothing. */
  const plainFile = () => {
    const streamOf = (from: number) => new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (controller) => {
        for (let start = from; start < bytes.length; start += 99_991) controller.enqueue(bytes.slice(start, start + 99_991));
        controller.close();
      },
    });
    return Object.assign(file(), { slice: (from = 0) => Object.assign(new Blob([bytes.subarray(from)]), { stream: () => streamOf(from) }) });
  };

  for (const [kind, make] of [['into one buffer', file], ['as its browser gives it', plainFile]] as const) {
    it(`comes whole, from any piece on, each piece after its hash: ${kind}`, async () => {
      const source = new PieceSource(make(), 1);
      for (const piece of [bytes.subarray(pieceLength, 2 * pieceLength), bytes.subarray(2 * pieceLength)]) {
        const frame = Buffer.from(await source.frame());
        expect(frame.subarray(0, hashLength).toString('hex')).to.equal(createHash('sha256').update(piece).digest('hex'));
        expect(frame.subarray(hashLength).equals(piece)).to.be.true;
      }
      source.close();
    });
  }
});
