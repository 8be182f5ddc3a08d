import { moveByArrows } from '../../../ui/arrow-keys.ts';
import type { ChatLocalizer } from '../chat-words.ts';
import { made } from './made.ts';
import { openPopup } from './popup.ts';

/** The menu of the chat as a whole: what can be forgotten, once somebody says so twice. */
export class ChatOptions {
  readonly #popup: HTMLElement;
  readonly #words: ChatLocalizer;
  readonly #forget: () => void;

  constructor(root: ShadowRoot, words: ChatLocalizer, forget: () => void) {
    this.#words = words;
    this.#forget = forget;
    this.#popup = made('div', { part: 'menu', class: 'menu', attributes: { popover: '', role: 'group' } });
    this.#popup.addEventListener('keydown', (event) => moveByArrows(event, [...this.#popup.querySelectorAll('button')], 'column'));
    root.append(this.#popup);
  }

  open(button: () => HTMLElement | undefined): void {
    const words = this.#words;
    this.#popup.ariaLabel = words.term('chatOptions');
    this.#popup.replaceChildren(this.#item(words.term('forgetChat'), () => this.#ask()));
    openPopup(this.#popup, button);
  }

  #ask(): void {
    const words = this.#words;
    const hint = made('p', { class: 'hint', attributes: { id: 'forget-hint' } }, words.term('forgetHint'));
    const keep = this.#item(words.term('stopThat'), () => this.#popup.hidePopover());
    const forget = this.#item(words.term('forgetIt'), () => {
      this.#popup.hidePopover();
      this.#forget();
    });
    forget.classList.add('danger');
    forget.setAttribute('aria-describedby', 'forget-hint');
    this.#popup.replaceChildren(hint, forget, keep);
    // What cannot be undone is not where the finger is already.
    keep.focus();
  }

  #item(label: string, act: () => void): HTMLButtonElement {
    const item = made('button', { part: 'menu-item', class: 'item', attributes: { type: 'button' } }, label);
    item.addEventListener('click', act);
    return item;
  }
}
