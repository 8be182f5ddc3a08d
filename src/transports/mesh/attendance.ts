import { aborted, after, childController } from '../../core/abort.ts';
import { randomHex } from '../../core/crypto/random.ts';
import { RtcError } from '../../core/errors.ts';
import { type Address, addressesOf } from '../../core/mailbox.ts';
import type { Claim, FrontDesk, Signaller } from './signaller.ts';

export interface AttendanceOptions {
  readonly signaller: Signaller;
  readonly server: string;
  readonly tag: string;
  readonly configuration: RTCConfiguration;
  readonly desk: FrontDesk;
  readonly claimed: (claim: Claim) => void;
  readonly lost: () => void;
  /** Every address of the family is somebody else's. */
  readonly full: () => void;
  /** The first address that is free, instead of any: others have to find it. */
  readonly isInOrder?: boolean;
}

/** How long one claim may take, in milliseconds: not every failure ends in an event. Grows, for slow networks. */
const claimTime = { first: 2000, longest: 8000 } as const;
/** Milliseconds between two tries; ±25 %, so that a room does not return in step. */
const retry = { first: 250, longest: 1000 } as const;
/**
 * Browsers slow down who opens sockets again and again in vain (Firefox up to a minute). So it is asked in another way whether
 * the service is there at all, and for so long at most: something may be in that way alone. Milliseconds.
 */
const knocking = { timeLimit: 2000, longest: 10_000 } as const;

/** Holds one address of a family, whatever the server does: the same again if it can, else another. */
export class Attendance {
  readonly #options: AttendanceOptions;
  readonly #addresses: readonly Address[];
  /** One for this stay, so that the server knows a returner. */
  readonly #token = randomHex(16);
  #claim: Claim | undefined;

  constructor(options: AttendanceOptions) {
    this.#options = options;
    this.#addresses = addressesOf(options.tag);
  }

  get claim(): Claim | undefined {
    return this.#claim;
  }

  /** Goes on until `signal` aborts. */
  async keep(signal: AbortSignal): Promise<void> {
    let free = this.#inTurn(this.#addresses);
    let [failures, address] = [0, free.pop()];
    let held: Address | undefined;
    while (!signal.aborted) {
      if (address === undefined) {
        this.#options.full();
        await pause(retry.longest, signal);
        free = this.#inTurn(this.#addresses);
        address = free.pop();
        continue;
      }
      const claim = await this.#try(address, failures, signal);
      if (claim === 'taken') address = free.pop();
      else if (claim === undefined) {
        await this.#failed(failures++, signal);
        // A longer time limit is for a service that is slow, not for one that is not there.
        if ((held !== undefined || failures > 1) && !(await this.#isReached(signal))) failures = 0;
        // One that fails may be one that is taken: of some servers, Firefox does not hear why they close.
        if (address !== held) {
          free.unshift(address);
          address = free.pop();
        }
      } else {
        held = address;
        [failures, free] = [0, this.#inTurn(this.#addresses.filter((other) => other !== address))];
        await this.#hold(claim, signal);
      }
    }
  }

  /** The last is tried first. */
  #inTurn(addresses: readonly Address[]): Address[] {
    return this.#options.isInOrder ? [...addresses].reverse() : shuffled(addresses);
  }

  async #try(address: Address, failures: number, signal: AbortSignal): Promise<Claim | 'taken' | undefined> {
    const { signaller, server, configuration, desk } = this.#options;
    const timeLimit = Math.min(claimTime.first * 2 ** failures, claimTime.longest);
    try {
      return await signaller.claim(address, { server, token: this.#token, configuration, timeLimit, desk }, signal);
    } catch (error) {
      if (!signal.aborted && !(error instanceof RtcError)) throw error;
      return undefined;
    }
  }

  async #failed(failures: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.#options.lost();
    await pause(Math.min(retry.first * 2 ** failures, retry.longest), signal);
  }

  /** Resolves when the service can be reached, or has not been for long. */
  async #isReached(signal: AbortSignal): Promise<boolean> {
    const end = performance.now() + knocking.longest;
    for (let count = 0; performance.now() < end && !signal.aborted; count++) {
      const [attempt, begun] = [untilWoken(signal), performance.now()];
      after(knocking.timeLimit, attempt.signal, () => attempt.abort());
      const isThere = await this.#options.signaller.isThere(this.#options.server, attempt.signal);
      attempt.abort();
      if (isThere) return true;
      // What took its time need not be waited for.
      if (performance.now() - begun < retry.longest) await pause(Math.min(retry.first * 2 ** count, retry.longest), signal);
    }
    return false;
  }

  async #hold(claim: Claim, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.#claim = claim;
    this.#options.claimed(claim);
    await new Promise<void>((resolve) => {
      if (claim.lost.aborted) resolve();
      else claim.lost.addEventListener('abort', () => resolve(), { once: true });
    });
    this.#claim = undefined;
    if (!signal.aborted) this.#options.lost();
  }
}

/** A wait that ends early when the browser says the network is back. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  const end = untilWoken(signal);
  after(jitter(milliseconds), end.signal, () => end.abort());
  await aborted(end.signal);
}

/** Aborts, too, when the browser says that the network is back. */
function untilWoken(signal: AbortSignal): AbortController {
  const end = childController(signal);
  globalThis.addEventListener?.('online', () => end.abort(), { signal: end.signal });
  return end;
}

export function jitter(milliseconds: number): number {
  return milliseconds * (0.75 + Math.random() / 2);
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
