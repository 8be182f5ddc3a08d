/** When something was written, for the order that is the same for all: a hybrid logical clock (Kulkarni et al., 2014). */
export interface Stamp {
  /** Milliseconds since the epoch, or as far ahead as whoever was heard. */
  readonly time: number;
  readonly count: number;
}

/** The last millisecond that a clock may show: whatever it says, whoever hears it can go on. */
export const lastTime = 2 ** 43;
/** Counts at one time that may be missing between what is known and what is heard. */
const longestJump = 2 ** 20;

export const beginning: Stamp = { time: 0, count: 0 };

export function compareStamps(a: Stamp, b: Stamp): number {
  return a.time - b.time || a.count - b.count;
}

/** Ahead of everything that was heard, and of the wall clock if that is further. */
export class ChatClock {
  #last: Stamp = beginning;

  tick(): Stamp {
    const now = Date.now();
    this.#last = now > this.#last.time ? { time: now, count: 0 } : { time: this.#last.time, count: this.#last.count + 1 };
    return this.#last;
  }

  /** False for what would leave no room for those who come after. */
  hear(stamp: Stamp): boolean {
    const known = stamp.time === this.#last.time ? this.#last.count : 0;
    if (stamp.time > lastTime || stamp.count > known + longestJump) return false;
    if (compareStamps(stamp, this.#last) > 0) this.#last = { time: stamp.time, count: stamp.count };
    return true;
  }
}
