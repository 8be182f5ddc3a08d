import { aborted, childController } from './abort.ts';

/**
 * As {@link holdLock}, for as long as another page may take to go away: so many milliseconds. One that goes lets go of its locks a moment
 * after the next one has begun.
 */
export async function holdLockWithin(name: string, milliseconds: number, signal: AbortSignal): Promise<boolean> {
  if (!('locks' in navigator)) return true;
  const waiting = childController(signal);
  const timer = setTimeout(() => waiting.abort(), milliseconds);
  try {
    return await new Promise<boolean>((resolve, reject) => {
      const got = () => {
        clearTimeout(timer);
        resolve(true);
        return aborted(signal);
      };
      navigator.locks.request(name, { signal: waiting.signal }, got).catch(reject);
    });
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
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
