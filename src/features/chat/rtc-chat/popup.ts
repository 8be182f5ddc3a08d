import { placePopover } from '../../../ui/place-popover.ts';

/**
 * Opens a popover that was made by hand beside a button. The focus goes into it, and back to where it came from; `closed` is called
 * afterwards. Escape closes this one and nothing around it.
 */
export function openPopup(popup: HTMLElement, button: () => HTMLElement | undefined, closed: () => void = () => undefined): void {
  const over = new AbortController();
  const { signal } = over;
  popup.addEventListener('beforetoggle', ({ newState }) => {
    if (newState === 'open') return;
    // The button may be another one of its kind by now.
    if (popup.matches(':focus-within')) button()?.focus();
    over.abort();
    closed();
  }, { signal });
  popup.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    popup.hidePopover();
  }, { signal });
  popup.showPopover();
  const from = button();
  if (from) placePopover(popup, from);
  popup.querySelector<HTMLElement>('button')?.focus();
}
