import { Ranges } from './ranges.ts';
import type { Vector } from './chat-wire.ts';

/** Lines whose numbers one frame may speak of. */
const mostTold = 300;
/** Of one line. */
const mostEnds = 400;

/** Of each line, which numbers. */
export class Lines {
  readonly #lines = new Map<string, Ranges>();

  constructor(vector: Vector = {}) {
    for (const [line, ends] of Object.entries(vector)) this.#lines.set(line, new Ranges(ends));
  }

  has(line: string, number: number): boolean {
    return this.#lines.get(line)?.has(number) ?? false;
  }

  /** False if it was there. */
  add(line: string, number: number): boolean {
    const ranges = this.#lines.get(line) ?? new Ranges();
    this.#lines.set(line, ranges);
    return ranges.add(number);
  }

  addAll(other: Lines): void {
    for (const [line, ranges] of other.#lines) {
      const own = this.#lines.get(line) ?? new Ranges();
      this.#lines.set(line, own);
      own.addAll(ranges);
    }
  }

  /** What is here and not in `other`. */
  without(other: Lines): Lines {
    const rest = new Lines();
    for (const [line, ranges] of this.#lines) {
      const missing = ranges.without(other.#lines.get(line) ?? new Ranges());
      if (!missing.isEmpty) rest.#lines.set(line, missing);
    }
    return rest;
  }

  /** Those lines that `which` names. */
  only(which: (line: string) => boolean): Lines {
    const chosen = new Lines();
    for (const [line, ranges] of this.#lines) if (which(line)) chosen.#lines.set(line, ranges);
    return chosen;
  }

  get isEmpty(): boolean {
    return this.#lines.size === 0;
  }

  /** All of it. */
  toJSON(): Vector {
    return Object.fromEntries([...this.#lines].map(([line, ranges]) => [line, ranges.toJSON()]));
  }

  /** As much as fits into a frame, the lines that began last first; what is left out comes twice, at worst. */
  toWire(): Vector {
    const told = [...this.#lines].slice(-mostTold);
    const room = Math.max(2, Math.min(mostEnds, 2 * Math.floor(3000 / Math.max(1, told.length))));
    return Object.fromEntries(told.map(([line, ranges]) => [line, ranges.toJSON().slice(-room)]));
  }
}
