import type { LitElement, ReactiveController } from 'lit';

/** Of a screen that the page has. */
const controls = 'button, a, input';

export type FocusedHost = LitElement & { readonly phase: string };

/** A screen of a call that goes away takes the focus with it: the one that comes has it. */
export class ScreenFocus implements ReactiveController {
  readonly #host: FocusedHost;
  #hadFocus = false;

  constructor(host: FocusedHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#hadFocus = Boolean(this.#host.shadowRoot?.activeElement);
  }

  hostUpdated(): void {
    if (this.#hadFocus) void this.#keep();
  }

  async #keep(): Promise<void> {
    const host = this.#host;
    const next = host.renderRoot.querySelector<HTMLElement & { updateComplete?: Promise<unknown> }>('rtc-toolbar, rtc-prejoin, .screen button');
    await next?.updateComplete;
    const isLost = () => document.activeElement === document.body;
    if (isLost()) next?.focus();
    // A page may have a screen of its own.
    if (isLost()) host.querySelector<HTMLElement>(`[slot=${host.phase}]:is(${controls}), [slot=${host.phase}] :is(${controls})`)?.focus();
  }
}
