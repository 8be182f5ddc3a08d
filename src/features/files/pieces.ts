import { base64Decode, base64Encode } from '../../core/crypto/base64.ts';
import type { TransferId } from './transfer-state.ts';

/** Bytes of a piece; the last one of a file may be shorter. */
export const pieceLength = 262_144;
/** Bytes of SHA-256, before each piece. */
export const hashLength = 32;
/** The id, the turn, and the number of the first piece. */
export const headLength = 16 + 4 + 8;

/** What whoever gets a file asks for. */
export interface Wish {
  /** The first piece. */
  readonly from: number;
  /** Grows from wish to wish of a page: what answers an earlier one is not taken for the answer to this one. */
  readonly turn: number;
}

export function piecesIn(size: number): number {
  return Math.ceil(size / pieceLength);
}

/** Bytes up to a piece. */
export function startOf(piece: number, size: number): number {
  return Math.min(size, piece * pieceLength);
}

/** What a stream begins with. */
export function encodeHead(id: TransferId, { from, turn }: Wish): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(headLength);
  const view = new DataView(head.buffer);
  head.set(base64Decode(id));
  view.setUint32(16, turn);
  view.setBigUint64(20, BigInt(from));
  return head;
}

export function decodeHead(head: Uint8Array): { readonly id: TransferId; readonly wish: Wish } {
  const view = new DataView(head.buffer, head.byteOffset);
  return { id: base64Encode(head.subarray(0, 16)), wish: { turn: view.getUint32(16), from: Number(view.getBigUint64(20)) } };
}

export async function hashOf(piece: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', piece));
}

export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
