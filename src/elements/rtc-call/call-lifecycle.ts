import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface Lifecycle {
  /** The element is in a page; until `signal` aborts. */
  readonly opened: (signal: AbortSignal) => void;
  /** Everything that was set on the element is known. `resume` after a return to the page in the middle of a call. */
  readonly start: (resume: boolean) => void;
  /** The page is left, and perhaps put aside. Returns whether to resume when it is shown again. */
  readonly hidden: () => boolean;
}

/** A call lives while its element is in a page that is shown. */
export class CallLifecycle implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #lifecycle: Lifecycle;
  #life: AbortController | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, lifecycle: Lifecycle) {
    this.#host = host;
    this.#lifecycle = lifecycle;
    host.addController(this);
  }

  hostConnected(): void {
    // Only moved.
    if (this.#life) return;
    this.#open(false);
  }

  hostDisconnected(): void {
    // A move in the DOM disconnects and reconnects in one task. Only a real removal hangs up.
    queueMicrotask(() => this.#host.isConnected || this.#close());
  }

  #open(resume: boolean): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    // Twice, as in insistOnAbort. Once the first has ended this life, the second is not called.
    window.addEventListener('pagehide', () => this.#hidden(), { signal });
    window.addEventListener('pagehide', () => this.#hidden(), { signal });
    this.#lifecycle.opened(signal);
    void this.#start(resume, signal);
  }

  async #start(resume: boolean, signal: AbortSignal): Promise<void> {
    if (document.readyState === 'loading') {
      await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
    }
    await this.#host.updateComplete;
    if (!signal.aborted) this.#lifecycle.start(resume);
  }

  #hidden(): void {
    const resume = this.#lifecycle.hidden();
    this.#close();
    const shown = ({ persisted }: PageTransitionEvent) => {
      // From the back-forward cache; removed meanwhile, or opened by a move, it is left alone.
      if (persisted && this.#host.isConnected && !this.#life) this.#open(resume);
    };
    window.addEventListener('pageshow', shown, { once: true });
  }

  #close(): void {
    this.#life?.abort();
    this.#life = undefined;
  }
}
