/** Runs `cleanUp` when `signal` aborts: at once if it already has. */
export function onAbort(signal: AbortSignal, cleanUp: () => void): void {
  if (signal.aborted) cleanUp();
  else signal.addEventListener('abort', cleanUp, { once: true });
}

/**
 * As {@link onAbort}, for what may not be left half done. Of a tab that is closed, Firefox stops one script, wherever it
 * is at that moment: `cleanUp` is called twice, and what the first call did not get done, the second does.
 */
export function insistOnAbort(signal: AbortSignal, cleanUp: () => void): void {
  onAbort(signal, () => cleanUp());
  onAbort(signal, () => cleanUp());
}

/** A controller that also aborts when `parent` does, with the parent's reason. */
export function childController(parent: AbortSignal): AbortController {
  const child = new AbortController();
  // The child's own signal takes the listener off a parent that lives longer.
  if (parent.aborted) child.abort(parent.reason);
  else parent.addEventListener('abort', () => child.abort(parent.reason), { signal: child.signal });
  return child;
}

/** Runs `action` after `milliseconds`, unless `signal` aborts first. */
export function after(milliseconds: number, signal: AbortSignal, action: () => void): void {
  if (signal.aborted) return;
  const cancel = () => clearTimeout(timer);
  const timer: ReturnType<typeof setTimeout> = setTimeout(() => {
    signal.removeEventListener('abort', cancel);
    action();
  }, milliseconds);
  signal.addEventListener('abort', cancel, { once: true });
}

/** Settles as `promise` does, or rejects with the signal's reason, whichever is first. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    onAbort(signal, abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Resolves when `signal` aborts; at once if it already has. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => onAbort(signal, resolve));
}
