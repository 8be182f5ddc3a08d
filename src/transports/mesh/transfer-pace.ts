/** How much longer than on an empty way a frame may take: what waits there waits in front of sound and pictures too. Milliseconds. */
const target = 75;
/** Bytes that may be on the way: at least, to begin with, at most. */
const windows = { least: 8192, first: 16_384, most: 4 * 1024 * 1024 } as const;
/** Bytes in a frame. The longest message that Chromium takes has 262,144, and a frame has a head. */
const frame = { least: 4096, most: 262_144 - 1024 } as const;
/** What part of a window it grows by in a round trip on an empty way, and shrinks by at most. */
const gain = 0.3;
/**
 * Of so many delays the least counts: one frame may be late for reasons of its own. To begin with, those of a whole window: the
 * connection itself begins with little, and the rest of what it is given waits for a round trip.
 */
const memory = { first: 6, later: 3 } as const;
/** How long a way without a queue is taken to be as it was; then it is emptied for so many frames, and measured. Milliseconds. */
const [lookEvery, looks] = [60_000, 4];
/** After so long a pause the way may be another. Milliseconds. */
const pause = 10_000;

/** A frame on its way. */
export interface Flight {
  readonly length: number;
  readonly sentAt: number;
  /** Before it nothing waits that came from here. */
  readonly isAlone: boolean;
}

/**
 * How many bytes may be on the way of one link, so that a transfer takes what others leave: the longer frames take
 * than on an empty way, the fewer (after LEDBAT, RFC 6817). What takes long to be read makes no difference.
 */
export class TransferPace {
  readonly #now: () => number;
  #window: number = windows.first;
  #onTheWay = 0;
  #isStarting = true;
  /** What a frame takes on an empty way, and when that was last seen. */
  #base = Infinity;
  #baseSeenAt = 0;
  #recent: number[] = [];
  #looksLeft = 0;
  #cutAt = 0;
  #arrivedAt = Number.NEGATIVE_INFINITY;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Bytes that may be on the way now. */
  get window(): number {
    return this.#looksLeft > 0 ? windows.least : this.#window;
  }

  /** Milliseconds there and back without a queue; `Infinity` until measured. */
  get roundTrip(): number {
    return this.#base;
  }

  /** How long the next frame may be; 0: it has to wait until something has arrived. */
  next(): number {
    const now = this.#now();
    if (this.#onTheWay === 0 && now - this.#arrivedAt > pause) this.#beginAnew(now);
    // Short on a narrow way, which it would block for others.
    const length = Math.min(Math.max(this.window / 8, frame.least), frame.most) | 0;
    return this.#onTheWay === 0 || this.#onTheWay + length <= this.window ? length : 0;
  }

  sent(length: number): Flight {
    this.#onTheWay += length;
    return { length, sentAt: this.#now(), isAlone: this.#looksLeft > 0 };
  }

  /** It has arrived at the other page, whatever happens to it there. */
  arrived({ length, sentAt, isAlone }: Flight): void {
    const now = this.#now();
    const isFull = this.#onTheWay >= this.window / 2;
    const delay = now - sentAt;
    this.#arrivedAt = now;
    this.#onTheWay -= length;
    if (this.#looksLeft > 0) this.#look(delay, isAlone, now);
    else if (sentAt >= this.#cutAt) this.#adapt(delay, length, isFull, now);
  }

  /** Nobody will say whether it has arrived. */
  lost({ length }: Flight): void {
    this.#onTheWay -= length;
  }

  #beginAnew(now: number): void {
    this.#window = windows.first;
    this.#isStarting = true;
    this.#base = Infinity;
    this.#baseSeenAt = now;
    this.#recent = [];
    this.#looksLeft = 0;
  }

  #adapt(delay: number, length: number, isFull: boolean, now: number): void {
    this.#recent = [...this.#recent.slice(1 - (this.#isStarting ? memory.first : memory.later)), delay];
    if (delay <= this.#base) [this.#base, this.#baseSeenAt] = [delay, now];
    const queued = Math.min(...this.#recent) - this.#base;
    if (this.#isStarting) this.#start(queued, length, isFull);
    else if (queued > 3 * target) this.#cut(delay, now);
    else {
      const change = (gain * length * (target - queued)) / Math.max(target, delay);
      if (change < 0 || isFull) this.#resize(this.#window + change);
    }
    if (now - this.#baseSeenAt > lookEvery) this.#looksLeft = looks;
  }

  /** Doubles with every round trip, until a queue shows: that is from half of what is on the way now. */
  #start(queued: number, length: number, isFull: boolean): void {
    this.#isStarting = queued < target / 2;
    if (!this.#isStarting) this.#resize(this.#window / 2);
    else if (isFull) this.#resize(this.#window + length);
  }

  /** The way has become narrow: what it carries in a round trip is in proportion. What was sent before says nothing new. */
  #cut(delay: number, now: number): void {
    this.#resize((this.#window * (this.#base + target)) / delay);
    this.#cutAt = now;
    this.#recent = [];
  }

  /** Whoever keeps a queue standing for long would take it for the way itself, and put another one on top. */
  #look(delay: number, isAlone: boolean, now: number): void {
    if (!isAlone) return;
    this.#base = this.#looksLeft === looks ? delay : Math.min(this.#base, delay);
    this.#looksLeft--;
    this.#baseSeenAt = now;
    this.#recent = [];
  }

  #resize(length: number): void {
    this.#window = Math.min(Math.max(length, windows.least), windows.most);
  }
}
