/** Milliseconds a departure is remembered: longer than anybody waits for somebody who is silent. */
const MEMORY = 10 * 60_000;
const MOST = 20_000;

/**
 * The ids whose socket was closed by its own side. Of any other id that nobody holds it cannot be said that its holder is
 * gone: its network may be cut, its machine asleep, or this server too young to know it.
 */
export class Departures {
  /** The time of each, by `performance.now()`; the oldest first. */
  readonly #closed = new Map<string, number>();

  add(id: string): void {
    this.#closed.delete(id);
    this.#closed.set(id, performance.now());
    const [[oldest, since] = ['', 0]] = this.#closed;
    if (this.#closed.size > MOST || performance.now() - since > MEMORY) this.#closed.delete(oldest);
  }

  remove(id: string): void {
    this.#closed.delete(id);
  }

  has(id: string): boolean {
    return performance.now() - (this.#closed.get(id) ?? Number.NEGATIVE_INFINITY) < MEMORY;
  }
}
