import { aborted, childController } from './abort.ts';

/**
 * As {@link holdLock}, of whichever of these names is let go of first, and returns it: within so many milliseconds, or undefined. A page that
 * goes lets go of its locks a moment after the next one has begun; others stay, and nobody can tell which of them will go.
 */
export async function holdOneWithin(names: readonly string[], milliseconds: number, signal: AbortSignal): Promise<string | undefined> {
  if (!('locks' in navigator)) return names[0];
  const asked = names.map((name) => ({ name, end: childController(signal) }));
  const giveUp = (but?: string) => {
    for (const { name, end } of asked) if (name !== but) end.abort();
  };
  const timer = setTimeout(() => giveUp(), milliseconds);
  const granted = asked.map(({ name, end }) => {
    return new Promise<string>((resolve, reject) => {
      const got = () => {
        resolve(name);
        return aborted(end.signal);
      };
      navigator.locks.request(name, { signal: end.signal }, got).catch(reject);
    });
  });
  const first = await Promise.any(granted).catch(() => undefined);
  clearTimeout(timer);
  giveUp(first);
  return first;
}

/**
 * Holds the lock of this name until `signal` aborts. False if another page of this origin has it. Where the browser has no
 * locks, nobody has (W3C Web Locks §3.2).
 */
export async function holdLock(name: string, signal: AbortSignal): Promise<boolean> {
  try {
    return await new Promise<boolean>((resolve, reject) => {
      const asked = navigator.locks.request(name, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock ? aborted(signal) : undefined;
      });
      asked.catch(reject);
    });
  } catch {
    return true;
  }
}
