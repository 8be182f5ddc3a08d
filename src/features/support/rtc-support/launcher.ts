import type { Localizer } from '../../../ui/localizer.ts';
import type { SupportStatus } from '../support-status.ts';
import { type LauncherWords, statusWords } from './launcher-words.ts';
import { supportIcon } from './support-icon.ts';

export interface LauncherView {
  /** The page's own; else there is one. */
  readonly label: string;
  /** What is known of the desk; undefined before. */
  readonly status: SupportStatus | undefined;
  readonly isInCall: boolean;
  readonly isInline: boolean;
  readonly isOpen: boolean;
  /** `light` or `dark`; else it is as around the frame. */
  readonly theme: string;
}

export interface LauncherListener {
  /** Somebody may be about to press it. */
  near(): void;
  pressed(): void;
}

/** The button that is there before anything else is, in a frame that has room for what comes later. */
export class Launcher {
  readonly frame = document.createElement('div');
  readonly button = document.createElement('button');
  readonly #words: Localizer<LauncherWords>;
  readonly #label = document.createElement('span');
  readonly #tip = document.createElement('span');
  readonly #dot = document.createElement('span');
  readonly #status = document.createElement('span');

  constructor(words: Localizer<LauncherWords>, { near, pressed }: LauncherListener) {
    this.#words = words;
    const { button } = this;
    button.type = 'button';
    button.setAttribute('part', 'launcher');
    button.setAttribute('aria-haspopup', 'dialog');
    const slot = document.createElement('slot');
    slot.name = 'launcher';
    this.#tip.className = 'tip';
    this.#tip.ariaHidden = 'true';
    slot.append(supportIcon(), this.#label, this.#tip);
    this.#dot.className = 'dot';
    this.#status.className = 'hidden';
    button.append(slot, this.#dot, this.#status);
    this.frame.append(button);
    for (const type of ['pointerenter', 'pointerdown', 'focus']) button.addEventListener(type, near, { passive: true });
    button.addEventListener('click', pressed);
  }

  show({ label, status, isInCall, isInline, isOpen, theme }: LauncherView): void {
    const shown = isInCall ? this.#words.term('backToCall') : label || this.#words.term('talkToUs');
    const known = isInCall ? 'inCall' : status && statusWords[status];
    this.frame.className = ['light', 'dark'].includes(theme) ? `theme ${theme}` : 'theme';
    this.button.className = isInline ? 'launcher inline' : 'launcher';
    // On something that nobody reads: on the button it would be read a second time, after the name.
    this.#tip.title = isInline ? '' : shown;
    this.button.setAttribute('aria-expanded', String(isOpen));
    this.#label.className = isInline ? '' : 'hidden';
    this.#label.textContent = shown;
    this.#dot.hidden = !known;
    this.#dot.dataset['status'] = isInCall ? 'online' : (status ?? '');
    // After a comma, since it is read as one with the label.
    this.#status.textContent = known ? `, ${this.#words.term(known)}` : '';
  }
}
