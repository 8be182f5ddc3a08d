import type { Rect } from './best-grid.ts';

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** How much rather one goes far along than aside. */
const aside = 3;

/** Which of the others is next in a direction, as it is seen; nothing at the edge. */
export function nearestTile<Key>(from: Rect, others: ReadonlyMap<Key, Rect>, direction: Direction): Key | undefined {
  const isSideways = direction === 'ArrowLeft' || direction === 'ArrowRight';
  const isOnwards = direction === 'ArrowRight' || direction === 'ArrowDown';
  const span = ({ x, y, width, height }: Rect) => (isSideways ? { start: x, end: x + width, middle: y + height / 2 } : { start: y, end: y + height, middle: x + width / 2 });
  const own = span(from);
  const ahead = [...others].flatMap(([key, rect]) => {
    const { start, end, middle } = span(rect);
    const way = isOnwards ? start - own.end : own.start - end;
    // What is beside, at least in part, is not ahead.
    return way > -1 ? [{ key, cost: way + aside * apart(from, rect, isSideways) + Math.abs(middle - own.middle) / 1000 }] : [];
  });
  return ahead.sort((a, b) => a.cost - b.cost)[0]?.key;
}

/** How far two are from having a line in common, in the direction of the way. */
function apart(a: Rect, b: Rect, isSideways: boolean): number {
  const gap = isSideways ? Math.max(a.y, b.y) - Math.min(a.y + a.height, b.y + b.height) : Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width);
  return Math.max(0, gap);
}
