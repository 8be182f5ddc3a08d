import { moveByArrows } from '../../../ui/arrow-keys.ts';
import type { ChatMessage } from '../chat-state.ts';
import type { ChatLocalizer } from '../chat-words.ts';
import { made } from './made.ts';
import { statusOf } from './message-facts.ts';
import { openPopup } from './popup.ts';

/** What can be done about a message. */
export interface MessageActs {
  readonly reply: (message: ChatMessage) => void;
  readonly react: (message: ChatMessage, emoji: string) => void;
  readonly otherEmoji: (message: ChatMessage) => void;
  readonly copy: (message: ChatMessage) => void;
  readonly edit: (message: ChatMessage) => void;
  readonly delete: (message: ChatMessage) => void;
  readonly retry: (message: ChatMessage) => void;
}

export interface AboutMessage {
  /** When it was written, in words. */
  readonly time: string;
  /** One is in the call, where more can be done than to read. */
  readonly isUsable: boolean;
  readonly acts: MessageActs;
}

const usual = ['👍', '❤️', '😂', '😮', '👏', '🎉'];

/** The menu of a message; there is one, for whichever it is opened. */
export class MessageMenu {
  readonly #popup: HTMLElement;
  readonly #words: ChatLocalizer;

  constructor(root: ShadowRoot, words: ChatLocalizer) {
    this.#words = words;
    this.#popup = made('div', { part: 'menu', class: 'menu', attributes: { popover: '', role: 'menu' } });
    this.#popup.addEventListener('keydown', (event) => this.#pressed(event));
    root.append(this.#popup);
  }

  open(message: ChatMessage, { time, isUsable, acts }: AboutMessage, button: () => HTMLElement | undefined): void {
    const words = this.#words;
    const own = message.author.isLocal;
    const failed = message.delivery?.state === 'failed';
    const items = [
      isUsable && this.#item(words.term('reply'), () => acts.reply(message)),
      failed && isUsable && this.#item(words.term('sendAgain'), () => acts.retry(message)),
      this.#item(words.term('copyText'), () => acts.copy(message)),
      own && isUsable && this.#item(words.term('editMessage'), () => acts.edit(message)),
      own && isUsable && this.#item(words.term('deleteMessage'), () => acts.delete(message), 'danger'),
    ];
    const about = [time, statusOf(message, words)].filter(Boolean).join(' · ');
    const content = [isUsable && this.#emoji(message, acts), ...items, made('div', { class: 'about-message', attributes: { role: 'presentation' } }, about)];
    this.#popup.ariaLabel = words.term('messageActions');
    this.#popup.replaceChildren(...content.filter((each) => each !== false));
    openPopup(this.#popup, button);
  }

  #emoji(message: ChatMessage, acts: MessageActs): HTMLElement {
    const words = this.#words;
    const react = (emoji: string) => {
      const item = this.#item(emoji, () => acts.react(message, emoji), 'emoji-item');
      item.ariaLabel = words.term('reactWith', emoji);
      return item;
    };
    const more = this.#item('+', () => acts.otherEmoji(message), 'emoji-item');
    more.ariaLabel = more.title = words.term('otherEmoji');
    return made('div', { class: 'quick', attributes: { role: 'presentation' } }, ...usual.map(react), more);
  }

  #item(label: string, act: () => void, kind = ''): HTMLButtonElement {
    const item = made('button', { part: 'menu-item', class: `item ${kind}`, attributes: { type: 'button', role: 'menuitem', tabindex: '-1' } }, label);
    item.addEventListener('click', () => {
      // The focus goes back first: what is done may want it elsewhere.
      this.#popup.hidePopover();
      act();
    });
    return item;
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key === 'Tab') this.#popup.hidePopover();
    const all = [...this.#popup.querySelectorAll<HTMLElement>('[role=menuitem]')];
    const quick = all.filter((each) => each.matches('.emoji-item'));
    const path = event.composedPath();
    const isQuick = quick.some((each) => path.includes(each));
    if (isQuick && /^Arrow(Left|Right)$/.test(event.key)) return void moveByArrows(event, quick, 'row');
    // The emoji are one line of the menu.
    const lines = all.filter((each) => !quick.includes(each) || (isQuick ? path.includes(each) : each === quick[0]));
    moveByArrows(event, lines, 'column');
  }
}
