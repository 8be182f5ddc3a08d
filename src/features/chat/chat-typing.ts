import { after } from '../../core/abort.ts';
import { Latest } from '../../core/latest.ts';
import type { ParticipantId } from '../../core/transport.ts';

/** For so long somebody is shown as writing after they last wrote. Milliseconds. */
const shownFor = 6000;
/** So often it is said that one writes. Milliseconds. */
const saidEvery = 3000;

/** Who is writing. */
export class Typing {
  readonly #changed: () => void;
  readonly #lifetime: AbortSignal;
  readonly #ends = new Map<ParticipantId, Latest>();
  #saidAt = Number.NEGATIVE_INFINITY;

  constructor(changed: () => void, lifetime: AbortSignal) {
    this.#changed = changed;
    this.#lifetime = lifetime;
  }

  has(id: ParticipantId): boolean {
    return this.#ends.has(id);
  }

  /** Somebody writes. */
  begin(id: ParticipantId): void {
    const end = this.#ends.get(id) ?? new Latest(this.#lifetime);
    const isNew = !this.#ends.has(id);
    this.#ends.set(id, end);
    after(shownFor, end.next(), () => {
      this.end(id);
      this.#changed();
    });
    if (isNew) this.#changed();
  }

  /** The message is there, or whoever wrote is gone. */
  end(id: ParticipantId): void {
    this.#ends.get(id)?.next();
    this.#ends.delete(id);
  }

  clear(): void {
    for (const id of [...this.#ends.keys()]) this.end(id);
    this.#saidAt = Number.NEGATIVE_INFINITY;
  }

  /** Whether it is to be said that one writes, this time. */
  isDue(): boolean {
    const now = performance.now();
    if (now - this.#saidAt < saidEvery) return false;
    this.#saidAt = now;
    return true;
  }
}
