/** A text that a visitor reads, and whether all of it is seen. */
export interface Shown {
  readonly figure: string;
  readonly text: string;
  readonly isCut: boolean;
}

/** Resolves when the page speaks this language, and is drawn anew. */
export async function speak(language: string): Promise<void> {
  document.documentElement.lang = language;
  if (language !== 'en') await import(new URL(`/words/${language}.js`, location.href).href);
  // The document is watched, and tells in a task of its own; sizes are told with the next frame.
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    for (const host of hosts(document)) await (host as Element & { updateComplete?: Promise<unknown> }).updateComplete;
  }
}

function hosts(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((element) => (element.shadowRoot ? [element, ...hosts(element.shadowRoot)] : []));
}

/** What the elements in a figure of `demo/states.html` say to eyes. */
export function shownTexts(figure: Element): Shown[] {
  const caption = figure.querySelector('figcaption')?.textContent ?? '';
  const texts = [...figure.children].filter(({ localName }) => localName !== 'figcaption').flatMap((element) => textsIn(element));
  return texts.filter(({ parentElement }) => parentElement && isSeen(parentElement)).map((text) => ({ figure: caption, text: text.data.trim(), isCut: isCut(text, figure) }));
}

export function textsIn(element: Element): Text[] {
  if (element.matches('option, style, script')) return [];
  const own = [...element.childNodes].filter((node): node is Text => node instanceof Text && node.data.trim() !== '');
  const inside = [...(element.shadowRoot?.children ?? []), ...element.children].flatMap((child) => textsIn(child));
  return [...own, ...inside];
}

/** For eyes, not for screen readers only. */
export function isSeen(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  const { clipPath } = getComputedStyle(element);
  return width > 1 && height > 1 && clipPath === 'none' && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

/** What scrolls downwards can be read; nobody scrolls sideways to read. */
export function isCut(text: Text, figure: Element): boolean {
  const range = document.createRange();
  range.selectNodeContents(text);
  const area = range.getBoundingClientRect();
  let scrolls = false;
  for (let element = text.parentElement as Element | null; element && element !== figure; element = above(element)) {
    const { overflowX, overflowY, position } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (overflowX !== 'visible' && isBeside(area, box)) return true;
    scrolls ||= overflowY === 'auto' || overflowY === 'scroll';
    if (!scrolls && overflowY === 'hidden' && (area.top < box.top - 2 || area.bottom > box.bottom + 2)) return true;
    // Above everything else, nothing clips it but the window.
    if (position === 'fixed' || element.matches('[popover]')) return isBeside(area, document.documentElement.getBoundingClientRect());
  }
  return isBeside(area, figure.getBoundingClientRect());
}

function isBeside({ left, right }: DOMRect, box: DOMRect): boolean {
  return left < box.left - 1 || right > box.right + 1;
}

export function above(element: Element): Element | null {
  const root = element.getRootNode();
  return element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}
