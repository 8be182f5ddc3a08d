import { after, childController } from '../../core/abort.ts';
import { randomHex } from '../../core/crypto/random.ts';
import { RtcError } from '../../core/errors.ts';
import { addressesOf } from './addresses.ts';
import type { Address, Claim, FrontDesk, Signaller } from './signaller.ts';

export interface AttendanceOptions {
  readonly signaller: Signaller;
  readonly server: string;
  readonly tag: string;
  readonly configuration: RTCConfiguration;
  readonly desk: FrontDesk;
  readonly claimed: (claim: Claim) => void;
  readonly lost: () => void;
  /** Every address of the room is somebody else's. */
  readonly full: () => void;
}

/** How long one claim may take, in milliseconds: not every failure ends in an event. Grows, for slow networks. */
const claimTime = { first: 2000, longest: 8000 } as const;
/** Milliseconds between two tries; ±25 %, so that a room does not return in step. */
const retry = { first: 250, longest: 1500 } as const;

/** Holds one address of a room, whatever the server does: the same again if it can, else another. */
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
    let free = shuffled(this.#addresses);
    let [failures, address] = [0, free.pop()];
    let held: Address | undefined;
    while (!signal.aborted) {
      if (address === undefined) {
        this.#options.full();
        await pause(retry.longest, signal);
        free = shuffled(this.#addresses);
        address = free.pop();
        continue;
      }
      const claim = await this.#try(address, failures, signal);
      if (claim === 'taken') address = free.pop();
      else if (claim === undefined) {
        await this.#failed(failures++, signal);
        // One that fails may be one that is taken: of some servers, Firefox does not hear why they close.
        if (address !== held) {
          free.unshift(address);
          address = free.pop();
        }
      } else {
        held = address;
        [failures, free] = [0, shuffled(this.#addresses.filter((other) => other !== address))];
        await this.#hold(claim, signal);
      }
    }
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
  const end = childController(signal);
  await new Promise<void>((resolve) => {
    end.signal.addEventListener('abort', () => resolve(), { once: true });
    globalThis.addEventListener?.('online', () => end.abort(), { signal: end.signal });
    after(jitter(milliseconds), end.signal, () => end.abort());
  });
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
