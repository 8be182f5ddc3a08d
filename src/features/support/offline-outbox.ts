import { after } from '../../core/abort.ts';
import { randomHex } from '../../core/crypto/random.ts';
import type { RtcError } from '../../core/errors.ts';
import { Latest } from '../../core/latest.ts';
import { type Outcome, postForm } from './offline-post.ts';
import { type FormStorage, type OfflineForm, OfflineShelf, type WaitingForm } from './offline-shelf.ts';
import { waitingKey } from './offline-waiting.ts';

export interface OfflineOutboxOptions {
  /** Where forms are posted to, as JSON. */
  url: string;
  /** The label of the desk: forms for different desks wait apart. */
  desk: string;
  /** The page's `localStorage` unless told otherwise. */
  storage?: FormStorage;
  /** A form has arrived. Called once a form, in one of the tabs that know it. */
  delivered(form: OfflineForm): void;
  /** A form that had been kept was refused for good, and is no longer in the outbox. `denied` or `bad-message`. */
  refused(form: OfflineForm, error: RtcError): void;
}

/** Milliseconds between attempts. */
const shortestPause = 5000;
const longestPause = 600_000;

/**
 * Forms for a desk that is offline, kept until they are delivered: over reloads where the browser stores them, else as
 * long as the page is open. Tries what waits as soon as it is made, whenever the browser comes online, and in between after
 * 5 s, 15 s, 45 s and so on up to 10 min, give or take a quarter, but not before the server wants it (`Retry-After`, up to
 * an hour; a server of another origin has to expose that header). Forms older than 30 days are dropped.
 *
 * A form is posted as `{ ...form, id, sentAt }` with `sentAt` in ISO 8601. 2xx says that it was delivered and 4xx that it
 * never will be, except for 408, 425 and 429; all else is tried again.
 */
export class OfflineOutbox {
  readonly #options: OfflineOutboxOptions;
  readonly #signal: AbortSignal;
  readonly #shelf: OfflineShelf;
  readonly #retries: Latest;
  readonly #inHand = new Set<string>();
  #failures = 0;
  #round: Promise<void> | undefined;

  /** @param signal - Its lifetime: what waits then is for the next outbox of this desk. */
  constructor(options: OfflineOutboxOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    this.#shelf = new OfflineShelf(options.desk, options.storage);
    this.#retries = new Latest(signal);
    // Node has no such event.
    globalThis.addEventListener?.('online', () => void this.resume(), { signal });
    void this.resume();
  }

  /**
   * Stores the form and tries to deliver it; `kept` says that it waits for a better moment. Rejects with `denied` or
   * `bad-message` if the server refuses it for good, and with `too-large` if it has more than 65,536 characters or 20 forms
   * wait already. Then it is not in the outbox, and `refused` is not called.
   */
  async send(form: OfflineForm): Promise<'delivered' | 'kept'> {
    const waiting: WaitingForm = { id: uuid(), sentAt: Date.now(), form: { ...form } };
    const outcome = await this.#alone(waiting.id, () => {
      this.#shelf.put(waiting);
      return this.#deliver(waiting);
    });
    if (outcome?.is === 'refused') throw outcome.error;
    if (outcome?.is === 'delivered') return 'delivered';
    this.#failures = 0;
    this.#retryAfter(outcome?.pause ?? 0);
    return 'kept';
  }

  /** Tries now what waits. Done when each form was tried, here or in another tab; never rejects because of the network. */
  resume(): Promise<void> {
    this.#failures = 0;
    return this.#tryAll();
  }

  #tryAll(): Promise<void> {
    this.#round ??= this.#tryEach().finally(() => (this.#round = undefined));
    return this.#round;
  }

  async #tryEach(): Promise<void> {
    let pause = 0;
    for (const { id } of this.#shelf.list()) {
      if (this.#signal.aborted) return;
      const outcome = await this.#alone(id, () => this.#tryAgain(id));
      if (outcome?.is !== 'kept') continue;
      pause = Math.max(pause, outcome.pause);
      if (outcome.forAll) break;
    }
    if (this.#shelf.list().length > 0) this.#retryAfter(pause);
  }

  async #tryAgain(id: string): Promise<Outcome | undefined> {
    // Another tab may have delivered it by now.
    const waiting = this.#shelf.list().find((other) => other.id === id);
    if (!waiting) return undefined;
    const outcome = await this.#deliver(waiting);
    if (outcome.is === 'refused') this.#options.refused(waiting.form, outcome.error);
    return outcome;
  }

  async #deliver(waiting: WaitingForm): Promise<Outcome> {
    const outcome = await postForm(this.#options.url, waiting, this.#signal);
    if (outcome.is === 'kept') return outcome;
    // Where there are no locks, another tab may have delivered it, too: whoever takes it away says so.
    if (this.#shelf.take(waiting.id) && outcome.is === 'delivered') this.#options.delivered(waiting.form);
    return outcome;
  }

  /** Runs `action` unless this form is in hand already, here or in another tab. */
  async #alone(id: string, action: () => Promise<Outcome | undefined>): Promise<Outcome | undefined> {
    if (this.#inHand.has(id)) return undefined;
    this.#inHand.add(id);
    try {
      return await unlessLocked(`${waitingKey(this.#options.desk)}:${id}`, action);
    } finally {
      this.#inHand.delete(id);
    }
  }

  #retryAfter(pause: number): void {
    const usual = Math.min(shortestPause * 3 ** this.#failures++, longestPause);
    after(Math.max(usual * (0.75 + Math.random() / 2), pause), this.#retries.next(), () => void this.#tryAll());
  }
}

/** A random UUID (RFC 9562 §5.4); `crypto.randomUUID` is for secure contexts only. */
function uuid(): string {
  const digits = randomHex(16);
  return [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `a${digits.slice(17, 20)}`, digits.slice(20)].join('-');
}

/** Runs `action` while no other tab runs one of that name; undefined if one does. */
async function unlessLocked<T>(name: string, action: () => Promise<T>): Promise<T | undefined> {
  let ran = false;
  try {
    return await navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      ran = true;
      return lock ? action() : undefined;
    });
  } catch (error) {
    if (ran) throw error;
    // No locks: an old browser, an insecure page, a sandboxed frame.
    return action();
  }
}
