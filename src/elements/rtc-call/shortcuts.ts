import { onAbort } from '../../core/abort.ts';

/** What a key does, while it is held or when it is pressed. */
export interface Shortcut {
  /** As in W3C UI Events `KeyboardEvent.code`: where the key is, whatever the language of the keyboard. */
  readonly code: string;
  /** Returns what its release does, or nothing if the key is not for us at the moment, and the page has it. */
  readonly press: () => (() => void) | undefined;
}

export interface ShortcutOptions {
  /** The element they belong to. */
  readonly call: HTMLElement;
  readonly isOff: () => boolean;
  readonly shortcuts: readonly Shortcut[];
}

/** Where keys mean something already: fields, and whatever a key presses, opens or plays. */
const busy = `input, textarea, select, button, a[href], area[href], summary, audio, video, iframe, embed, object, label, dialog,
  [contenteditable]:not([contenteditable='false' i]), [tabindex]:not([tabindex^='-']), [role='application']`;

/** Listens to keys in the whole page, where they mean nothing else, until `signal` aborts. */
export function listenToKeys({ call, isOff, shortcuts }: ShortcutOptions, signal: AbortSignal): void {
  let held: { readonly code: string; readonly release: () => void } | undefined;

  const release = () => {
    held?.release();
    held = undefined;
  };

  const down = (event: KeyboardEvent) => {
    // A page that scrolls while one talks would be a nuisance.
    if (event.code === held?.code) return event.preventDefault();
    if (isOff() || held || !isFree(event, call)) return;
    const shortcut = shortcuts.find(({ code }) => code === event.code);
    const released = shortcut?.press();
    if (!shortcut || !released) return;
    held = { code: shortcut.code, release: released };
    event.preventDefault();
  };

  const up = (event: KeyboardEvent) => {
    if (event.code !== held?.code) return;
    event.preventDefault();
    release();
  };

  document.addEventListener('keydown', down, { signal });
  document.addEventListener('keyup', up, { capture: true, signal });
  // Where the key comes up unseen.
  window.addEventListener('blur', release, { signal });
  document.addEventListener('visibilitychange', release, { signal });
  onAbort(signal, release);
}

/** Nobody else wants the key: no field, no control, no other call, and no handler of the page. */
function isFree(event: KeyboardEvent, call: HTMLElement): boolean {
  if (event.defaultPrevented || event.repeat || event.isComposing) return false;
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return false;
  const around = event.composedPath().filter((target) => target instanceof Element);
  return !around.some((element) => element.matches(busy) || (element.localName === 'rtc-call' && element !== call));
}
