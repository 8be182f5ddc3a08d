type Subtle = Record<string, (...parameters: unknown[]) => Promise<unknown>>;

/**
 * Time in the hand of a test: timers, `performance.now` and `Date.now` go on only when the test says so. What WebCrypto does
 * takes no time, but is waited for.
 */
export class FakeTime {
  #now = 1000;
  readonly #timers = new Map<number, () => void>();
  /** When whose turn is, the next first; who was cancelled is still among them. */
  readonly #queue = new TimerQueue();
  #ids = 0;
  #busy = 0;
  readonly #real = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    now: performance.now.bind(performance),
    date: Date.now,
    subtle: {} as Subtle,
  };
  readonly #epoch = Date.now();

  get now(): number {
    return this.#now;
  }

  start(): void {
    // Time does not go back for what was made before.
    this.#now = Math.max(this.#now, Math.ceil(performance.now()));
    Object.assign(globalThis, {
      setTimeout: (action: () => void, milliseconds = 0) => {
        this.#timers.set(++this.#ids, action);
        this.#queue.add({ at: this.#now + milliseconds, id: this.#ids });
        return this.#ids;
      },
      clearTimeout: (id: number) => this.#timers.delete(id),
    });
    performance.now = () => this.#now;
    Date.now = () => Math.floor(this.#epoch + this.#now);
    const subtle = Object.getPrototypeOf(crypto.subtle) as Subtle;
    for (const name of ['encrypt', 'decrypt', 'sign', 'verify', 'digest', 'generateKey', 'deriveKey', 'deriveBits', 'importKey', 'exportKey']) {
      const real = subtle[name];
      if (!real) continue;
      this.#real.subtle[name] = real;
      subtle[name] = (...parameters: unknown[]) => {
        this.#busy++;
        return real.apply(crypto.subtle, parameters).finally(() => this.#busy--);
      };
    }
  }

  stop(): void {
    Object.assign(globalThis, { setTimeout: this.#real.setTimeout, clearTimeout: this.#real.clearTimeout });
    performance.now = this.#real.now;
    Date.now = this.#real.date;
    Object.assign(Object.getPrototypeOf(crypto.subtle) as object, this.#real.subtle);
  }

  /** Lets so many milliseconds pass, each timer in its turn. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await this.settle();
    for (;;) {
      const { next } = this.#queue;
      if (!next || next.at > end) break;
      this.#queue.shift();
      const action = this.#timers.get(next.id);
      if (!action) continue;
      this.#timers.delete(next.id);
      this.#now = Math.max(this.#now, next.at);
      action();
      await this.settle();
    }
    this.#now = end;
  }

  /** Everything that needs no time has happened. */
  async settle(): Promise<void> {
    let quiet = 0;
    while (quiet < 2) {
      await new Promise((resolve) => setImmediate(resolve));
      quiet = this.#busy === 0 ? quiet + 1 : 0;
    }
  }
}

interface Turn {
  readonly at: number;
  readonly id: number;
}

/** A binary heap: a crowd has many timers. */
class TimerQueue {
  readonly #turns: Turn[] = [];

  get next(): Turn | undefined {
    return this.#turns[0];
  }

  add(turn: Turn): void {
    const turns = this.#turns;
    let place = turns.push(turn) - 1;
    for (let parent = (place - 1) >> 1; place > 0 && isBefore(turn, turns[parent]!); parent = (place - 1) >> 1) {
      turns[place] = turns[parent]!;
      place = parent;
    }
    turns[place] = turn;
  }

  shift(): void {
    const turns = this.#turns;
    const last = turns.pop();
    if (!last || turns.length === 0) return;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child + 1 < turns.length && isBefore(turns[child + 1]!, turns[child]!)) child++;
      if (child >= turns.length || !isBefore(turns[child]!, last)) break;
      turns[place] = turns[child]!;
      place = child;
    }
    turns[place] = last;
  }
}

function isBefore(a: Turn, b: Turn): boolean {
  return a.at < b.at || (a.at === b.at && a.id < b.id);
}
