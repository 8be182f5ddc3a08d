import { aborted } from './abort.ts';

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
