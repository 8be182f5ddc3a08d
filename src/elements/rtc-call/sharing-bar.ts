import { html, nothing, type TemplateResult } from 'lit';
import type { CallState } from '../../core/call-state.ts';
import type { Localize } from '../../ui/localize.ts';

/** Says, as long as it is so, that others see one's screen, with the way to end it. */
export function sharingBar({ screen, screenIsStale }: CallState, words: Localize, stop: () => void): TemplateResult | typeof nothing {
  if (screen !== 'on') return nothing;
  return html`<div part="sharing-notice" class="sharing">
    <span>${words.term(screenIsStale ? 'sharingNothing' : 'sharing')}</span>
    <button part="stop-sharing-button" class="secondary" @click=${stop}>${words.term('stopSharing')}</button>
  </div>`;
}
