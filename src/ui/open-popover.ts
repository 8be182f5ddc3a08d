import { placePopover } from './place-popover.ts';

/**
 * Makes a button open a popover, in the browser's own way: it knows that the click that closes is not to open again, and says what is
 * expanded. Escape closes this one and nothing around it, and the focus goes back to the button. `first` has the focus while it is open.
 */
export function openPopoverBy(button: HTMLButtonElement, popover: HTMLElement, first: () => HTMLElement | null = () => null): void {
  if (button.popoverTargetElement === popover) return;
  button.popoverTargetElement = popover;
  popover.addEventListener('toggle', ({ newState }) => {
    if (newState !== 'open') return;
    placePopover(popover, button);
    first()?.focus();
  });
  popover.addEventListener('beforetoggle', ({ newState }) => {
    // Of one inside another, browsers leave the focus to chance.
    if (newState === 'closed' && popover.matches(':focus-within')) button.focus();
  });
  for (const element of [button, popover]) {
    element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented || !popover.matches(':popover-open')) return;
      event.preventDefault();
      popover.hidePopover();
    });
  }
}
