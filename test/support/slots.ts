/** Whether it is seen, and what would stand in its place is not. */
export function isReplacedBy(own: Element): boolean {
  const slot = own.assignedSlot;
  return own.checkVisibility() && slot !== null && [...slot.children].every((instead) => !instead.checkVisibility());
}

/** All that has changed is on the screen, and what that has changed. */
export function drawn(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}
