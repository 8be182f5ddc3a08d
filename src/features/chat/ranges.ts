/** Whole numbers from 1 on, as ranges: what one has of a line whose messages are numbered. */
export class Ranges {
  /** First and last of each, in order, with a gap between any two. */
  readonly #ends: number[];

  /** `ends`: as {@link toJSON} gives them. What is out of order is left out. */
  constructor(ends: readonly number[] = []) {
    this.#ends = [];
    for (let index = 0; index + 1 < ends.length; index += 2) {
      const [from = 0, to = 0] = [ends[index], ends[index + 1]];
      if (from > (this.#ends.at(-1) ?? 0) && to >= from) this.#ends.push(from, to);
    }
  }

  has(number: number): boolean {
    const index = this.#find(number);
    return number >= (this.#ends[index] ?? Infinity);
  }

  /** False if it was there. */
  add(number: number): boolean {
    const ends = this.#ends;
    const index = this.#find(number);
    if (number >= (ends[index] ?? Infinity)) return false;
    const [joinsBefore, joinsAfter] = [ends[index - 1] === number - 1, ends[index] === number + 1];
    if (joinsBefore && joinsAfter) ends.splice(index - 1, 2);
    else if (joinsBefore) ends[index - 1] = number;
    else if (joinsAfter) ends[index] = number;
    else ends.splice(index, 0, number, number);
    return true;
  }

  /** Whatever `other` has, too. */
  addAll(other: Ranges): void {
    for (const [from, to] of other.pairs()) {
      const ends = this.#ends;
      let [first, last] = [from, to];
      const start = this.#find(from - 1);
      let end = start;
      while (end < ends.length && (ends[end] ?? 0) <= to + 1) {
        first = Math.min(first, ends[end] ?? first);
        last = Math.max(last, ends[end + 1] ?? last);
        end += 2;
      }
      ends.splice(start, end - start, first, last);
    }
  }

  /** What is here and not in `other`. */
  without(other: Ranges): Ranges {
    const rest: number[] = [];
    for (const [from, to] of this.pairs()) {
      let next = from;
      for (const [otherFrom, otherTo] of other.pairs()) {
        if (otherTo < next) continue;
        if (otherFrom > to) break;
        if (otherFrom > next) rest.push(next, otherFrom - 1);
        next = otherTo + 1;
      }
      if (next <= to) rest.push(next, to);
    }
    return new Ranges(rest);
  }

  get isEmpty(): boolean {
    return this.#ends.length === 0;
  }

  *pairs(): Generator<readonly [from: number, to: number]> {
    for (let index = 0; index < this.#ends.length; index += 2) yield [this.#ends[index] ?? 0, this.#ends[index + 1] ?? 0];
  }

  toJSON(): number[] {
    return [...this.#ends];
  }

  /** Where the first range begins that ends at `number` or after it. */
  #find(number: number): number {
    let [low, high] = [0, this.#ends.length / 2];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[2 * middle + 1] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return 2 * low;
  }
}
