import { RtcError } from '../../core/errors.ts';
import { waitingKey } from './offline-waiting.ts';

/** What a visitor wrote, by the names of the fields. */
export type OfflineForm = Readonly<Record<string, string>>;

export type FormStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface WaitingForm {
  /** A UUID, the same in every attempt: so a server can drop what it has already. */
  id: string;
  /** Milliseconds since 1970. */
  sentAt: number;
  form: OfflineForm;
}

/** Milliseconds. */
const month = 30 * 24 * 3600 * 1000;
const mostForms = 20;
const mostCharacters = 65_536;

/** The forms in storage, and in memory those that storage did not take. */
export class OfflineShelf {
  readonly #key: string;
  readonly #storage: FormStorage | undefined;
  /** Gone, even if storage does not let go of them. */
  readonly #taken = new Set<string>();
  #memory: WaitingForm[] = [];

  /** @param storage - The page's `localStorage` unless told otherwise. */
  constructor(desk: string, storage: FormStorage | undefined = pageStorage()) {
    this.#key = waitingKey(desk);
    this.#storage = storage;
    // What was there may have been too old, or none of ours.
    if (this.#stored().length === 0) this.#store([]);
  }

  list(): WaitingForm[] {
    return [...this.#stored(), ...this.#memory];
  }

  put(waiting: WaitingForm): void {
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
  #stored(): WaitingForm[] {
    try {
      const list: unknown = JSON.parse(this.#storage?.getItem(this.#key) ?? '[]');
      const waiting = Array.isArray(list) ? list.filter(isWaiting) : [];
      return waiting.filter(({ id }) => !this.#taken.has(id)).slice(0, mostForms);
    } catch {
      return [];
    }
  }

  #store(list: WaitingForm[]): boolean {
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

function isWaiting(value: unknown): value is WaitingForm {
  if (typeof value !== 'object' || value === null) return false;
  const { id, sentAt, form } = value as Partial<Record<keyof WaitingForm, unknown>>;
  return (
    typeof id === 'string' &&
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) &&
    typeof sentAt === 'number' &&
    // In either direction, for clocks that were wrong.
    Math.abs(Date.now() - sentAt) < month &&
    isForm(form)
  );
}

function isForm(form: unknown): form is OfflineForm {
  if (typeof form !== 'object' || form === null || Array.isArray(form)) return false;
  return Object.values(form).every((text) => typeof text === 'string') && JSON.stringify(form).length <= mostCharacters;
}
