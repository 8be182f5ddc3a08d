import { html, nothing, type TemplateResult } from 'lit';
import type { DeskLocalizer } from './desk-words.ts';

/** The line at the top of a desk. */
export interface HeaderView {
  readonly words: DeskLocalizer;
  readonly desk: string;
  readonly name: string;
  readonly isVerified: boolean;
  readonly isAway: boolean;
  readonly isServing: boolean;
  /** Visitors can see that somebody is there. */
  readonly isReachable: boolean;
  readonly isMuted: boolean;
  readonly canAsk: boolean;
  readonly setAway: (away: boolean) => void;
  readonly mute: (muted: boolean) => void;
  readonly ask: () => void;
  readonly signOut: () => void;
}

export function deskHeader(view: HeaderView): TemplateResult {
  const { words, desk, name, isAway, isMuted, canAsk, isVerified } = view;
  const status = statusOf(view);
  return html`<header part="header">
      <div class="titles">
        <h2>${desk || words.term('supportDesk')}</h2>
        <p part="agent-name" class="quiet">${name}</p>
      </div>
      <div class="controls">
        <span part="status" class="status ${status}">${words.term(status)}</span>
        <button part="availability" class="switch" role="switch" aria-checked=${isAway ? 'false' : 'true'} @click=${() => view.setAway(!isAway)}>
          <span class="track"></span>${words.term('availability')}
        </button>
        <button part="mute-button" class="secondary toggle" aria-pressed=${isMuted ? 'true' : 'false'} @click=${() => view.mute(!isMuted)}>
          ${words.term('muteRing')}
        </button>
        ${canAsk ? html`<button part="notify-button" class="secondary" @click=${view.ask}>${words.term('notifyMe')}</button>` : nothing}
        <button part="sign-out-button" class="secondary" @click=${view.signOut}>${words.term('signOut')}</button>
      </div>
    </header>
    ${isVerified ? nothing : html`<p part="unverified" class="bar">${words.term('unverified')}</p>`}`;
}

function statusOf({ isServing, isReachable, isAway }: HeaderView): 'inCall' | 'notOnline' | 'away' | 'online' {
  if (isServing) return 'inCall';
  if (!isReachable) return 'notOnline';
  return isAway ? 'away' : 'online';
}
