/**
 * A rate limit that forgives bursts: it holds up to `capacity` tokens and regains `perSecond` of them each second.
 * Starts full.
 */
export class TokenBucket {
  readonly #capacity: number;
  readonly #perSecond: number;
  #tokens: number;
  #filledAt = performance.now();

  constructor(capacity: number, perSecond: number) {
    this.#capacity = capacity;
    this.#perSecond = perSecond;
    this.#tokens = capacity;
  }

  get isFull(): boolean {
    this.#refill();
    return this.#tokens === this.#capacity;
  }

  /** Takes `amount` tokens and says true, or takes none and says false. */
  take(amount = 1): boolean {
    this.#refill();
    if (amount > this.#tokens) return false;
    this.#tokens -= amount;
    return true;
  }

  #refill(): void {
    const now = performance.now();
    this.#tokens = Math.min(this.#capacity, this.#tokens + ((now - this.#filledAt) / 1000) * this.#perSecond);
    this.#filledAt = now;
  }
}
