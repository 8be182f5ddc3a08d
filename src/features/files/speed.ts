/** Milliseconds that count. */
const span = 4000;

/** How fast something grows, over the last seconds. */
export class Speed {
  #marks: { readonly at: number; readonly amount: number }[] = [];

  /** `amount` is reached, at `now` in milliseconds. */
  mark(amount: number, now: number): void {
    this.#marks.push({ at: now, amount });
    const first = this.#marks.findLastIndex(({ at }) => at <= now - span);
    if (first > 0) this.#marks = this.#marks.slice(first);
  }

  /** It stood still, or begins elsewhere. */
  clear(): void {
    this.#marks = [];
  }

  /** In a second. */
  get perSecond(): number {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)];
    if (!first || !last || last.at <= first.at) return 0;
    return Math.max(0, ((last.amount - first.amount) / (last.at - first.at)) * 1000);
  }
}
