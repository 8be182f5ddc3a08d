/**
 * Makes the timers of foreign code stoppable. `peer` keeps two endless chains of `setTimeout` per server and offers no way
 * to end them, so after a stop they would keep the process alive and the server's memory with it.
 *
 * While `run` calls foreign code, and again while one of its timers fires, the global `setTimeout` is ours; both are
 * synchronous, so nobody else's timer can slip in.
 */
export class BorrowedTimers {
  readonly #pending = new Set<NodeJS.Timeout>();
  #stopped = false;

  /** Calls `foreign` and takes charge of the timers it starts, and of those that they start. */
  run(foreign: () => void): void {
    const genuine = globalThis.setTimeout;
    const borrowed = (callback: (...values: unknown[]) => void, delay?: number, ...values: unknown[]) => {
      const timer = genuine(() => {
        this.#pending.delete(timer);
        this.run(() => callback(...values));
      }, delay);
      this.#pending.add(timer);
      if (this.#stopped) this.stop();
      return timer;
    };
    Reflect.set(globalThis, 'setTimeout', borrowed);
    try {
      foreign();
    } finally {
      globalThis.setTimeout = genuine;
    }
  }

  /** Ends them all, and whatever they would still start. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#pending) clearTimeout(timer);
    this.#pending.clear();
  }
}
