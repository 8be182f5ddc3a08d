/** Milliseconds that a drop must last before it is told: an agent whose page reloads is back within it. */
const DROP_LASTS = 1000;
/** A family's addresses are its name and a number from 0 to 15. */
const ADDRESS = /^(.+)-(?:\d|1[0-5])$/;

type Tell = (count: number) => void;

/** One family's count: the most addresses that were taken at any moment of the last second. */
class Family {
  readonly #onQuiet: () => void;
  readonly #watchers = new Set<Tell>();
  readonly #recent = new Map<number, NodeJS.Timeout>();
  #taken = 0;

  /** @param onQuiet - Called when nothing is left to know of it. */
  constructor(onQuiet: () => void) {
    this.#onQuiet = onQuiet;
  }

  take(): void {
    this.#change(() => (this.#taken += 1));
  }

  free(): void {
    this.#linger(this.#taken);
    this.#taken -= 1;
  }

  watch(tell: Tell): () => void {
    this.#watchers.add(tell);
    tell(this.#count);
    return () => {
      this.#watchers.delete(tell);
      this.#forgetIfQuiet();
    };
  }

  get #count(): number {
    return Math.max(this.#taken, ...this.#recent.keys());
  }

  #linger(count: number): void {
    clearTimeout(this.#recent.get(count));
    const timer = setTimeout(() => {
      this.#change(() => this.#recent.delete(count));
      this.#forgetIfQuiet();
    }, DROP_LASTS);
    this.#recent.set(count, timer.unref());
  }

  #change(change: () => void): void {
    const before = this.#count;
    change();
    const after = this.#count;
    if (after !== before) for (const tell of this.#watchers) tell(after);
  }

  #forgetIfQuiet(): void {
    if (this.#taken === 0 && this.#recent.size === 0 && this.#watchers.size === 0) this.#onQuiet();
  }
}

/**
 * How many addresses of a family (`desk-0` to `desk-15` of `desk`) are taken, told to whoever watches. A rise is told at
 * once; a drop after a second, unless it was made good by then, by whichever address.
 */
export class Presence {
  readonly #families = new Map<string, Family>();

  /** An id nobody had was claimed. */
  taken(id: string): void {
    this.#familyOf(id)?.take();
  }

  /** An id that was taken is nobody's again. */
  freed(id: string): void {
    this.#familyOf(id)?.free();
  }

  /** Calls `tell` at once and at each change, until the function it returns is called. */
  watch(family: string, tell: Tell): () => void {
    return this.#find(family).watch(tell);
  }

  #familyOf(id: string): Family | undefined {
    const [, family] = ADDRESS.exec(id) ?? [];
    return family === undefined ? undefined : this.#find(family);
  }

  #find(name: string): Family {
    const family = this.#families.get(name) ?? new Family(() => this.#families.delete(name));
    this.#families.set(name, family);
    return family;
  }
}
