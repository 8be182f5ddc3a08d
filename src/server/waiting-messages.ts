/** How much may wait for absent ids. */
export interface WaitingLimits {
  /** Messages for one id. Fifteen others who each redial a lost tab send about ten. */
  readonly perDestination: number;
  /** Bytes for one id. Below the backlog a socket may have: whoever claims the id gets all of it at once. */
  readonly bytesPerDestination: number;
  /** Messages for all ids together. */
  readonly overall: number;
  /** Bytes for all ids together. */
  readonly bytesOverall: number;
}

const LIMITS: WaitingLimits = {
  perDestination: 256,
  bytesPerDestination: 512 * 1024,
  overall: 10_000,
  bytesOverall: 32 * 1024 * 1024,
};

interface Queue {
  readonly since: number;
  messages: number;
  bytes: number;
}

/**
 * Keeps count of what `peer` holds for ids nobody has claimed. Its queues have no bound and cannot be looked at from
 * outside, so each message is counted here first and refused when the count says full.
 */
export class WaitingMessages {
  readonly #lifetime: number;
  readonly #limits: WaitingLimits;
  // In the order of their first message, which is the order in which they expire.
  readonly #queues = new Map<string, Queue>();
  #messages = 0;
  #bytes = 0;

  /** @param lifetime - Milliseconds after its first message at which `peer` has surely emptied a queue. */
  constructor(lifetime: number, limits: WaitingLimits = LIMITS) {
    this.#lifetime = lifetime;
    this.#limits = limits;
  }

  /** Counts one more message for an absent id and says true, or false when it must not be queued. */
  admit(destination: string, bytes: number): boolean {
    this.#forgetExpired();
    const queue = this.#queues.get(destination) ?? { since: performance.now(), messages: 0, bytes: 0 };
    const fits =
      queue.messages < this.#limits.perDestination &&
      queue.bytes + bytes <= this.#limits.bytesPerDestination &&
      this.#messages < this.#limits.overall &&
      this.#bytes + bytes <= this.#limits.bytesOverall;
    if (!fits) return false;
    queue.messages += 1;
    queue.bytes += bytes;
    this.#messages += 1;
    this.#bytes += bytes;
    this.#queues.set(destination, queue);
    return true;
  }

  /** The id was claimed, and its queue delivered. */
  release(destination: string): void {
    const queue = this.#queues.get(destination);
    if (!queue) return;
    this.#queues.delete(destination);
    this.#messages -= queue.messages;
    this.#bytes -= queue.bytes;
  }

  #forgetExpired(): void {
    const expired = performance.now() - this.#lifetime;
    for (const [destination, queue] of this.#queues) {
      if (queue.since > expired) return;
      this.release(destination);
    }
  }
}
