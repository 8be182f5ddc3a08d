/** One immutable state and those who watch it. */
export class Store<State extends object> {
  #state: Readonly<State>;
  readonly #watchers = new Set<(state: Readonly<State>) => void>();

  constructor(initial: State) {
    this.#state = Object.freeze({ ...initial });
  }

  get state(): Readonly<State> {
    return this.#state;
  }

  /** Replaces the fields in `patch`. A patch that changes nothing tells nobody. */
  update(patch: Partial<State>): void {
    const keys = Object.keys(patch) as (keyof State)[];
    if (keys.every((key) => Object.is(patch[key], this.#state[key]))) return;
    this.#state = Object.freeze({ ...this.#state, ...patch });
    for (const watcher of [...this.#watchers]) {
      // One that was called before may have ended it.
      if (this.#watchers.has(watcher)) watcher(this.#state);
    }
  }

  /** Calls `watcher` after every change until `signal` aborts. */
  watch(watcher: (state: Readonly<State>) => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    // A function of this watch alone: the same watcher may be here twice.
    const own = (state: Readonly<State>) => watcher(state);
    this.#watchers.add(own);
    signal.addEventListener('abort', () => this.#watchers.delete(own), { once: true });
  }
}
