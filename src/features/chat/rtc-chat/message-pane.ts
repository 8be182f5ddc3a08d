import { html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Chat } from '../chat.ts';
import { type ChatMessage, type ChatState, emptyChat } from '../chat-state.ts';
import type { ChatLocalizer } from '../chat-words.ts';
import { plainName } from '../shown-name.ts';
import { downIcon } from './chat-icons.ts';
import { ListKeys } from './list-keys.ts';
import { ListScroll } from './list-scroll.ts';
import { MessageList } from './message-list.ts';
import { toggleReaction } from './message-acts.ts';
import type { RowAct } from './message-row.ts';
import { spoken } from './message-facts.ts';
import { Presence } from './presence.ts';
import { UnreadLine } from './unread-line.ts';

export interface PaneHost {
  /** While one is in a call. */
  readonly chat: () => Chat | undefined;
  /** `button` is the one of the row as it is by then. */
  readonly openMenu: (message: ChatMessage, button: () => HTMLElement | undefined) => void;
  readonly failed: () => void;
}

/** The list of messages as somebody reads it: where it stands, what is read, and what is done in it. */
export class MessagePane implements ReactiveController {
  readonly list: MessageList;
  readonly #element: LitElement;
  readonly #words: ChatLocalizer;
  readonly #host: PaneHost;
  readonly #scroll: ListScroll;
  readonly #keys: ListKeys;
  readonly #presence: Presence;
  readonly #line = new UnreadLine();
  #state: ChatState = emptyChat;
  #language = '';
  #clock = new Intl.DateTimeFormat();

  constructor(element: LitElement, list: HTMLElement, words: ChatLocalizer, host: PaneHost) {
    this.#element = element;
    this.#words = words;
    this.#host = host;
    const time = (at: number) => this.#clock.format(at);
    this.list = new MessageList(list.querySelector<HTMLElement>('.rows') ?? list, { words, time, nameOf: (key) => this.#nameOf(key) });
    this.#scroll = new ListScroll(list, () => element.requestUpdate());
    this.#presence = new Presence(element, () => this.#read());
    this.#keys = new ListKeys(list, {
      list: this.list,
      spoken: (row) => this.#spoken(row),
      openMenu: (row) => this.#openMenu(row),
    });
    list.addEventListener('click', (event) => this.#clicked(event));
    element.addController(this);
  }

  hostConnected(): void {
    this.#scroll.open();
  }

  hostDisconnected(): void {
    this.#scroll.close();
  }

  show(state: ChatState): void {
    const before = this.#state;
    const isFirst = before.messages.length === 0 && state.messages.length > 0;
    this.#state = state;
    this.#line.changed(state, this.#isReading && !isFirst);
    const language = this.#words.lang();
    if (language !== this.#language) {
      this.#language = language;
      this.#clock = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
      this.list.rebuild(state.messages, this.#line.place);
    } else this.list.show(state.messages, this.#line.place);
    this.#keys.update();
    const line = isFirst && this.#line.place !== undefined ? this.list.elementOf(this.#line.place) : undefined;
    if (line) this.#scroll.reveal(line);
    else if (before.messages !== state.messages) this.#scroll.keep();
    this.#read();
  }

  /** Whoever writes has read what there is, and sees what they wrote. */
  wrote(): void {
    this.#line.clear();
    this.#scroll.toEnd();
    this.#element.requestUpdate();
  }

  reveal(row: HTMLElement): void {
    this.#scroll.reveal(row);
  }

  focus(): void {
    this.#keys.focus();
  }

  timeOf({ time }: ChatMessage): string {
    return new Intl.DateTimeFormat(this.#words.lang(), { dateStyle: 'medium', timeStyle: 'short' }).format(time);
  }

  /** For who has gone up. */
  jumpButton(): TemplateResult | typeof nothing {
    if (this.#scroll.isAtEnd) return nothing;
    const { unread } = this.#state;
    const words = unread > 0 ? this.#words.term('newMessages', unread) : '';
    return html`<button type="button" part="jump-button" class="jump ${words ? 'counted' : ''}" title=${words || this.#words.term('toLatest')} @click=${() => this.#jump()}>${words} ${downIcon}</button>`;
  }

  get #isReading(): boolean {
    return this.#presence.isSeen && this.#scroll.isAtEnd;
  }

  #read(): void {
    const last = this.#state.messages.at(-1);
    if (last && this.#state.unread > 0 && this.#isReading) this.#host.chat()?.read(last.id);
  }

  #jump(): void {
    const { unread, firstUnread } = this.#state;
    const row = unread > 0 && firstUnread !== undefined ? this.list.elementOf(firstUnread) : undefined;
    if (row) this.#scroll.reveal(row);
    else this.#scroll.toEnd();
    // The button is gone by then.
    (row ?? this.list.last)?.focus({ preventScroll: true });
    this.#read();
  }

  #clicked({ target }: Event): void {
    const pressed = (target as Element).closest<HTMLElement>('[data-act]');
    const row = pressed?.closest<HTMLElement>('.message');
    const message = pressed ? this.list.messageAt(pressed) : undefined;
    if (!pressed || !row || !message) return;
    const of = pressed.dataset['of'] ?? '';
    const acts: Readonly<Record<RowAct, () => void>> = {
      menu: () => this.#openMenu(row),
      quote: () => this.#showQuoted(of),
      react: () => this.#react(message, of),
      retry: () => this.#host.chat()?.retry(message.id),
    };
    acts[pressed.dataset['act'] as RowAct]();
  }

  #react(message: ChatMessage, emoji: string): void {
    const chat = this.#host.chat();
    if (chat) toggleReaction(chat, message, emoji).catch(() => this.#host.failed());
  }

  #showQuoted(id: string): void {
    const row = this.list.elementOf(id);
    if (!row) return;
    this.#scroll.reveal(row);
    row.focus({ preventScroll: true });
  }

  #openMenu(row: HTMLElement): void {
    const message = this.list.messageAt(row);
    if (!message || message.isDeleted) return;
    const isOnRow = row.matches(':focus');
    this.#host.openMenu(message, () => {
      const now = this.list.elementOf(message.id);
      return (isOnRow ? now : now?.querySelector<HTMLElement>('.dots')) ?? undefined;
    });
  }

  #spoken(row: HTMLElement): string {
    const message = this.list.messageAt(row);
    return message ? spoken(message, this.#clock.format(message.time), this.#words) : '';
  }

  #nameOf(key: string): string | undefined {
    const { others, messages } = this.#state;
    const author = others.find((each) => each.key === key) ?? messages.find((each) => each.author.key === key)?.author;
    return author && plainName(author.name);
  }
}
