import { html, nothing, type TemplateResult } from 'lit';
import type { PastVisitor, WaitingVisitor } from '../agent-state.ts';
import type { Rating } from '../letters.ts';
import { starIcon } from './desk-icons.ts';
import type { DeskLocalizer } from './desk-words.ts';

/** Who was here before. */
export interface RecentView {
  readonly words: DeskLocalizer;
  readonly past: readonly PastVisitor[];
  /** How long this agent talked to somebody, if at all. */
  readonly secondsOf: (visitor: WaitingVisitor) => number | undefined;
}

export function deskRecent(view: RecentView): TemplateResult | typeof nothing {
  const { words, past } = view;
  if (past.length === 0) return nothing;
  return html`<section part="recent" class="recent" aria-labelledby="recent" tabindex="0">
    <h3 id="recent">${words.term('recent')}</h3>
    <ul>
      ${past.map((each) => entry(each, view))}
    </ul>
  </section>`;
}

function entry(past: PastVisitor, view: RecentView): TemplateResult {
  return html`<li part="past-visitor">
    <span class="name">${view.words.nameOf(past.visitor)}</span>
    <span class="quiet">${outcome(past, view)}</span>
    ${past.rating ? stars(past.rating, view.words) : nothing}
  </li>`;
}

function outcome({ outcome, by, visitor }: PastVisitor, { words, secondsOf }: RecentView): string {
  if (outcome === 'left') return words.term('leftQueue');
  if (outcome === 'taken') return by ? words.term('takenBy', by) : words.term('takenByAnother');
  const seconds = secondsOf(visitor);
  return seconds === undefined ? words.term('youBriefly') : words.term('youFor', words.time(seconds * 1000));
}

function stars({ stars, comment }: Rating, words: DeskLocalizer): TemplateResult {
  const all = Array.from({ length: 5 }, (_, index) => html`<span class=${index < stars ? 'star full' : 'star'}>${starIcon}</span>`);
  return html`<span part="rating" class="rating"><span class="stars">${all}</span> ${words.term('starsOf', stars)}</span>
    ${comment ? html`<span class="comment">${comment}</span>` : nothing}`;
}
