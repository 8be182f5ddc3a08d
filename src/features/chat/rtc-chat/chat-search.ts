import { html, nothing, type TemplateResult } from 'lit';
import { isNamed } from '../../../elements/rtc-people/people-order.ts';
import { closeIcon } from '../../../ui/close-icon.ts';
import type { MessageId } from '../chat-state.ts';
import type { ChatLocalizer } from '../chat-words.ts';
import { nextIcon, previousIcon } from './chat-icons.ts';
import type { MessageList } from './message-list.ts';

export interface SearchHost {
  readonly list: MessageList;
  readonly words: ChatLocalizer;
  readonly reveal: (row: HTMLElement) => void;
  readonly changed: () => void;
  readonly close: () => void;
}

/** Shows only the messages that have what is searched for in them. */
export class ChatSearch {
  readonly #host: SearchHost;
  #letters = '';
  #found: readonly MessageId[] = [];
  #place: number | undefined;

  constructor(host: SearchHost) {
    this.#host = host;
  }

  /** After the messages are others, too. */
  update(): void {
    const letters = this.#letters.trim();
    this.#found = this.#host.list.filter(letters ? ({ text, author, isDeleted }) => !isDeleted && isNamed(`${text} ${author.name}`, letters) : undefined);
    if (!letters) this.#found = [];
  }

  close(): void {
    this.#letters = '';
    this.#mark(undefined);
    this.#host.list.filter(undefined);
  }

  render(): TemplateResult {
    const { words, close } = this.#host;
    const title = words.term('searchMessages');
    const count = this.#letters.trim() ? words.term('messagesFound', this.#found.length) : nothing;
    const step = (by: number) => () => this.#step(by);
    const none = this.#found.length === 0;
    return html`<search part="search" class="search" @keydown=${this.#pressed}>
      <input part="search-field" type="search" autocomplete="off" aria-label=${title} placeholder=${title} .value=${this.#letters} @input=${this.#typed} />
      <span part="found" class="found" role="status">${count}</span>
      <button type="button" part="search-button" class="quiet" title=${words.term('previousFound')} ?disabled=${none} @click=${step(-1)}>${previousIcon}</button>
      <button type="button" part="search-button" class="quiet" title=${words.term('nextFound')} ?disabled=${none} @click=${step(1)}>${nextIcon}</button>
      <button type="button" part="search-button" class="quiet" title=${words.term('closeSearch')} @click=${close}>${closeIcon}</button>
    </search>`;
  }

  readonly #typed = ({ target }: Event): void => {
    this.#letters = (target as HTMLInputElement).value;
    this.#mark(undefined);
    this.update();
    this.#host.changed();
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.key === 'Escape') this.#host.close();
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) this.#step(event.shiftKey ? 1 : -1);
    else return;
    event.preventDefault();
  };

  /** The newest first: it is what one looks for most. */
  #step(by: number): void {
    const count = this.#found.length;
    if (count === 0) return;
    this.#mark(this.#place === undefined ? (by < 0 ? count - 1 : 0) : (this.#place + by + count) % count);
  }

  #mark(place: number | undefined): void {
    const rowAt = (index: number | undefined) => this.#host.list.elementOf(this.#found[index ?? -1] ?? '');
    rowAt(this.#place)?.classList.remove('found-now');
    this.#place = place;
    const row = rowAt(place);
    row?.classList.add('found-now');
    if (row) this.#host.reveal(row);
  }
}
