import { onAbort } from '../../core/abort.ts';

export interface HeartbeatOptions {
  /** Asks the other side for an answer. */
  readonly ping: () => void;
  /** Bytes that arrived on the selected candidate pair, ever; any change is a sign of life. */
  readonly bytesReceived: () => Promise<number | undefined>;
  readonly changed: (state: LinkLife) => void;
}

/** `silent`: say so. `dead`: build another link. */
export type LinkLife = 'live' | 'silent' | 'dead';

const interval = 1000;
/** A timer later than this tells of a sleeping page, not of a silent peer. */
const lateness = 500;
const silentAfter = 3000;
const deadAfter = 4000;
/** Bytes without an answer: the other page is busy, not gone. */
const deafAfter = 10_000;
/** Hidden pages are throttled. */
const hiddenFactor = 3;

/** Watches one link by what arrives on it. Silence is counted by the wall clock, and only while this page is awake. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #life: LinkLife = 'live';
  #lastTick = performance.now();
  #lastAnswer = performance.now();
  #lastByte = performance.now();
  #bytes: number | undefined;

  constructor(options: HeartbeatOptions, signal: AbortSignal) {
    this.#options = options;
    const timer = setInterval(() => void this.#beat(), interval);
    onAbort(signal, () => {
      clearInterval(timer);
      this.#life = 'dead';
    });
  }

  /** Something the other page sent arrived. */
  heard(): void {
    this.#lastAnswer = this.#lastByte = performance.now();
    if (this.#life === 'silent') this.#become('live');
  }

  async #beat(): Promise<void> {
    const now = performance.now();
    if (now - this.#lastTick > interval + lateness) this.#lastAnswer = this.#lastByte = now;
    this.#lastTick = now;
    this.#options.ping();
    if (now - this.#lastAnswer > interval * 1.5) await this.#countBytes();
    this.#judge(now);
  }

  async #countBytes(): Promise<void> {
    const bytes = await this.#options.bytesReceived();
    if (bytes !== undefined && this.#bytes !== undefined && bytes !== this.#bytes) this.#lastByte = performance.now();
    this.#bytes = bytes;
  }

  #judge(now: number): void {
    const factor = globalThis.document?.visibilityState === 'hidden' ? hiddenFactor : 1;
    const silence = now - Math.max(this.#lastAnswer, this.#lastByte);
    if (silence > deadAfter * factor || now - this.#lastAnswer > deafAfter * factor) this.#become('dead');
    else if (silence > silentAfter * factor) this.#become('silent');
    else this.#become('live');
  }

  #become(life: LinkLife): void {
    if (this.#life === 'dead' || this.#life === life) return;
    this.#life = life;
    this.#options.changed(life);
  }
}
