import { html, nothing, type TemplateResult } from 'lit';
import type { CallState } from '../../core/call-state.ts';
import type { RtcErrorCode } from '../../core/errors.ts';
import type { Localize } from '../../ui/localize.ts';
import { wordsFor } from '../../ui/words/en.ts';

export interface Notice {
  readonly state: CallState;
  readonly words: Localize;
  /** The error that was last announced and is still true. */
  readonly error: RtcErrorCode | undefined;
  readonly soundBlocked: boolean;
  /** What went away has not come back for a while. */
  readonly late: boolean;
  readonly dismiss: () => void;
}

/** The one quiet line at the top. It is always there, or screen readers would not hear it change. */
export function callNotice(notice: Notice): TemplateResult {
  const content = contentOf(notice);
  return html`<div part="notice" class="notice" role="status" ?data-empty=${content === nothing}>${content}</div>`;
}

function contentOf({ state, words, error, soundBlocked, late, dismiss }: Notice): TemplateResult | string | typeof nothing {
  // The gesture anywhere in the page is what lets sound play; the button only says so.
  if (soundBlocked) return html`<button class="secondary">${words.term('playback-blocked')}</button>`;
  if (error) {
    return html`<span>${words.term(wordsFor(error))}</span>
      <button class="secondary" @click=${dismiss}>${words.term('dismiss')}</button>`;
  }
  const { status, server } = state;
  if (status.phase === 'joining') return words.term(server === 'reconnecting' ? 'server-unreachable' : 'connecting');
  if (!late) return nothing;
  if (status.phase === 'reconnecting') return words.term('reconnectingNow');
  return status.phase === 'live' && server === 'reconnecting' ? words.term('server-lost') : nothing;
}

/** Whether something is away that usually comes back by itself. */
export function isInterrupted({ status, server }: CallState): boolean {
  return status.phase === 'reconnecting' || (status.phase === 'live' && server === 'reconnecting');
}
