import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { childController, onAbort } from '../../core/abort.ts';
import { holdLock, holdLockWithin } from '../../core/origin-lock.ts';
import { beginning, type Stamp } from './chat-clock.ts';
import { type ChatKeys, makeKeys } from './chat-keys.ts';
import { type KeptPost, keptPost, type Post } from './chat-post.ts';
import type { Vector } from './chat-wire.ts';

/** Everything besides the posts. */
export interface Notes {
  /** What was here once, whether it is still kept or not. */
  readonly have: Vector;
  /** By key: what each has of one's own lines. */
  readonly acknowledged: Readonly<Record<string, Vector>>;
  /** The last message that was read here. */
  readonly seen: Stamp;
  /** When one came first: what was said before is there to be read, and waits for nobody. */
  readonly since: Stamp;
  /** Keys that were proved here. */
  readonly verified: readonly string[];
  readonly draft: string;
}

export const noNotes: Notes = { have: {}, acknowledged: {}, seen: beginning, since: beginning, verified: [], draft: '' };

/** Where the chat of one room is kept, for one person: a page and those that come after it, one at a time. */
export interface ChatBox {
  readonly keys: ChatKeys;
  /** False where nothing outlives the page. */
  readonly isKept: boolean;
  /** True where nothing was in it. */
  readonly isNew: boolean;
  readonly notes: Notes;
  readonly posts: readonly KeptPost[];
  put(posts: readonly Post[]): void;
  drop(ids: readonly string[]): void;
  note(notes: Partial<Notes>): void;
  /** Resolves when all of it is written, as far as the browser keeps anything. */
  written(): Promise<void>;
  /** Deletes all of it. */
  forget(): Promise<void>;
}

/** Opens the box of a room (`RoomKeys.log`), to be closed when `signal` aborts. */
export type OpenBox = (log: string, signal: AbortSignal) => Promise<ChatBox>;

/** For as long as the page lives. @throws RtcError as {@link makeKeys}. */
export const memoryBox: OpenBox = async () => new MemoryBox(await makeKeys());

class MemoryBox implements ChatBox {
  readonly isKept = false;
  readonly isNew = true;
  readonly posts = [];
  readonly keys: ChatKeys;
  notes = noNotes;

  constructor(keys: ChatKeys) {
    this.keys = keys;
  }

  put(): void {
    // The chat itself has it.
  }

  drop(): void {
    // Nothing is here.
  }

  note(notes: Partial<Notes>): void {
    this.notes = { ...this.notes, ...notes };
  }

  async written(): Promise<void> {
    // There is nothing to write.
  }

  async forget(): Promise<void> {
    this.notes = { ...noNotes, seen: this.notes.seen, since: this.notes.since };
  }
}

interface BoxRecord {
  readonly id: string;
  /** In milliseconds since the epoch. */
  readonly used: number;
  readonly keys: ChatKeys;
  readonly notes: Notes;
}

interface Schema extends DBSchema {
  boxes: { key: string; value: BoxRecord };
  posts: { key: [box: string, id: string]; value: KeptPost & { box: string } };
}

const name = 'rtc-elements-chat';
/** Says to the next page that there is something here, so that it need not look. */
const mark = 'rtc-elements.kept.chat';
/** For so long a box is kept that nobody opens. Milliseconds. */
const keptFor = 24 * 60 * 60 * 1000;
/** How many pages of one browser may be in one room at a time, each with a box of its own. */
const mostBoxes = 32;
/** For so long a page waits for the one before it, which may be another that stays. Milliseconds. */
const handover = 1500;

/** In the browser's storage (W3C IndexedDB); in memory where that does not work. @throws RtcError as {@link makeKeys}. */
export const storedBox: OpenBox = async (log, signal) => {
  try {
    const db = await openDB<Schema>(name, 1, {
      upgrade(created) {
        created.createObjectStore('boxes', { keyPath: 'id' });
        created.createObjectStore('posts', { keyPath: ['box', 'id'] });
      },
    });
    await deleteOld(db);
    const box = await StoredBox.open(db, log, signal);
    localStorage.setItem(mark, '');
    onAbort(signal, () => void box.written().then(() => db.close()));
    return box;
  } catch {
    // Some private windows keep nothing, and some origins may not.
    return memoryBox(log, signal);
  }
};

class StoredBox implements ChatBox {
  readonly isNew: boolean;
  readonly keys: ChatKeys;
  readonly posts: readonly KeptPost[];
  notes: Notes;
  readonly #db: IDBPDatabase<Schema>;
  readonly #id: string;
  readonly #puts = new Map<string, KeptPost>();
  readonly #drops = new Set<string>();
  #isNoted = false;
  #isForgotten = false;
  #writing: Promise<void> | undefined;

  constructor(db: IDBPDatabase<Schema>, { id, keys, notes }: BoxRecord, posts: readonly KeptPost[], isNew: boolean) {
    this.#db = db;
    this.#id = id;
    this.keys = keys;
    this.notes = notes;
    this.posts = posts;
    this.isNew = isNew;
  }

  /** The box that was used last of those that no other page has open; else a new one. */
  static async open(db: IDBPDatabase<Schema>, log: string, signal: AbortSignal): Promise<StoredBox> {
    const known = await db.getAll('boxes', IDBKeyRange.bound(`${log}/`, `${log}/\uffff`));
    const kept = known.sort((a, b) => b.used - a.used);
    const free = (await firstFree(kept, signal)) ?? (await soonFree(kept[0], signal));
    if (free) {
      const record = (await db.get('boxes', free.id)) ?? free;
      return new StoredBox(db, record, await db.getAll('posts', rangeOf(free.id)), false);
    }
    const id = await newPlace(log, known.map((each) => each.id), signal);
    const record: BoxRecord = { id, used: Date.now(), keys: await makeKeys(), notes: noNotes };
    await db.put('boxes', record);
    return new StoredBox(db, record, [], true);
  }

  get isKept(): boolean {
    return !this.#isForgotten;
  }

  put(posts: readonly Post[]): void {
    for (const post of posts) {
      this.#drops.delete(post.id);
      this.#puts.set(post.id, keptPost(post));
    }
    this.#write();
  }

  drop(ids: readonly string[]): void {
    for (const id of ids) {
      this.#puts.delete(id);
      this.#drops.add(id);
    }
    this.#write();
  }

  note(notes: Partial<Notes>): void {
    this.notes = { ...this.notes, ...notes };
    this.#isNoted = true;
    this.#write();
  }

  async written(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async forget(): Promise<void> {
    if (this.#isForgotten) return;
    this.#isForgotten = true;
    await this.written();
    const transaction = this.#db.transaction(['boxes', 'posts'], 'readwrite');
    await Promise.all([transaction.objectStore('boxes').delete(this.#id), transaction.objectStore('posts').delete(rangeOf(this.#id)), transaction.done]);
    if ((await this.#db.count('boxes')) === 0) localStorage.removeItem(mark);
  }

  /** What comes while it is written goes along with the next. */
  #write(): void {
    if (this.#isForgotten) return;
    this.#writing ??= Promise.resolve()
      .then(() => this.#flush())
      // A full disk, or storage that was taken away: the chat goes on.
      .catch(() => undefined)
      .finally(() => {
        this.#writing = undefined;
        if (this.#puts.size > 0 || this.#drops.size > 0 || this.#isNoted) this.#write();
      });
  }

  async #flush(): Promise<void> {
    const transaction = this.#db.transaction(['boxes', 'posts'], 'readwrite', { durability: 'relaxed' });
    const posts = transaction.objectStore('posts');
    const [puts, drops] = [[...this.#puts.values()], [...this.#drops]];
    this.#puts.clear();
    this.#drops.clear();
    this.#isNoted = false;
    const record: BoxRecord = { id: this.#id, used: Date.now(), keys: this.keys, notes: this.notes };
    await Promise.all([
      ...puts.map((post) => posts.put({ ...post, box: this.#id })),
      ...drops.map((id) => posts.delete([this.#id, id])),
      transaction.objectStore('boxes').put(record),
      transaction.done,
    ]);
  }
}

async function firstFree(boxes: readonly BoxRecord[], signal: AbortSignal): Promise<BoxRecord | undefined> {
  for (const box of boxes) if (await holdLock(lockOf(box.id), signal)) return box;
  return undefined;
}

/** A reload opens the box that it had. */
async function soonFree(box: BoxRecord | undefined, signal: AbortSignal): Promise<BoxRecord | undefined> {
  return box && (await holdLockWithin(lockOf(box.id), handover, signal)) ? box : undefined;
}

/** A name that no other page is about to take. */
async function newPlace(log: string, known: readonly string[], signal: AbortSignal): Promise<string> {
  for (let place = 0; place < mostBoxes; place++) {
    const id = `${log}/${place}`;
    if (!known.includes(id) && (await holdLock(lockOf(id), signal))) return id;
  }
  throw new RangeError('Too many pages are in this room');
}

async function deleteOld(db: IDBPDatabase<Schema>): Promise<void> {
  const boxes = await db.getAll('boxes');
  for (const { id } of boxes.filter(({ used }) => used < Date.now() - keptFor)) {
    const holding = childController(new AbortController().signal);
    if (!(await holdLock(lockOf(id), holding.signal))) continue;
    await Promise.all([db.delete('boxes', id), db.delete('posts', rangeOf(id))]);
    holding.abort();
  }
  if ((await db.count('boxes')) === 0) localStorage.removeItem(mark);
}

function lockOf(id: string): string {
  return `${name}/${id}`;
}

function rangeOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, '\uffff']);
}
