import type { MessageList } from './message-list.ts';
import { setReachable } from './message-row.ts';

export interface ListKeysHost {
  readonly list: MessageList;
  readonly spoken: (row: HTMLElement) => string;
  readonly openMenu: (row: HTMLElement) => void;
}

/** Rows of a page of the keys for that. */
const page = 10;

const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, PageUp: -page, PageDown: page, Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY };

/**
 * Makes a list one stop of the Tab key, with arrow keys from message to message (ARIA Authoring Practices, keyboard navigation inside
 * components). What a message has to press comes after it, by Tab.
 */
export class ListKeys {
  readonly #host: ListKeysHost;
  #stop: HTMLElement | undefined;
  #isMenuKey = false;

  constructor(place: HTMLElement, host: ListKeysHost) {
    this.#host = host;
    place.addEventListener('focusin', ({ target }) => this.#focused(target as Element));
    place.addEventListener('focusout', ({ relatedTarget }) => place.contains(relatedTarget as Node | null) || this.#set(host.list.last));
    place.addEventListener('keydown', (event) => this.#pressed(event));
    place.addEventListener('contextmenu', (event) => {
      // The browser's own menu, by the key that has just opened ours.
      if (this.#isMenuKey) event.preventDefault();
      this.#isMenuKey = false;
    });
  }

  /** After the rows are others: while nobody is in the list, one comes to what was written last. */
  update(): void {
    const isIn = this.#stop?.isConnected && this.#stop.matches(':focus-within');
    this.#set(isIn ? this.#stop : this.#host.list.last);
  }

  focus(): boolean {
    this.#stop?.focus();
    return this.#stop !== undefined;
  }

  #focused(target: Element): void {
    const row = target.closest<HTMLElement>('.message');
    if (row) this.#set(row);
  }

  #set(row: HTMLElement | undefined): void {
    if (this.#stop && this.#stop !== row) mark(this.#stop, -1);
    this.#stop = row;
    if (!row) return;
    mark(row, 0);
    // Of thousands, only the one that can be reached needs a name.
    row.ariaLabel = this.#host.spoken(row);
  }

  #pressed(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>('.message');
    if (!row || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    const isMenu = event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10');
    if (isMenu || (event.key === 'Enter' && target === row)) {
      this.#isMenuKey = isMenu;
      this.#host.openMenu(row);
    } else if (event.key === 'Escape' && target !== row) row.focus();
    else {
      const step = event.shiftKey ? undefined : steps[event.key];
      const next = step === undefined ? undefined : this.#host.list.neighbour(row, step);
      if (!next) return;
      next.focus();
    }
    event.preventDefault();
  }
}

function mark(row: HTMLElement, tabIndex: number): void {
  row.tabIndex = tabIndex;
  if (tabIndex < 0) row.removeAttribute('aria-label');
  setReachable(row, tabIndex);
}
