import { html, nothing, type TemplateResult } from 'lit';
import { moreIcon } from '../../../ui/icons.ts';
import type { ChatState } from '../chat-state.ts';
import type { ChatLocalizer } from '../chat-words.ts';
import { searchIcon } from './chat-icons.ts';
import { namesOf } from './message-facts.ts';

export interface HeadView {
  readonly words: ChatLocalizer;
  readonly state: ChatState;
  readonly isInCall: boolean;
  readonly search: () => void;
  readonly openOptions: (button: HTMLElement) => void;
}

/** The line at the top: with whom one writes, and what can be done with all of it. */
export function chatHead({ words, state: { others, messages }, isInCall, search, openOptions }: HeadView): TemplateResult {
  const who = others.length > 0 ? namesOf(others, words) : words.term('nobodyReads');
  const nothingThere = messages.length === 0;
  return html`<div part="head" class="top">
    <span class="who" title=${who}>${isInCall ? who : nothing}</span>
    <button type="button" part="search-button" class="quiet" title=${words.term('searchMessages')} ?disabled=${nothingThere} @click=${search}>${searchIcon}</button>
    <button
      type="button"
      part="options-button"
      class="quiet"
      title=${words.term('chatOptions')}
      aria-haspopup="true"
      ?disabled=${nothingThere}
      @click=${({ currentTarget }: Event) => openOptions(currentTarget as HTMLElement)}
    >
      ${moreIcon}
    </button>
  </div>`;
}
