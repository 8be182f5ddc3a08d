/** Runs `cleanUp` when `signal` aborts: at once if it already has. */
export function onAbort(signal: AbortSignal, cleanUp: () => void): void {
  if (signal.aborted) cleanUp();
  else signal.addEventListener('abort', cleanUp, { once: true });
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
