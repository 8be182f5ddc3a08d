import * as v from 'valibot';
import { parser } from '../../../core/parser.ts';
import type { Packed } from './binary-pack.ts';

/** What PeerJS cuts a long message into: 16,300 bytes each. */
const chunk = v.object({
  __peerData: v.pipe(v.number(), v.safeInteger()),
  n: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  total: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(64)),
  data: v.instance(Uint8Array),
});
const parseChunk = parser(chunk);

const longest = 65_536;
/** Messages that may be incomplete at once; PeerJS sends one after another. */
const mostPartial = 2;

interface Partial {
  readonly parts: Map<number, Uint8Array>;
  length: number;
}

/** Puts together what came in pieces, as long as that is no more than a message may be. */
export class Chunks {
  readonly #partial = new Map<number, Partial>();

  /** The whole message, once this was the last piece of it. */
  add(input: Packed): Uint8Array | undefined {
    const piece = parseChunk(input);
    if (!piece || piece.n >= piece.total) return undefined;
    const { __peerData: id, n, total, data } = piece;
    const partial = this.#of(id);
    if (partial.parts.has(n)) return undefined;
    partial.parts.set(n, data);
    partial.length += data.length;
    if (partial.length > longest) this.#partial.delete(id);
    else if (partial.parts.size === total) {
      this.#partial.delete(id);
      return joined(partial, total);
    }
    return undefined;
  }

  #of(id: number): Partial {
    const known = this.#partial.get(id);
    if (known) return known;
    const [oldest] = this.#partial.keys();
    if (oldest !== undefined && this.#partial.size >= mostPartial) this.#partial.delete(oldest);
    const partial = { parts: new Map<number, Uint8Array>(), length: 0 };
    this.#partial.set(id, partial);
    return partial;
  }
}

function joined({ parts, length }: Partial, total: number): Uint8Array | undefined {
  const whole = new Uint8Array(length);
  let at = 0;
  for (let n = 0; n < total; n++) {
    const part = parts.get(n);
    // Another total was promised before.
    if (!part) return undefined;
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
