import { html, nothing, type TemplateResult } from 'lit';
import { closeIcon } from '../../../ui/close-icon.ts';
import type { ChatMessage } from '../chat-state.ts';
import type { ChatLocalizer } from '../chat-words.ts';
import { authorName } from '../shown-name.ts';
import { excerpt } from './message-facts.ts';

/** What is written: a message, perhaps in answer to another, or other words for one's own. */
export type Mode = { readonly kind: 'write'; readonly answered: ChatMessage | undefined } | { readonly kind: 'edit'; readonly message: ChatMessage };

export const writing: Mode = { kind: 'write', answered: undefined };

/** Which message is answered, or edited, and the button that leaves it. */
export function aboutMode(mode: Mode, words: ChatLocalizer, leave: () => void): TemplateResult | typeof nothing {
  if (mode.kind === 'write' && !mode.answered) return nothing;
  const message = mode.kind === 'edit' ? mode.message : mode.answered;
  const title = mode.kind === 'edit' || !message ? words.term('editsMessage') : words.term('answersTo', authorName(message.author, words));
  return html`<div part="about" class="about">
    <div class="about-text"><strong>${title}</strong> <span dir="auto">${message ? excerpt(message, words) : nothing}</span></div>
    <button type="button" part="cancel-button" class="quiet" title=${words.term('stopThat')} @click=${leave}>${closeIcon}</button>
  </div>`;
}
