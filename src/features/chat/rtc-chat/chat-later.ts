import type { ReactiveControllerHost } from 'lit';
import type { ChatMessage } from '../chat-state.ts';
import type { ChatLocalizer } from '../chat-words.ts';
import type { ChatOptions } from './chat-options.ts';
import type { ChatSearch, SearchHost } from './chat-search.ts';
import type { EmojiPicker } from './emoji-picker.ts';
import type { MessageActs, MessageMenu } from './message-menu.ts';

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

  async openMenu(message: ChatMessage, about: { readonly time: string; readonly isUsable: boolean }, button: Button, acts: MessageActs): Promise<void> {
    const { MessageMenu } = await import('./message-menu.ts');
    this.#menu ??= new MessageMenu(this.#root, this.#words);
    this.#menu.open(message, { ...about, acts }, button);
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

  async openSearch(host: SearchHost): Promise<void> {
    const { ChatSearch } = await import('./chat-search.ts');
    this.#search ??= new ChatSearch(host);
    this.#host.requestUpdate();
  }

  closeSearch(): void {
    this.#search?.close();
    this.#search = undefined;
    this.#host.requestUpdate();
  }

  /** It is drawn: something in it was pressed. */
  get #root(): ShadowRoot {
    return this.#host.shadowRoot ?? this.#host.attachShadow({ mode: 'open' });
  }
}
