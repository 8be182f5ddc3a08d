/** A row is read to one side or the other; a column is up and down. */
export type Lane = 'row' | 'column' | 'both';

/**
 * Moves the focus on along a row or a column of controls, round and round, and past what takes none (ARIA Authoring Practices,
 * keyboard navigation inside components). Answers whether the key was one for that.
 */
export function moveByArrows(event: KeyboardEvent, controls: readonly HTMLElement[], lane: Lane): boolean {
  const { key, ctrlKey, altKey, metaKey, shiftKey, defaultPrevented } = event;
  if (defaultPrevented || ctrlKey || altKey || metaKey || shiftKey) return false;
  const path = event.composedPath();
  const place = controls.findIndex((control) => path.includes(control));
  const step = key === 'Home' ? 1 : key === 'End' ? -1 : stepOf(key, lane, event.currentTarget);
  if (!step || controls.length === 0) return false;
  event.preventDefault();
  const first = key === 'Home' ? 0 : key === 'End' ? -1 : place < 0 && step < 0 ? -1 : place + step;
  for (let tried = 0; tried < controls.length; tried++) {
    const control = controls.at((first + tried * step) % controls.length);
    control?.focus();
    if (control?.matches(':focus-within')) break;
  }
  return true;
}

function stepOf(key: string, lane: Lane, around: EventTarget | null): number {
  const isRightToLeft = around instanceof Element && getComputedStyle(around).direction === 'rtl';
  const onwards = isRightToLeft ? -1 : 1;
  const row = { ArrowRight: onwards, ArrowLeft: -onwards }[key];
  const column = { ArrowDown: 1, ArrowUp: -1 }[key];
  return (lane === 'column' ? column : lane === 'row' ? row : (row ?? column)) ?? 0;
}
