import { moveByArrows } from '../../../ui/arrow-keys.ts';
import type { ChatLocalizer } from '../chat-words.ts';
import { made } from './made.ts';
import { openPopup } from './popup.ts';

/** What people choose most, by what it is of. */
const groups = [
  ['smileys', '😀 😄 😂 🤣 🙂 😉 😊 😍 😘 😎 🤔 😐 🙄 😮 😢 😭 😅 😇 🥳 😴 🤯 😡'],
  ['gestures', '👍 👎 👏 🙌 👋 🤝 🙏 💪 👌 ✌️ 🤞 👀'],
  ['nature', '🌞 🌧️ 🌈 🌸 🌲 🐶 🐱 🦊 🐝 ☕ 🍕 🍎 🎂 🍻'],
  ['things', '❤️ 🔥 ✨ 🎉 💯 ✅ ❌ ❓ ⚠️ 💡 📌 📎 📅 ⏰ 🚀 🔒'],
] as const;

/** Emoji to choose from. */
export class EmojiPicker {
  readonly #popup: HTMLElement;
  #chosen: (emoji: string) => void = () => undefined;

  constructor(root: ShadowRoot, words: ChatLocalizer) {
    this.#popup = made('div', { part: 'emoji-picker', class: 'emoji-picker', attributes: { popover: '', role: 'group' } });
    this.#popup.ariaLabel = words.term('addEmoji');
    for (const [name, emoji] of groups) this.#popup.append(...group(words.term(name), emoji.split(' ')));
    this.#popup.addEventListener('keydown', (event) => moveByArrows(event, this.#buttons, 'row') || this.#moveUpOrDown(event));
    this.#popup.addEventListener('click', ({ target }) => {
      const button = (target as Element).closest('button');
      if (!button) return;
      this.#popup.hidePopover();
      this.#chosen(button.textContent);
    });
    root.append(this.#popup);
  }

  open(button: () => HTMLElement | undefined, chosen: (emoji: string) => void): void {
    this.#chosen = chosen;
    openPopup(this.#popup, button);
  }

  get #buttons(): readonly HTMLElement[] {
    return [...this.#popup.querySelectorAll('button')];
  }

  /** To the nearest of the next line. */
  #moveUpOrDown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    const now = (event.target as Element).getBoundingClientRect();
    const sign = event.key === 'ArrowDown' ? 1 : -1;
    const distance = (button: HTMLElement) => {
      const { left, top } = button.getBoundingClientRect();
      return sign * (top - now.top) > now.height / 2 ? Math.abs(top - now.top) * 100 + Math.abs(left - now.left) : Number.POSITIVE_INFINITY;
    };
    const [nearest] = this.#buttons.map((button) => ({ button, far: distance(button) })).sort((a, b) => a.far - b.far);
    if (nearest && Number.isFinite(nearest.far)) nearest.button.focus();
    event.preventDefault();
  }
}

function group(title: string, emoji: readonly string[]): readonly HTMLElement[] {
  const grid = made('div', { class: 'emoji', attributes: { role: 'group' } }, ...emoji.map((each) => made('button', { part: 'emoji', attributes: { type: 'button' } }, each)));
  grid.ariaLabel = title;
  return [made('div', { class: 'emoji-title', attributes: { 'aria-hidden': 'true' } }, title), grid];
}
