import { moveByArrows } from '../../ui/arrow-keys.ts';
import type { Rect } from './best-grid.ts';
import { type Direction, nearestTile } from './nearest-tile.ts';

/** What of a stage matters to whoever goes through it by keyboard. */
export interface TileView {
  readonly container: HTMLElement;
  /** Of each element in the container. */
  readonly keyOf: (tile: HTMLElement) => string;
  /** Whoever is seen and does not float, in order, and where; nobody, if nothing can be done in any tile. */
  readonly places: () => ReadonlyMap<string, Rect>;
  /** By so many pages. */
  readonly turn: (by: number) => void;
  readonly changed: () => void;
}

/**
 * Makes the tiles one stop of the Tab key: arrow keys go from one to the next as they are seen, Enter or F2 to the buttons of one, Escape
 * back (ARIA Authoring Practices, grids). Whoever floats is a stop apart: there arrow keys move the tile itself.
 */
export class TileKeys {
  readonly #view: TileView;
  /** The tile that was used last. */
  #stop = '';
  /** Whose tile had the focus before something changed, and its place among the others. */
  #held: { readonly key: string; readonly place: number } | undefined;

  constructor(view: TileView) {
    this.#view = view;
    view.container.addEventListener('keydown', (event) => this.#pressed(event));
    view.container.addEventListener('focusin', ({ target }) => this.#focused(target));
  }

  /** Where Tab goes. */
  isStop(key: string): boolean {
    const keys = [...this.#view.places().keys()];
    return key === (keys.includes(this.#stop) ? this.#stop : keys[0]);
  }

  /** Something is about to change. */
  note(): void {
    const tile = this.#tileOf(this.#active);
    const key = tile && this.#view.keyOf(tile);
    this.#held = key === undefined ? undefined : { key, place: [...this.#view.places().keys()].indexOf(key) };
  }

  /** A tile that goes gives the focus to the one that has its place now. */
  keepFocus(): void {
    const held = this.#held;
    this.#held = undefined;
    if (!held || (this.#tileOf(this.#active) && !this.#tileOf(this.#active)?.hidden)) return;
    if (this.#active && !this.#tileOf(this.#active)) return;
    const keys = [...this.#view.places().keys()];
    const next = keys[Math.min(Math.max(held.place, 0), keys.length - 1)];
    this.#go(next);
    // Nothing can be done here any more; but somewhere it has to be.
    if (next === undefined) this.#tiles.find((tile) => !tile.hidden)?.focus();
  }

  get #active(): Element | null {
    return (this.#view.container.getRootNode() as ShadowRoot).activeElement;
  }

  get #tiles(): HTMLElement[] {
    return [...this.#view.container.children] as HTMLElement[];
  }

  #tileOf(target: EventTarget | null): HTMLElement | undefined {
    return target instanceof Node ? this.#tiles.find((tile) => tile.contains(target)) : undefined;
  }

  #focused(target: EventTarget | null): void {
    const tile = this.#tileOf(target);
    const key = tile && this.#view.keyOf(tile);
    if (key === undefined || key === this.#stop || !this.#view.places().has(key)) return;
    this.#stop = key;
    this.#view.changed();
  }

  #go(key: string | undefined): void {
    if (key !== undefined) this.#tiles.find((tile) => this.#view.keyOf(tile) === key)?.focus();
  }

  #pressed(event: KeyboardEvent): void {
    const tile = this.#tileOf(event.target);
    const { key, ctrlKey, altKey, metaKey, shiftKey } = event;
    if (!tile || event.defaultPrevented || ctrlKey || altKey || metaKey || shiftKey) return;
    const buttons = [...tile.querySelectorAll<HTMLElement>('button')];
    if (event.target !== tile) this.#pressedInside(event, tile, buttons);
    else if ((key === 'Enter' || key === 'F2') && buttons[0]) {
      event.preventDefault();
      buttons[0].focus();
    } else this.#move(event, this.#view.keyOf(tile));
  }

  #pressedInside(event: KeyboardEvent, tile: HTMLElement, buttons: readonly HTMLElement[]): void {
    if (event.key !== 'Escape' && event.key !== 'F2') return void moveByArrows(event, buttons, 'both');
    event.preventDefault();
    tile.focus();
  }

  #move(event: KeyboardEvent, key: string): void {
    const places = this.#view.places();
    const from = places.get(key);
    const keys = [...places.keys()];
    const ends: Readonly<Record<string, string | undefined>> = { Home: keys[0], End: keys.at(-1) };
    const by = { PageDown: 1, PageUp: -1 }[event.key];
    if (event.key in ends) this.#go(ends[event.key]);
    else if (by) this.#view.turn(by);
    else if (from && /^Arrow(Left|Right|Up|Down)$/.test(event.key)) this.#go(nearestTile(from, places, event.key as Direction));
    else return;
    event.preventDefault();
  }
}
