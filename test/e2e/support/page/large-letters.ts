/** What becomes of the elements of `demo/states.html` where letters are larger than their places were made for. */
import { above, isCut, isSeen, textsIn } from './shown-texts.ts';

const controls = 'button, select, input, textarea, a[href], [role=meter]';

/** What others have written: it may be shortened. */
const written = '.name, .topic, .title, .author, .who, .quoted-author, .quoted-text, .header h2, figcaption';

/** Words that are not seen as a whole. */
export function cutOff(figure: Element): string[] {
  return textsOf(figure).flatMap((text) => (isCut(text, figure) && !text.parentElement?.closest(written) ? [`${nameOf(figure)}: ${text.data.trim()}`] : []));
}

/** What can be used, and nobody can get at: scrolled to, it is cut off, or lies under something else. */
export function outOfReach(figure: Element): string[] {
  const all = insideOf(figure).filter((element) => element.matches(controls) && isSeen(element) && !isOutOfUse(element));
  return all.flatMap((control) => {
    control.scrollIntoView({ block: 'nearest' });
    // Of a link, its first line.
    const { left, top, width, height } = control.getClientRects()[0]!;
    const hit = deepestAt(left + width / 2, top + height / 2);
    const isHit = hit && [...withAncestors(hit)].includes(control);
    return isHit || isPressedBy(control, hit) || isUnderPanel(control, hit) ? [] : [`${nameOf(figure)}: ${control.localName} ${control.className} under ${hit?.localName} ${hit?.className}`];
  });
}

/** Words before the place from which on somebody can scroll. */
export function outOfSight(figure: Element): string[] {
  return textsOf(figure).flatMap((text) => {
    let { top } = rangeOf(text).getBoundingClientRect();
    const scrollers = [...withAncestors(text.parentElement!)].filter((each) => /auto|scroll/.test(getComputedStyle(each).overflowY));
    // Each says how far it, and what is in it, can be scrolled back.
    return scrollers.some((each) => (top += each.scrollTop) < each.getBoundingClientRect().top - 2) ? [`${nameOf(figure)}: ${text.data.trim()}`] : [];
  });
}

/** Words that lie on other words, and let them shine through. */
export function overlaps(figure: Element): string[] {
  // Initials are on the ground of a picture, under everything.
  const texts = textsOf(figure).filter(({ parentElement }) => parentElement && !isOutOfUse(parentElement));
  const pieces = texts.flatMap((text) => linesOf(text).map((box) => ({ text, box })));
  const found = pieces.flatMap(({ text, box }, index) => {
    const others = pieces.slice(index + 1).filter((other) => other.text !== text && isOn(box, other.box));
    return others.filter((other) => !hides(text, other.text) && !hides(other.text, text)).map((other) => `${text.data.trim()} / ${other.text.data.trim()}`);
  });
  return [...new Set(found)].map((each) => `${nameOf(figure)}: ${each}`);
}

function nameOf(figure: Element): string {
  return figure.querySelector('figcaption')?.textContent ?? '';
}

function insideOf(element: Element): Element[] {
  return [...(element.shadowRoot?.children ?? []), ...element.children].flatMap((child) => [child, ...insideOf(child)]);
}

function textsOf(figure: Element): Text[] {
  return [...figure.children].flatMap((child) => textsIn(child)).filter(({ parentElement }) => parentElement && isSeen(parentElement));
}

/** Whether a text is on a ground of its own, through which the other would not be seen. */
function hides(text: Text, other: Text): boolean {
  const around = new Set(withAncestors(other.parentElement!));
  return [...withAncestors(text.parentElement!)].some((each) => !around.has(each) && /^rgb\(|^oklch\([^/]*\)$/.test(getComputedStyle(each).backgroundColor));
}

function isOutOfUse(element: Element): boolean {
  return [...withAncestors(element)].some((each) => each.matches('[inert], [aria-hidden=true]'));
}

function* withAncestors(element: Element): Generator<Element> {
  for (let each: Element | null = element; each; each = above(each)) yield each;
}

function deepestAt(x: number, y: number): Element | null {
  let found: Element | null = null;
  for (let root: Document | ShadowRoot | null = document; root; ) {
    const next: Element | null = root.elementFromPoint(x, y);
    root = next === found ? null : (next?.shadowRoot ?? null);
    found = next;
  }
  return found;
}

/** A field that its label lies on. */
function isPressedBy(control: Element, hit: Element | null): boolean {
  return control instanceof HTMLInputElement && [...(control.labels ?? [])].some((label) => hit !== null && [...withAncestors(hit)].includes(label));
}

/** What is there again when that is closed. */
function isUnderPanel(control: Element, hit: Element | null): boolean {
  const panel = hit && [...withAncestors(hit)].find((each) => each.matches('[part=panel]'));
  return Boolean(panel) && ![...withAncestors(control)].includes(panel!);
}

/** The lines of a text, as far as they are seen. */
function linesOf(text: Text): DOMRect[] {
  let boxes = [...rangeOf(text).getClientRects()];
  for (const around of withAncestors(text.parentElement!)) {
    const { overflowX, overflowY, position } = getComputedStyle(around);
    if (overflowX !== 'visible' || overflowY !== 'visible') boxes = boxes.map((box) => common(box, around.getBoundingClientRect()));
    if (position === 'fixed') break;
  }
  return boxes.filter(({ width, height }) => width > 1 && height > 1);
}

function rangeOf(text: Text): Range {
  const range = document.createRange();
  range.selectNodeContents(text);
  return range;
}

function common(one: DOMRect, other: DOMRect): DOMRect {
  const [left, top] = [Math.max(one.left, other.left), Math.max(one.top, other.top)];
  return new DOMRect(left, top, Math.max(0, Math.min(one.right, other.right) - left), Math.max(0, Math.min(one.bottom, other.bottom) - top));
}

function isOn(one: DOMRect, other: DOMRect): boolean {
  const { width, height } = common(one, other);
  return width > 4 && height > 4;
}
