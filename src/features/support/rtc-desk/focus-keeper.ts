import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Something that has the focus may go, and the focus with it; then it goes on where `next` says. */
export class FocusKeeper implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #next: () => readonly string[];
  #isDue = false;

  /** `next`: selectors, the best first. */
  constructor(host: ReactiveControllerHost & HTMLElement, next: () => readonly string[]) {
    this.#host = host;
    this.#next = next;
    host.addController(this);
  }

  /** Something is about to change. A call that is over draws itself anew before its surroundings do. */
  note(): void {
    this.#isDue ||= Boolean(this.#host.shadowRoot?.activeElement);
  }

  /** Something that was in use is over: whoever was nowhere goes on there too. */
  ended(): void {
    this.#isDue ||= document.activeElement === document.body;
    this.note();
  }

  hostUpdate(): void {
    this.note();
  }

  hostUpdated(): void {
    const isLost = this.#isDue && !this.#host.shadowRoot?.activeElement && document.activeElement === document.body;
    this.#isDue = false;
    if (!isLost) return;
    const found = this.#next().flatMap((selector) => this.#host.shadowRoot?.querySelector<HTMLElement>(selector) ?? []);
    found[0]?.focus();
  }
}
