import type { LitElement, ReactiveController } from 'lit';

/** Whether an element can be seen: it is in what the window shows, and the window's page is in front. */
export class Presence implements ReactiveController {
  readonly #host: LitElement;
  readonly #changed: () => void;
  #connection: AbortController | undefined;
  #isIn = false;

  constructor(host: LitElement, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  get isSeen(): boolean {
    return this.#isIn && document.visibilityState === 'visible';
  }

  hostConnected(): void {
    const { signal } = (this.#connection = new AbortController());
    const observer = new IntersectionObserver((entries) => {
      this.#isIn = entries.at(-1)?.isIntersecting ?? false;
      this.#changed();
    });
    observer.observe(this.#host);
    signal.addEventListener('abort', () => observer.disconnect());
    document.addEventListener('visibilitychange', () => this.#changed(), { signal });
  }

  hostDisconnected(): void {
    this.#connection?.abort();
    this.#isIn = false;
  }
}
