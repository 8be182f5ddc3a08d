import { childController } from './abort.ts';

/** The newest command wins: each `next()` aborts the attempt before it. */
export class Latest {
  readonly #parent: AbortSignal;
  #current: AbortController | undefined;

  constructor(parent: AbortSignal) {
    this.#parent = parent;
  }

  next(): AbortSignal {
    this.#current?.abort();
    this.#current = childController(this.#parent);
    return this.#current.signal;
  }
}
