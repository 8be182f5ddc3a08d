import { after } from '../../core/abort.ts';
import { Latest } from '../../core/latest.ts';

/** A moment that comes unless what it is for is over, or something else, before. */
export class Deadline {
  readonly #latest: Latest;
  #awaited: string | undefined;

  constructor(parent: AbortSignal) {
    this.#latest = new Latest(parent);
  }

  /** Waits for `awaited`, and not anew if it already does; undefined waits for nothing. */
  set(awaited: string | undefined, milliseconds: number, passed: () => void): void {
    if (awaited === this.#awaited) return;
    this.#awaited = awaited;
    const signal = this.#latest.next();
    if (awaited !== undefined) after(milliseconds, signal, passed);
  }
}
