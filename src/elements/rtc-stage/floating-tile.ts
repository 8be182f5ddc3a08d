import type { Corner } from './arrangement.ts';

/** How far it has to be dragged before it is more than a click, in CSS pixels. */
const slack = 4;

/** What an arrow key makes of a corner. */
const keys: Readonly<Record<string, Partial<Corner>>> = {
  ArrowLeft: { left: true },
  ArrowRight: { left: false },
  ArrowUp: { top: true },
  ArrowDown: { top: false },
};

/** Lets whoever floats be dragged, and moved by arrow keys, from corner to corner. `dropped` is told a part of the new one. */
export function movable(around: HTMLElement, dropped: (tile: HTMLElement, corner: Partial<Corner>) => void): void {
  around.addEventListener('keydown', (event) => {
    const corner = keys[event.key];
    if (!corner || !(event.target instanceof HTMLElement) || !event.target.matches('.floating')) return;
    event.preventDefault();
    dropped(event.target, corner);
  });
  around.addEventListener('pointerdown', (event) => {
    const target = event.target instanceof Element ? event.target : undefined;
    const tile = target?.closest<HTMLElement>('.floating');
    if (tile && event.isPrimary && event.button === 0 && !target?.closest('button')) drag(tile, around, event, dropped);
  });
}

function drag(tile: HTMLElement, around: HTMLElement, begin: PointerEvent, dropped: (tile: HTMLElement, corner: Partial<Corner>) => void): void {
  const end = new AbortController();
  const { signal } = end;
  let isDragged = false;
  tile.setPointerCapture(begin.pointerId);
  const by = ({ clientX, clientY }: PointerEvent) => ({ x: clientX - begin.clientX, y: clientY - begin.clientY });
  const follow = (event: PointerEvent) => {
    const { x, y } = by(event);
    isDragged ||= Math.hypot(x, y) > slack;
    if (isDragged) tile.style.translate = `${x}px ${y}px`;
  };
  const drop = () => {
    end.abort();
    if (!isDragged) return;
    const [at, all] = [tile.getBoundingClientRect(), around.getBoundingClientRect()];
    dropped(tile, { left: at.left + at.right < all.left + all.right, top: at.top + at.bottom < all.top + all.bottom });
  };
  tile.addEventListener('pointermove', follow, { signal });
  for (const type of ['pointerup', 'pointercancel'] as const) tile.addEventListener(type, drop, { signal });
}
