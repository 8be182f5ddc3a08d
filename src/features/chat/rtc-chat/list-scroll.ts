/** CSS pixels from the end that count as being there. */
const nearEnd = 32;

/** CSS pixels above what is brought into view. */
const above = 16;

/** Keeps a list at its end while whoever reads it is there, and leaves it alone while they are not. */
export class ListScroll {
  readonly #list: HTMLElement;
  readonly #moved: () => void;
  readonly #resized: ResizeObserver;
  #isAtEnd = true;
  #top = 0;

  /** `moved` is called when the reader came to the end, or left it. */
  constructor(list: HTMLElement, moved: () => void) {
    this.#list = list;
    this.#moved = moved;
    list.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    // Not now: what comes into view by that may be of another size, which the browser would report as a loop.
    this.#resized = new ResizeObserver(() => requestAnimationFrame(() => this.keep()));
  }

  /** While the list is in a page. */
  open(): void {
    this.#resized.observe(this.#list);
    for (const rows of this.#list.children) this.#resized.observe(rows);
  }

  close(): void {
    this.#resized.disconnect();
  }

  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /** Where the reader is at the end, and it has moved. */
  keep(): void {
    // Moved in this frame, of which no event has told yet.
    if (!this.#isAtEnd || this.#list.scrollTop < this.#top) this.#scrolled();
    if (!this.#isAtEnd) return;
    this.#list.scrollTop = this.#list.scrollHeight;
    this.#top = this.#list.scrollTop;
  }

  toEnd(): void {
    this.#set(true);
    this.keep();
  }

  /** To the top of what is seen. What was never drawn has no height yet: it is looked at once more when it has. */
  reveal(element: HTMLElement): void {
    this.#isAtEnd = false;
    this.#bring(element);
    requestAnimationFrame(() => this.#bring(element));
  }

  #bring(element: HTMLElement): void {
    const { top } = element.getBoundingClientRect();
    this.#list.scrollTop += top - this.#list.getBoundingClientRect().top - above;
    this.#scrolled();
  }

  #scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#list;
    const isUpwards = scrollTop < this.#top;
    this.#top = scrollTop;
    const isNear = scrollHeight - scrollTop - clientHeight < nearEnd;
    // One that is not drawn is nowhere. What grows at the end has not moved whoever reads there: that is done by going up.
    if (clientHeight > 0 && (isNear || isUpwards)) this.#set(isNear);
  }

  #set(isAtEnd: boolean): void {
    if (isAtEnd === this.#isAtEnd) return;
    this.#isAtEnd = isAtEnd;
    this.#moved();
  }
}
