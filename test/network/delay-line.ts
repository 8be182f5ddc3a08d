/** From here on the event loop is polled: timers have whole milliseconds and are late by one. */
const polled = 2;

interface Waiting {
  readonly due: number;
  readonly action: () => void;
}

/** Holds actions back, in their order and to a fraction of a millisecond, so that delays can add up. */
export class DelayLine {
  /** Milliseconds; what has become shorter lets nothing overtake. */
  readonly #delay: () => number;
  readonly #waiting: Waiting[] = [];
  #cancel: (() => void) | undefined;
  #lastDue = 0;

  constructor(delay: () => number) {
    this.#delay = delay;
  }

  /** Runs `action` when the delay has passed since `since`, by `performance.now()`; at once if there is nothing to wait for. */
  push(action: () => void, since = performance.now()): void {
    this.#lastDue = Math.max(this.#lastDue, since + this.#delay());
    if (this.#waiting.length === 0 && this.#lastDue <= performance.now()) {
      action();
      return;
    }
    this.#waiting.push({ due: this.#lastDue, action });
    if (this.#waiting.length === 1) this.#await(this.#lastDue);
  }

  /** Forgets whatever waits. */
  clear(): void {
    this.#waiting.length = 0;
    this.#cancel?.();
  }

  #await(due: number): void {
    const wait = due - performance.now();
    if (wait > polled) {
      // The delay is what this is for.
      const timer = setTimeout(() => this.#run(), wait - polled);
      this.#cancel = () => clearTimeout(timer);
    } else {
      const turn = setImmediate(() => this.#run());
      this.#cancel = () => clearImmediate(turn);
    }
  }

  #run(): void {
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      if (next.due > performance.now()) {
        this.#await(next.due);
        return;
      }
      this.#waiting.shift();
      next.action();
    }
  }
}
