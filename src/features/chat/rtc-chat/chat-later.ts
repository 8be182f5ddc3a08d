import type { ReactiveControllerHost } from 'lit';
import type { ChatMessage } from '../chat-state.ts';
import type { ChatLocalizer } from '../chat-words.ts';
import type { ChatOptions } from './chat-options.ts';
import type { ChatSearch } from './chat-search.ts';
import type { EmojiPicker } from './emoji-picker.ts';
import type { AboutMessage, MessageMenu } from './message-menu.ts';
import type { MessagePane } from './message-pane.ts';

type Button = () => HTMLElement | undefined;

/** What a chat can do beside reading and writing; the code of each comes when somebody wants it. */
export class ChatLater {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #words: ChatLocalizer;
  #menu: MessageMenu | undefined;
  #emoji: EmojiPicker | undefined;
  #options: ChatOptions | undefined;
  #search: ChatSearch | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, words: ChatLocalizer) {
    this.#host = host;
    this.#words = words;
  }

  /** While it is open. */
  get search(): ChatSearch | undefined {
    return this.#search;
  }

  async openMenu(message: ChatMessage, about: AboutMessage, button: Button): Promise<void> {
    const { MessageMenu } = await import('./message-menu.ts');
    this.#menu ??= new MessageMenu(this.#root, this.#words);
    this.#menu.open(message, about, button);
  }

  async pickEmoji(button: Button, chosen: (emoji: string) => void): Promise<void> {
    const { EmojiPicker } = await import('./emoji-picker.ts');
    this.#emoji ??= new EmojiPicker(this.#root, this.#words);
    this.#emoji.open(button, chosen);
  }

  async openOptions(button: Button, forget: () => void): Promise<void> {
    const { ChatOptions } = await import('./chat-options.ts');
    this.#options ??= new ChatOptions(this.#root, this.#words, forget);
    this.#options.open(button);
  }

  /** In what a pane shows. The focus goes into the field, and afterwards to the button. */
  async openSearch(pane: MessagePane): Promise<void> {
    const { ChatSearch } = await import('./chat-search.ts');
    this.#search ??= new ChatSearch({
      list: pane.list,
      words: this.#words,
      reveal: (row) => pane.reveal(row),
      changed: () => this.#host.requestUpdate(),
      close: () => this.#closeSearch(),
    });
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#focus('search-field');
  }

  #closeSearch(): void {
    this.#search?.close();
    this.#search = undefined;
    this.#host.requestUpdate();
    this.#focus('search-button');
  }

  #focus(part: string): void {
    this.#root.querySelector<HTMLElement>(`[part="${part}"]`)?.focus();
  }

  /** It is drawn: something in it was pressed. */
  get #root(): ShadowRoot {
    return this.#host.shadowRoot ?? this.#host.attachShadow({ mode: 'open' });
  }
}
