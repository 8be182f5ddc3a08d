import { nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { type CallState, isInCall } from '../../core/call-state.ts';
import { load } from '../../registry.ts';
import type { Localize } from '../../ui/localize.ts';
import type { CallPanel } from './call-panel.ts';

export type PanelHost = ReactiveControllerHost & HTMLElement;

/** The panel beside the tiles; its code comes with the first one that opens. */
export class CallPanels {
  readonly #host: PanelHost;
  #panel: CallPanel | undefined;
  #loading: Promise<void> | undefined;

  constructor(host: PanelHost) {
    this.#host = host;
  }

  /** `close` says that none is to be open. */
  render(state: CallState, words: Localize, close: () => void): TemplateResult | typeof nothing {
    const name = isInCall(state) ? state.view.panel : '';
    if (name) load(`rtc-${name}`);
    if (name && !this.#panel) this.#load();
    return this.#panel?.render(name, words, close) ?? nothing;
  }

  /** What cannot be loaded is asked for again the next time. */
  #load(): void {
    this.#loading ??= import('./call-panel.ts')
      .then(({ CallPanel }) => {
        this.#panel = new CallPanel(this.#host);
        this.#host.requestUpdate();
      })
      .catch(() => (this.#loading = undefined));
  }
}
