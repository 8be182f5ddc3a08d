import { after } from '../../../core/abort.ts';

/** How often the time that people have waited is written anew. Milliseconds. */
const clock = 10_000;

/** While somebody waits: the code of a call is fetched, and time passes on screen. */
export class Vigil {
  /** What a call on screen is made of is here. */
  hasCalls = false;
  readonly #changed: () => void;
  /** What the clock runs for. */
  #running: AbortSignal | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Somebody waits, in a stay at the desk that lasts until `signal` aborts. */
  keep(signal: AbortSignal): void {
    // What cannot be fetched now is asked for again.
    if (!this.hasCalls) this.#loadCall().catch(() => undefined);
    if (this.#running === signal) return;
    this.#running = signal;
    after(clock, signal, () => {
      this.#running = undefined;
      this.#changed();
    });
  }

  async #loadCall(): Promise<void> {
    await Promise.all([
      import('../../../elements/rtc-call/rtc-call.ts'),
      import('../../../elements/rtc-stage/rtc-stage.ts'),
      import('../../../elements/rtc-toolbar/rtc-toolbar.ts'),
    ]);
    if (this.hasCalls) return;
    this.hasCalls = true;
    this.#changed();
  }
}
