/** Where the focus is, whether it can be seen, and whether it was ever nowhere. */
import { focused } from './pieces.ts';
import { callsInPage, tilesOf } from './tiles.ts';
import { untilFound } from './waiting.ts';

let lost: string[] | undefined;

/** From now on every frame in which the focus is nowhere is noted. */
export function noteFocus(): void {
  lost = [];
  let last = '';
  const look = () => {
    if (document.activeElement === document.body) lost?.push(`after ${last}`);
    else last = focused();
    requestAnimationFrame(look);
  };
  look();
}

export function lostFocus(): readonly string[] {
  return lost ?? [];
}

/** Whether what has the focus is drawn so: by a ring around it, or around what it is part of. */
export function ringed(): boolean {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  const labels = active instanceof HTMLInputElement ? [...(active.labels ?? [])] : [];
  return [active, active?.parentElement, ...labels].some((each) => each instanceof HTMLElement && isRinged(each));
}

function isRinged(element: HTMLElement): boolean {
  const { opacity, outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  // A field that nobody sees, under what is drawn in its place, has a ring that nobody sees.
  return opacity !== '0' && outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && !/^transparent$|, 0\)$|\/ 0\)$/.test(outlineColor);
}

/** Resolves when the call's toolbar is one stop of the Tab key. `patience` in milliseconds. */
export async function isOneStop(patience: number): Promise<void> {
  const bars = () => callsInPage().map((call) => call.shadowRoot?.querySelector('rtc-toolbar')?.shadowRoot);
  await untilFound(() => 'a toolbar with one stop', performance.now() + patience, () => bars().some((bar) => bar?.querySelector('[tabindex="-1"]')));
}

/** Resolves when all tiles of the call are known to the Tab key and the arrow keys. `patience` in milliseconds. */
export async function hasTileStops(patience: number): Promise<void> {
  const tiles = () => callsInPage().flatMap(tilesOf);
  await untilFound(() => 'tiles with stops', performance.now() + patience, () => tiles().length > 0 && tiles().every((tile) => tile.hasAttribute('tabindex')));
}
