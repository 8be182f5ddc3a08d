import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { childController, onAbort } from '../../core/abort.ts';
import { handover, keptFor, keptMark } from '../../core/kept.ts';
import { holdLock, holdOneWithin } from '../../core/origin-lock.ts';
import { type ChatBox, memoryBox, type Notes, noNotes, type OpenBox } from './chat-box.ts';
import { type ChatKeys, makeKeys } from './chat-keys.ts';
import { type KeptPost, keptPost, type Post } from './chat-post.ts';

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
const mark = keptMark('chat');
/** How many pages of one browser may be in one room at a time, each with a box of its own. */
const mostBoxes = 32;
/** What comes so soon after it was written is gathered, milliseconds: less than others wait to hear that something came. */
const writingPace = 20;

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
  #isKept = true;
  #writing: Promise<void> | undefined;
  /** When it was begun last, by `performance.now()`. */
  #written = -Infinity;

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
    const free = (await firstFree(kept, signal)) ?? (await soonFree(kept, signal));
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
    return this.#isKept;
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
    await this.#writing;
    // What came while that was written goes along with this one.
    await this.#writing;
  }

  async forget(): Promise<void> {
    this.#isKept = false;
    await this.written();
    const transaction = this.#db.transaction(['boxes', 'posts'], 'readwrite');
    await Promise.all([transaction.objectStore('boxes').delete(this.#id), transaction.objectStore('posts').delete(rangeOf(this.#id)), transaction.done]);
    if ((await this.#db.count('boxes')) === 0) localStorage.removeItem(mark);
  }

  /** What comes while it is written goes along with the next. */
  #write(): void {
    if (!this.#isKept) return;
    this.#writing ??= this.#turn()
      .then(() => this.#flush())
      // A full disk, or storage that was taken away: the chat goes on, and what was kept until now stays true.
      .catch(() => {
        this.#isKept = false;
      })
      .finally(() => {
        this.#writing = undefined;
        if (this.#puts.size > 0 || this.#drops.size > 0 || this.#isNoted) this.#write();
      });
  }

  async #turn(): Promise<void> {
    const wait = this.#written + writingPace - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    this.#written = performance.now();
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
async function soonFree(boxes: readonly BoxRecord[], signal: AbortSignal): Promise<BoxRecord | undefined> {
  const freed = await holdOneWithin(boxes.map(({ id }) => lockOf(id)), handover, signal);
  return boxes.find(({ id }) => lockOf(id) === freed);
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
