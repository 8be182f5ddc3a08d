import { supportIcon } from './support-icon.ts';

export interface LauncherView {
  readonly label: string;
  /** What is known of the desk; undefined before. */
  readonly status: { readonly name: string; readonly words: string } | undefined;
  readonly isInline: boolean;
  readonly isOpen: boolean;
}

export interface LauncherListener {
  /** Somebody may be about to press it. */
  near(): void;
  pressed(): void;
}

/** The button that is there before anything else is. */
export class Launcher {
  readonly button = document.createElement('button');
  readonly #label = document.createElement('span');
  readonly #tip = document.createElement('span');
  readonly #dot = document.createElement('span');
  readonly #status = document.createElement('span');

  constructor({ near, pressed }: LauncherListener) {
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
    for (const type of ['pointerenter', 'pointerdown', 'focus']) button.addEventListener(type, near, { passive: true });
    button.addEventListener('click', pressed);
  }

  show({ label, status, isInline, isOpen }: LauncherView): void {
    this.button.className = isInline ? 'launcher inline' : 'launcher';
    // On something that nobody reads: on the button it would be read a second time, after the name.
    this.#tip.title = isInline ? '' : label;
    this.button.setAttribute('aria-expanded', String(isOpen));
    this.#label.className = isInline ? '' : 'hidden';
    this.#label.textContent = label;
    this.#dot.hidden = !status;
    this.#dot.dataset['status'] = status?.name ?? '';
    // After a comma, since it is read as one with the label.
    this.#status.textContent = status ? `, ${status.words}` : '';
  }
}
