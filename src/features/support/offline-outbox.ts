import { after, childController } from '../../core/abort.ts';
import { randomHex } from '../../core/crypto/random.ts';
import { RtcError } from '../../core/errors.ts';
import { Latest } from '../../core/latest.ts';
import { waitingKey } from './offline-waiting.ts';

/** What a visitor wrote, by the names of the fields. */
export type OfflineForm = Readonly<Record<string, string>>;

type FormStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

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

interface Waiting {
  /** A UUID, the same in every attempt: so a server can drop what it has already. */
  id: string;
  /** Milliseconds since 1970. */
  sentAt: number;
  form: OfflineForm;
}

type Outcome =
  | { is: 'delivered' }
  | { is: 'refused'; error: RtcError }
  /** `pause`: the milliseconds for which the server wants to be left alone. `forAll`: the next form would fare no better. */
  | { is: 'kept'; pause: number; forAll: boolean };

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const MONTH = 30 * 24 * HOUR;
const patience = 15 * SECOND;
const mostForms = 20;
const mostCharacters = 65_536;

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
  readonly #shelf: Shelf;
  readonly #retries: Latest;
  readonly #inHand = new Set<string>();
  #failures = 0;
  #round: Promise<void> | undefined;

  /** @param signal - Its lifetime: what waits then is for the next outbox of this desk. */
  constructor(options: OfflineOutboxOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    this.#shelf = new Shelf(options);
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
    const waiting: Waiting = { id: uuid(), sentAt: Date.now(), form: { ...form } };
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

  async #deliver(waiting: Waiting): Promise<Outcome> {
    const outcome = await post(this.#options.url, waiting, this.#signal);
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
    const usual = Math.min(5 * SECOND * 3 ** this.#failures++, 600 * SECOND);
    after(Math.max(usual * (0.75 + Math.random() / 2), pause), this.#retries.next(), () => void this.#tryAll());
  }
}

/** The forms in storage, and in memory those that storage did not take. */
class Shelf {
  readonly #key: string;
  readonly #storage: FormStorage | undefined;
  /** Gone, even if storage does not let go of them. */
  readonly #taken = new Set<string>();
  #memory: Waiting[] = [];

  constructor({ desk, storage }: OfflineOutboxOptions) {
    this.#key = waitingKey(desk);
    this.#storage = storage ?? pageStorage();
    // What was there may have been too old, or none of ours.
    if (this.#stored().length === 0) this.#store([]);
  }

  list(): Waiting[] {
    return [...this.#stored(), ...this.#memory];
  }

  put(waiting: Waiting): void {
    if (!isWaiting(waiting)) throw new RtcError('too-large', `A form is text, of at most ${mostCharacters} characters`);
    if (this.list().length >= mostForms) throw new RtcError('too-large', `${mostForms} forms wait for delivery already`);
    if (!this.#store([...this.#stored(), waiting])) this.#memory.push(waiting);
  }

  /** Whether it was there. */
  take(id: string): boolean {
    const there = this.list().some((waiting) => waiting.id === id);
    this.#taken.add(id);
    this.#memory = this.#memory.filter((waiting) => waiting.id !== id);
    this.#store(this.#stored());
    return there;
  }

  /** Anybody on this origin may have written there: only what has our shape is read. */
  #stored(): Waiting[] {
    try {
      const list: unknown = JSON.parse(this.#storage?.getItem(this.#key) ?? '[]');
      const waiting = Array.isArray(list) ? list.filter(isWaiting) : [];
      return waiting.filter(({ id }) => !this.#taken.has(id)).slice(0, mostForms);
    } catch {
      return [];
    }
  }

  #store(list: Waiting[]): boolean {
    try {
      if (list.length > 0) this.#storage?.setItem(this.#key, JSON.stringify(list));
      else this.#storage?.removeItem(this.#key);
      return this.#storage !== undefined;
    } catch {
      return false;
    }
  }
}

function pageStorage(): FormStorage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

function isWaiting(value: unknown): value is Waiting {
  if (typeof value !== 'object' || value === null) return false;
  const { id, sentAt, form } = value as Partial<Record<keyof Waiting, unknown>>;
  return (
    typeof id === 'string' &&
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) &&
    typeof sentAt === 'number' &&
    // In either direction, for clocks that were wrong.
    Math.abs(Date.now() - sentAt) < MONTH &&
    isForm(form)
  );
}

function isForm(form: unknown): form is OfflineForm {
  if (typeof form !== 'object' || form === null || Array.isArray(form)) return false;
  return Object.values(form).every((text) => typeof text === 'string') && JSON.stringify(form).length <= mostCharacters;
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

async function post(url: string, { id, sentAt, form }: Waiting, signal: AbortSignal): Promise<Outcome> {
  const attempt = childController(signal);
  after(patience, attempt.signal, () => attempt.abort());
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...form, id, sentAt: new Date(sentAt).toISOString() }),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    signal: attempt.signal,
  }).catch(() => undefined);
  // Nobody reads the body.
  attempt.abort();
  return answer ? outcomeOf(answer) : { is: 'kept', pause: 0, forAll: true };
}

function outcomeOf({ ok, status, headers }: Response): Outcome {
  if (ok) return { is: 'delivered' };
  const tooEarly = [408, 425, 429].includes(status);
  if (status >= 400 && status < 500 && !tooEarly) {
    const code = status === 401 || status === 403 ? 'denied' : 'bad-message';
    return { is: 'refused', error: new RtcError(code, `The server refused the form: HTTP ${status}`) };
  }
  const pause = pauseOf(headers.get('retry-after') ?? '');
  // A form may break the server each time, and must not hold up those behind it.
  return { is: 'kept', pause, forAll: tooEarly || pause > 0 };
}

/** Milliseconds, at most an hour; from seconds or a date (RFC 9110 §10.2.3). */
function pauseOf(retryAfter: string): number {
  const milliseconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) * SECOND : Date.parse(retryAfter) - Date.now();
  return Math.min(Math.max(milliseconds || 0, 0), HOUR);
}
