import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { cameraIcon, microphoneIcon } from '../../../ui/icons.ts';
import type { WaitingVisitor } from '../agent-state.ts';
import { messageIcon } from './desk-icons.ts';
import type { DeskLocalizer } from './desk-words.ts';

/** Who waits. */
export interface QueueView {
  readonly words: DeskLocalizer;
  readonly waiting: readonly WaitingVisitor[];
  /** In milliseconds since the epoch. */
  readonly now: number;
  readonly search: string;
  /** Whose details are shown. */
  readonly chosen: WaitingVisitor | undefined;
  /** One call at a time. */
  readonly isServing: boolean;
  readonly setSearch: (text: string) => void;
  readonly choose: (visitor: WaitingVisitor) => void;
  readonly answer: (id?: string) => void;
}

/** More rows nobody reads. */
const mostRows = 50;
/** Above this many it is worth searching. */
const mostSeen = 10;

const icons = { video: cameraIcon, audio: microphoneIcon, chat: messageIcon } as const;

export function deskQueue(view: QueueView): TemplateResult {
  const { words, waiting, isServing, answer } = view;
  const button = html`<button part="answer-next-button" class="primary next" @click=${() => answer()}>${words.term('answerNext')}</button>`;
  return html`<section part="queue" class="queue" aria-labelledby="waiting">
    <h3 id="waiting" tabindex="-1">${words.term('waitingHeading', waiting.length)}</h3>
    ${waiting.length > 0 && !isServing ? button : nothing}
    ${waiting.length > mostSeen || view.search ? searchField(view) : nothing}
    ${waiting.length > 0 ? rows(view) : html`<p part="empty" class="quiet">${words.term('nobodyWaits')}</p>`}
  </section>`;
}

function searchField({ words, search, setSearch }: QueueView): TemplateResult {
  const input = ({ currentTarget }: Event) => setSearch((currentTarget as HTMLInputElement).value);
  const label = words.term('search');
  return html`<input part="search-field" type="search" aria-label=${label} placeholder=${label} .value=${search} @input=${input} />`;
}

function rows(view: QueueView): TemplateResult {
  const { words, waiting, search } = view;
  const found = search ? waiting.filter((visitor) => fits(visitor, search, words)) : waiting;
  const rest = found.length - mostRows;
  if (found.length === 0) return html`<p part="empty" class="quiet">${words.term('noneFound')}</p>`;
  return html`<ol part="queue-list">
      ${repeat(found.slice(0, mostRows), ({ id }) => id, (visitor) => row(visitor, view))}
    </ol>
    ${rest > 0 ? html`<p part="rest" class="quiet">${words.term('andMore', rest)}</p>` : nothing}`;
}

function row(visitor: WaitingVisitor, view: QueueView): TemplateResult {
  const { words, isServing, chosen, choose, answer } = view;
  if (isServing) return html`<li part="visitor"><div class="who">${facts(visitor, view)}</div></li>`;
  const name = words.nameOf(visitor);
  return html`<li part="visitor">
    <button class="who" aria-current=${visitor.id === chosen?.id ? 'true' : nothing} @click=${() => choose(visitor)}>${facts(visitor, view)}</button>
    <button part="answer-button" class="secondary" aria-label=${words.term('answerWhom', name)} @click=${() => answer(visitor.id)}>
      ${words.term('answer')}
    </button>
  </li>`;
}

function facts(visitor: WaitingVisitor, { words, now }: QueueView): TemplateResult {
  const { mode, topic, title } = visitor.request;
  const waited = now - visitor.since;
  return html`<span part="visitor-name" class="name">${words.nameOf(visitor)}</span>
    <span class="time">${waited < 60_000 ? words.term('justNow') : words.time(waited)}</span>
    <span class="topic">${topic}</span>
    <span class="where"><span class="mode">${icons[mode]}${words.term(mode)}</span> <span class="title">${title}</span></span>`;
}

function fits(visitor: WaitingVisitor, search: string, words: DeskLocalizer): boolean {
  const { topic, page, title } = visitor.request;
  const text = [words.nameOf(visitor), topic, page, title].join(' ').toLocaleLowerCase(words.lang());
  return text.includes(search.trim().toLocaleLowerCase(words.lang()));
}
