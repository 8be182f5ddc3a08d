import type { RtcError } from '../../../core/errors.ts';

interface Waiting {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: RtcError) => void;
}

/** What whoever starts a call waits for: an agent in it. */
export class AwaitedAnswer {
  #waiting: Waiting | undefined;

  /** Undefined while nobody waits. */
  get promise(): Promise<void> | undefined {
    return this.#waiting?.promise;
  }

  /** Somebody waits from now on. */
  begin(): Promise<void> {
    let [resolve, reject]: [() => void, (error: RtcError) => void] = [() => undefined, () => undefined];
    const promise = new Promise<void>((onResolve, onReject) => ([resolve, reject] = [onResolve, onReject]));
    // Whoever clicked reads it in the panel.
    promise.catch(() => undefined);
    this.#waiting = { promise, resolve, reject };
    return promise;
  }

  came(): void {
    this.#waiting?.resolve();
  }

  /** It does not come; the next who starts a call waits anew. */
  fail(error: RtcError): void {
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }
}
