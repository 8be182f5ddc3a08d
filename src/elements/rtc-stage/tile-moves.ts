import type { Rect } from './best-grid.ts';

/** What comes grows out of its middle. Not out of nothing: what is seen through, is hard to read. */
const grown = 'translate(10%, 10%) scale(0.8)';

const glide = { duration: 180, easing: 'ease-out' };

/** Puts tiles where they belong. They glide there, by transform alone; nothing is inserted anew, so that pictures play on. */
export class TileMoves {
  readonly #places = new WeakMap<HTMLElement, Rect>();
  /** Where tiles come from that something else has placed. */
  readonly #starts = new Map<HTMLElement, Rect>();
  readonly #running = new Map<HTMLElement, Animation>();

  /** Lets a tile start from where it is seen, however it came there. */
  startFromSight(tile: HTMLElement): void {
    this.#starts.set(tile, seen(tile, tile.parentElement?.getBoundingClientRect()));
    this.#places.delete(tile);
  }

  /** What has no place is not shown. Reads all that it has to before it writes. */
  place(wanted: ReadonlyMap<HTMLElement, Rect | undefined>, glides: boolean): void {
    const isMoved = ([tile, place]: readonly [HTMLElement, Rect | undefined]) => !glides || !isSame(place, this.#places.get(tile)) || (!place && !tile.hidden);
    const moves = [...wanted].filter(isMoved).map(([tile, place]) => ({ tile, place, from: this.#from(tile) }));
    for (const { tile, place } of moves) this.#put(tile, place);
    this.#starts.clear();
    if (!glides || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const { tile, place, from } of moves) if (place) this.#animate(tile, from, place);
  }

  #from(tile: HTMLElement): Rect | undefined {
    // Of what is on its way only the browser knows where it is.
    const start = this.#starts.get(tile);
    if (start) return start;
    return this.#running.has(tile) ? seen(tile, tile.parentElement?.getBoundingClientRect()) : this.#places.get(tile);
  }

  #put(tile: HTMLElement, place: Rect | undefined): void {
    this.#running.get(tile)?.cancel();
    tile.hidden = !place;
    if (!place) {
      this.#places.delete(tile);
      return;
    }
    if (isSame(place, this.#places.get(tile))) return;
    this.#places.set(tile, place);
    Object.assign(tile.style, { left: `${place.x}px`, top: `${place.y}px`, width: `${place.width}px`, height: `${place.height}px` });
  }

  #animate(tile: HTMLElement, from: Rect | undefined, to: Rect): void {
    const animation = tile.animate([{ transform: from ? transformOf(from, to) : grown }, { transform: 'none' }], glide);
    this.#running.set(tile, animation);
    animation.onfinish = animation.oncancel = () => this.#running.get(tile) === animation && this.#running.delete(tile);
  }
}

/** What makes a thing in one place look as if it were in another; from its upper left corner. */
function transformOf(from: Rect, to: Rect): string {
  return `translate(${from.x - to.x}px, ${from.y - to.y}px) scale(${from.width / to.width}, ${from.height / to.height})`;
}

function seen(tile: HTMLElement, around: DOMRect = new DOMRect()): Rect {
  const { x, y, width, height } = tile.getBoundingClientRect();
  return { x: x - around.x, y: y - around.y, width, height };
}

function isSame(a: Rect | undefined, b: Rect | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height);
}
