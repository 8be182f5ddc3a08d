/** Between a button and what it opens, and at least from there to the edge. CSS pixels. */
const distance = 8;

/** Puts an open popover above the button that opened it, or below where there is no room, and within the window. */
export function placePopover(popover: HTMLElement, button: Element): void {
  const { left, top, bottom, width } = button.getBoundingClientRect();
  const own = popover.getBoundingClientRect();
  const { innerWidth } = popover.ownerDocument.defaultView ?? window;
  const middle = left + (width - own.width) / 2;
  const above = top - own.height - distance;
  popover.style.left = `${Math.max(distance, Math.min(middle, innerWidth - own.width - distance))}px`;
  popover.style.top = `${above < distance ? bottom + distance : above}px`;
}
