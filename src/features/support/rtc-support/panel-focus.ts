import type { RtcCall } from '../../../elements/rtc-call/rtc-call.ts';

/** Keeps the focus where one goes on in the panel, as long as it is in there. */
export class PanelFocus {
  readonly #host: HTMLElement;
  #shownStep = '';

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  get isInside(): boolean {
    return Boolean(this.#active?.closest('dialog'));
  }

  /** The panel opens: its first step is new. */
  begin(): void {
    this.#shownStep = '';
  }

  /** Each step begins where one goes on; and what goes away does not take the focus with it. */
  follow(step: string, wasInside: boolean): void {
    if (step === this.#shownStep && !(wasInside && !this.isInside)) return;
    this.#shownStep = step;
    this.set();
  }

  /** A screen of the call takes the focus with it when it goes, and the next is there only when the call has drawn it. */
  async keep(call: RtcCall): Promise<void> {
    if (!this.isInside) return;
    await call.updateComplete;
    const panel = this.#panel;
    if (panel?.checkVisibility() && (!this.#active?.checkVisibility() || this.#active === panel)) this.set();
  }

  set(): void {
    const wanted = [...(this.#panel?.querySelectorAll<HTMLElement>('[autofocus]') ?? [])];
    // What stands in a call that has not drawn itself yet cannot take it.
    (wanted.find((each) => each.checkVisibility()) ?? this.#panel)?.focus();
  }

  get #active(): Element | null | undefined {
    return this.#host.shadowRoot?.activeElement;
  }

  get #panel(): HTMLDialogElement | null | undefined {
    return this.#host.shadowRoot?.querySelector('dialog');
  }
}
