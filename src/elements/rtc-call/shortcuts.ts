import { onAbort } from '../../core/abort.ts';

/** What a key does, while it is held or when it is pressed. */
export interface Shortcut {
  /** As it is typed, in lower case, such as `m` or `?`; or `space`. */
  readonly key: string;
  /** In the whole page. Default: only where the call is what was used last, since other keys of the page are its own. */
  readonly everywhere?: boolean;
  /** Returns what its release does, or nothing if the key is not for us at the moment, and the page has it. */
  readonly press: () => (() => void) | undefined;
}

export interface ShortcutOptions {
  /** The element they belong to. */
  readonly call: HTMLElement;
  /** Asked at every key; none: they are switched off. */
  readonly shortcuts: () => readonly Shortcut[];
}

/** Where keys mean something already: fields, and whatever a key presses, opens or plays. A tile has the focus, and leaves the space bar alone. */
const typing = `input, textarea, select, iframe, embed, object, dialog, [contenteditable]:not([contenteditable='false' i]), [role='application'], [role='menu']`;
const pressing = `button, a[href], area[href], summary, audio[controls], video[controls], label, [tabindex]:not([tabindex^='-'], rtc-video-tile)`;

/** Listens to keys in the whole page, where they mean nothing else, until `signal` aborts. */
export function listenToKeys({ call, shortcuts }: ShortcutOptions, signal: AbortSignal): void {
  let held: { readonly code: string; readonly release: () => void } | undefined;
  let isUsed = false;

  const release = () => {
    held?.release();
    held = undefined;
  };

  const down = (event: KeyboardEvent) => {
    // A page that scrolls while one talks would be a nuisance.
    if (event.code === held?.code) return event.preventDefault();
    if (held || !isFree(event, call)) return;
    const shortcut = shortcuts().find(({ key, everywhere }) => isKey(event, key) && (everywhere ?? (isUsed || call.matches(':focus-within, :fullscreen'))));
    const released = shortcut?.press();
    if (!released) return;
    held = { code: event.code, release: released };
    event.preventDefault();
  };

  const up = (event: KeyboardEvent) => {
    if (event.code !== held?.code) return;
    event.preventDefault();
    release();
  };

  document.addEventListener('keydown', down, { signal });
  document.addEventListener('keyup', up, { capture: true, signal });
  document.addEventListener('pointerdown', (event) => (isUsed = event.composedPath().includes(call)), { capture: true, signal });
  // Where the key comes up unseen.
  window.addEventListener('blur', release, { signal });
  document.addEventListener('visibilitychange', release, { signal });
  onAbort(signal, release);
}

/** On a keyboard without Latin letters, it is where they would be (W3C UI Events, `KeyboardEvent.code`). */
function isKey({ key, code }: KeyboardEvent, wanted: string): boolean {
  if (wanted === 'space') return code === 'Space';
  return key.toLowerCase() === wanted || (/^[^\p{ASCII}]$/u.test(key) && code === `Key${wanted.toUpperCase()}`);
}

/** Nobody else wants the key: no field, no control that it would press, no other call, and no handler of the page. */
function isFree(event: KeyboardEvent, call: HTMLElement): boolean {
  if (event.defaultPrevented || event.repeat || event.isComposing) return false;
  // Shift is part of some characters, such as a question mark.
  const isLetter = /^\p{L}$/u.test(event.key);
  if (event.ctrlKey || event.altKey || event.metaKey || (event.shiftKey && (isLetter || event.code === 'Space'))) return false;
  const around = event.composedPath().filter((target) => target instanceof Element);
  const busy = event.code === 'Space' ? `${typing}, ${pressing}` : typing;
  // The page's own controls may have keys of their own.
  const own = around.includes(call) ? busy : `${typing}, ${pressing}`;
  return !around.some((element) => element.matches(own) || (element.localName === 'rtc-call' && element !== call));
}
