import type { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Refusal } from './admission.ts';
import { TokenBucket } from './token-bucket.ts';

/** Seconds' worth of a rate that may come at once; so long an address is remembered after its last socket. */
const BURST = 10;
/** An offer has some KiB, the twenty candidates after it a few hundred bytes each. */
const MESSAGE_SIZE = 1024;

/** What all sockets and streams of one address may do together. */
export interface AddressLimits {
  /** Open at a time. So many may also be opened at once; after that, a tenth of it each second. */
  readonly sockets: number;
  /** Messages a second, of 1 KiB on average. Ten times as many may come at once. */
  readonly messages: number;
}

/** One address, and what it has left. */
export class Address {
  sockets = 0;
  readonly openings: TokenBucket;
  readonly #messages: TokenBucket;
  readonly #volume: TokenBucket;

  constructor({ sockets, messages }: AddressLimits) {
    this.openings = new TokenBucket(sockets, sockets / BURST);
    this.#messages = new TokenBucket(messages * BURST, messages);
    this.#volume = new TokenBucket(messages * BURST * MESSAGE_SIZE, messages * MESSAGE_SIZE);
  }

  /** Says true if one more message of so many bytes is within the rate. */
  take(bytes: number): boolean {
    return this.#messages.take() && this.#volume.take(bytes);
  }

  /** Whether a new one would be the same. */
  get isForgettable(): boolean {
    return this.sockets === 0 && [this.openings, this.#messages, this.#volume].every(({ isFull }) => isFull);
  }
}

/** Every address that has a socket, or had one a moment ago: else closing it would be enough to begin anew. */
export class Addresses {
  readonly #limits: AddressLimits;
  readonly #addressOf: (request: IncomingMessage) => string;
  readonly #known = new Map<string, Address>();
  #sweptAt = performance.now();

  constructor(limits: AddressLimits, addressOf: (request: IncomingMessage) => string) {
    this.#limits = limits;
    this.#addressOf = addressOf;
  }

  /** 429 (RFC 6585 §4) when the address may not open another socket now. */
  refuse(request: IncomingMessage): Refusal | undefined {
    this.#forget();
    const address = this.#find(request);
    if (address.sockets >= this.#limits.sockets) return { status: 429, reason: 'Too many sockets from this address' };
    if (!address.openings.take()) return { status: 429, reason: 'Too many new sockets from this address' };
    return undefined;
  }

  /** Counts a socket, or a stream that is as good as one, until its `close`. */
  count(open: EventEmitter, request: IncomingMessage): Address {
    const address = this.#find(request);
    address.sockets += 1;
    open.once('close', () => (address.sockets -= 1));
    return address;
  }

  #find(request: IncomingMessage): Address {
    const name = this.#addressOf(request);
    const address = this.#known.get(name) ?? new Address(this.#limits);
    this.#known.set(name, address);
    return address;
  }

  #forget(): void {
    if (performance.now() - this.#sweptAt < BURST * 1000) return;
    this.#sweptAt = performance.now();
    for (const [name, address] of this.#known) {
      if (address.isForgettable) this.#known.delete(name);
    }
  }
}
