import { after } from '../../core/abort.ts';
import type { RateLimit } from '../../core/rate-limit.ts';

/** Does something at once as long as that is seldom; else a moment later, once for all that came meanwhile. */
export class Paced {
  readonly #rate: RateLimit;
  readonly #gathering: number;
  readonly #signal: AbortSignal;
  readonly #act: () => void;
  #isGathering = false;

  /** `gathering`: for so long, in milliseconds. After `signal` nothing is done any more. */
  constructor(rate: RateLimit, gathering: number, signal: AbortSignal, act: () => void) {
    this.#rate = rate;
    this.#gathering = gathering;
    this.#signal = signal;
    this.#act = act;
  }

  soon(): void {
    if (this.#isGathering) return;
    if (this.#rate.allows()) {
      this.#act();
      return;
    }
    this.#isGathering = true;
    after(this.#gathering, this.#signal, () => {
      this.#isGathering = false;
      this.#act();
    });
  }
}
