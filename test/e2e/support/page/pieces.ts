/** What somebody in front of a page finds in it, in whatever open shadow root. */
import { untilFound } from './waiting.ts';

/** Resolves with the control of this name, once it can be used. `patience` in milliseconds. */
export function control(name: string, patience: number): Promise<HTMLElement> {
  const all = () => pieces().filter((piece) => piece.matches('button, input, textarea, a[href]'));
  const what = () => `the control “${name}” among: ${all().map(nameOf).join(', ')}`;
  return untilFound(what, performance.now() + patience, () => {
    const found = all().find((each) => nameOf(each) === name && !each.matches(':disabled'));
    // The eye sees the label of a star, and no button.
    return found instanceof HTMLInputElement && found.type === 'radio' ? found.labels?.[0] : found;
  });
}

/** Resolves with the first visible part of this name. `patience` in milliseconds. */
export function part(name: string, patience: number): Promise<HTMLElement> {
  const parts = () => pieces().filter((piece) => piece.matches('[part]'));
  const what = () => `the part “${name}” among: ${parts().map((each) => each.getAttribute('part')).join(', ')}`;
  return untilFound(what, performance.now() + patience, () => partsNamed(name)[0]);
}

/** The texts of all visible parts of this name. */
export function partTexts(name: string): string[] {
  return partsNamed(name).map((each) => tidy(each.textContent));
}

/** Resolves once the page says so, wherever. `patience` in milliseconds. */
export async function shows(words: string, patience: number): Promise<void> {
  await untilFound(() => `“${words}” among: ${shown()}`, performance.now() + patience, () => shown().includes(words));
}

/** Resolves once the page says that no more. */
export async function showsNoMore(words: string, patience: number): Promise<void> {
  await untilFound(() => `no “${words}” among: ${shown()}`, performance.now() + patience, () => !shown().includes(words));
}

/** Resolves once the title is this. `patience` in milliseconds. */
export async function isTitled(title: string, patience: number): Promise<void> {
  await untilFound(() => `the title “${title}”, which is “${document.title}”`, performance.now() + patience, () => document.title === title);
}

/** Resolves once the first element that fits is in this state. `patience` in milliseconds. */
export async function isIn(state: string, tag: string, patience: number): Promise<void> {
  const what = () => `<${tag}> to be ${state}: ${shown()}`;
  await untilFound(what, performance.now() + patience, () => document.querySelector(tag)?.matches(`${tag}:state(${state})`));
}

/** What has the focus, through all shadow roots. */
export function focused(): string {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement ? `${active.localName} ${nameOf(active)}`.trim() : 'nothing';
}

/** Everything there is to read; what screen readers were told stays said. */
export function shown(): string {
  const isSaid = (piece: HTMLElement) => piece.closest('[role=log], [role=status]');
  return pieces().filter((piece) => !isSaid(piece)).map(ownText).filter(Boolean).join(' ');
}

function partsNamed(name: string): HTMLElement[] {
  return pieces().filter((piece) => piece.matches(`[part~="${name}"]`));
}

function pieces(root: ParentNode = document.body): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
    const within = element.shadowRoot ? pieces(element.shadowRoot) : [];
    return element.checkVisibility?.() ? [element, ...within] : within;
  });
}

export function nameOf(element: HTMLElement): string {
  const labels = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement ? element.labels : undefined;
  const label = labels?.[0];
  const text = label && element.matches('[type=radio]') ? tidy(label.textContent) : label ? ownText(label) : tidy(element.textContent);
  // A tile says its name inside.
  const inside = element.localName === 'rtc-video-tile' ? tidy(element.shadowRoot?.querySelector('[part=name]')?.textContent ?? '') : '';
  return element.ariaLabel ?? (inside || text || element.title);
}

function ownText(element: Element): string {
  const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent);
  return tidy(texts.join(' '));
}

function tidy(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
