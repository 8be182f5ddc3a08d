import { after, onAbort } from '../../core/abort.ts';

export interface HeartbeatOptions {
  /** Asks the other side for an answer with this number, from 0 to 255. */
  readonly ping: (number: number) => void;
  /** Bytes that arrived on the selected candidate pair, ever; any change is a sign of life. */
  readonly bytesReceived: () => Promise<number | undefined>;
  readonly changed: (state: LinkLife) => void;
  /** An answer is late: nothing to say yet, but a good moment to look what else is wrong. */
  readonly doubted: () => void;
}

/** `silent`: say so. `dead`: build another link; this one may yet come back first. */
export type LinkLife = 'live' | 'silent' | 'dead';

const interval = 1000;
/** A timer later than this tells of a busy or throttled page, not of a silent peer. */
const lateness = 500;
/** A timer later than this tells of a machine that slept: what it wakes to may be gone. */
const sleep = 10_000;
/** An answer that takes longer than this is late, in milliseconds: then bytes are counted. */
const promptness = 500;
const doubtfulAfter = 1250;
const silentAfter = 3000;
const deadAfter = 4000;
/** What an answer may take after a sleep, or over another network; two beats. */
const wakeTime = 1500;
/** What counting bytes may take. */
const countingTime = 500;
/** Bytes without an answer: the other page is busy, not gone. */
const deafAfter = 10_000;
/** Hidden pages are throttled. */
const hiddenFactor = 3;

/** Watches one link by what arrives on it. Silence is counted by the wall clock, and only while this page is awake. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #signal: AbortSignal;
  #life: LinkLife = 'live';
  #lastTick = performance.now();
  #lastAnswer = performance.now();
  #lastByte = performance.now();
  #bytes: number | undefined;
  #number = 0;
  /** When a ping was answered after the next one had been sent. */
  #lastLate = 0;
  /** The newest ping that was answered. */
  #answered = 0;
  /** After a sleep, only the answer to this ping counts: what else arrives may have lain there all the time. */
  #awaited: number | undefined;

  constructor(options: HeartbeatOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    const timer = setInterval(() => void this.#beat(), interval);
    onAbort(signal, () => clearInterval(timer));
  }

  /** Bytes arrive, and the other page does not answer: it is busy. */
  get isDeaf(): boolean {
    return this.#life === 'live' && performance.now() - this.#lastAnswer > silentAfter * factor();
  }

  /** Just now, answers came, and late. */
  get isSlow(): boolean {
    return performance.now() - this.#lastLate < wakeTime;
  }

  /** Something the other page sent arrived. */
  heard(): void {
    if (this.#awaited !== undefined) return;
    this.#lastAnswer = this.#lastByte = performance.now();
    // What is counted next is compared with what comes after it, not with what came before.
    this.#bytes = undefined;
    this.#become('live');
  }

  /** The way there is another one than before: it is asked at once whether it leads there. */
  suspect(): void {
    this.#ask();
    this.#expectAnswer();
    this.#options.doubted();
  }

  /** The other page answered the ping of this number. */
  answered(number: number): void {
    const isLate = number !== this.#number && this.#awaited === undefined;
    this.#lastLate = isLate ? performance.now() : 0;
    // A later one says as much, and the first may be lost.
    if (this.#awaited !== undefined && ((number - this.#awaited) & 255) < 128) this.#awaited = undefined;
    this.#answered = number;
    this.heard();
  }

  async #beat(): Promise<void> {
    const now = performance.now();
    const late = now - this.#lastTick - interval;
    const isUnanswered = this.#isUnanswered;
    this.#lastTick = now;
    this.#ask();
    after(promptness, this.#signal, () => {
      if (this.#isUnanswered) void this.#countBytes();
    });
    if (late > sleep) this.#wake();
    else if (late > lateness) this.#forgive(late);
    if (isUnanswered && this.#awaited === undefined) await soon(this.#countBytes());
    if (!this.#signal.aborted) this.#judge(now);
  }

  /** While this page stood still nothing could be heard; whatever was silent before is so until something is. */
  #forgive(late: number): void {
    if (this.#life === 'live' && this.#awaited === undefined) this.#lastAnswer = this.#lastByte = this.#lastTick;
    else {
      this.#lastAnswer += late;
      this.#lastByte += late;
    }
  }

  get #isUnanswered(): boolean {
    return this.#answered !== this.#number;
  }

  #ask(): void {
    this.#number = (this.#number + 1) % 256;
    this.#options.ping(this.#number);
  }

  #wake(): void {
    this.#expectAnswer();
    this.#become('silent');
    this.#options.doubted();
  }

  /** From here on only the answer to the newest ping counts; it has as long in a hidden page. */
  #expectAnswer(): void {
    this.#awaited = this.#number;
    this.#lastAnswer = this.#lastByte = performance.now() - deadAfter + wakeTime;
  }

  async #countBytes(): Promise<void> {
    const bytes = await this.#options.bytesReceived();
    if (bytes !== undefined && this.#bytes !== undefined && bytes !== this.#bytes) this.#lastByte = performance.now();
    this.#bytes = bytes;
  }

  #judge(now: number): void {
    const patience = this.#awaited === undefined ? factor() : 1;
    const silence = now - Math.max(this.#lastAnswer, this.#lastByte);
    if (silence > doubtfulAfter && this.#life === 'live') this.#options.doubted();
    if (silence > deadAfter * patience || now - this.#lastAnswer > deafAfter * patience) this.#become('dead');
    else if (silence > silentAfter * patience) this.#become('silent');
    else if (this.#awaited === undefined) this.#become('live');
  }

  #become(life: LinkLife): void {
    if (this.#life === life || this.#signal.aborted) return;
    this.#life = life;
    this.#options.changed(life);
  }
}

/** Firefox counts for ten seconds and more when its network is another one: silence is judged all the same. */
function soon(counted: Promise<void>): Promise<void> {
  return Promise.race([counted, new Promise<void>((resolve) => setTimeout(resolve, countingTime))]);
}

function factor(): number {
  return globalThis.document?.hidden ? hiddenFactor : 1;
}
