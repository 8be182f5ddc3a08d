import { html, type TemplateResult } from 'lit';
import type { Rect } from './best-grid.ts';
import { nextIcon, previousIcon } from './stage-icons.ts';
import type { StageLocalizer } from './stage-words.ts';

export interface PagerView {
  readonly place: Rect & { readonly stacked: boolean };
  readonly page: number;
  readonly pages: number;
  /** Who speaks on an earlier, or a later page: nobody is moved for it. */
  readonly speaksBefore: string;
  readonly speaksAfter: string;
  readonly words: StageLocalizer;
  readonly rightToLeft: boolean;
  /** By so many pages. */
  readonly turn: (by: number) => void;
}

/** Turns the pages of tiles, by click and by key. */
export function stagePager(view: PagerView): TemplateResult {
  const { place, page, pages, words, turn } = view;
  const button = (by: 1 | -1, icon: TemplateResult, label: string, speaks: string) => {
    const isLast = by > 0 ? page === pages - 1 : page === 0;
    const all = speaks ? `${label}, ${words.term('speaks', speaks)}` : label;
    // Not "disabled": on the last page, the button that led there would lose the focus.
    return html`<button
      part="pager-button"
      class=${speaks ? 'speaking' : ''}
      title=${all}
      aria-disabled=${isLast}
      @click=${() => !isLast && turn(by)}
    >
      ${icon}
    </button>`;
  };
  return html`<nav
    part="pager"
    class=${place.stacked ? 'pager stacked' : 'pager'}
    aria-label=${words.term('pages')}
    .style=${`left: ${place.x}px; top: ${place.y}px; width: ${place.width}px; height: ${place.height}px`}
    @keydown=${(event: KeyboardEvent) => turnByKey(event, view)}
  >
    ${button(-1, previousIcon, words.term('previousPage'), view.speaksBefore)}
    <span role="status" dir="auto">${words.term('pageOf', page + 1, pages)}</span>
    ${button(1, nextIcon, words.term('nextPage'), view.speaksAfter)}
  </nav>`;
}

function turnByKey(event: KeyboardEvent, { turn, rightToLeft, page, pages }: PagerView): void {
  const onwards = rightToLeft ? -1 : 1;
  const by = { ArrowRight: onwards, ArrowLeft: -onwards, PageDown: 1, PageUp: -1, Home: -page, End: pages - 1 - page }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  turn(by);
}
