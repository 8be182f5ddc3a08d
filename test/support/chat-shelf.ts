import { type ChatBox, type Notes, noNotes, type OpenBox } from '../../src/features/chat/chat-box.ts';
import { type ChatKeys, makeKeys } from '../../src/features/chat/chat-keys.ts';
import { type KeptPost, keptPost, type Post } from '../../src/features/chat/chat-post.ts';

/** Boxes in memory that outlive their pages, as those of a browser do: what is not written when a page goes is lost. */
export class ChatShelf {
  readonly #boxes = new Map<string, ShelfBox>();
  #keys: ChatKeys | undefined;

  readonly open: OpenBox = async (log, signal) => {
    this.#keys ??= await makeKeys();
    const before = this.#boxes.get(log);
    const box = new ShelfBox(this.#keys, before?.written_, before === undefined, signal);
    this.#boxes.set(log, box);
    return box;
  };
}

interface Written {
  notes: Notes;
  readonly posts: Map<string, KeptPost>;
}

class ShelfBox implements ChatBox {
  readonly isKept = true;
  readonly isNew: boolean;
  readonly keys: ChatKeys;
  readonly posts: readonly KeptPost[];
  readonly written_: Written;
  notes: Notes;
  readonly #signal: AbortSignal;
  readonly #pending: (() => void)[] = [];
  #writing: Promise<void> | undefined;

  constructor(keys: ChatKeys, written: Written = { notes: noNotes, posts: new Map() }, isNew: boolean, signal: AbortSignal) {
    this.keys = keys;
    this.written_ = { notes: written.notes, posts: new Map(written.posts) };
    this.notes = written.notes;
    this.posts = [...written.posts.values()];
    this.isNew = isNew;
    this.#signal = signal;
  }

  put(posts: readonly Post[]): void {
    const kept = posts.map(keptPost);
    this.#write(() => kept.forEach((post) => this.written_.posts.set(post.id, post)));
  }

  drop(ids: readonly string[]): void {
    this.#write(() => ids.forEach((id) => this.written_.posts.delete(id)));
  }

  note(notes: Partial<Notes>): void {
    this.notes = { ...this.notes, ...notes };
    const { notes: now } = this;
    this.#write(() => (this.written_.notes = now));
  }

  async written(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async forget(): Promise<void> {
    this.#write(() => {
      this.written_.posts.clear();
      this.written_.notes = noNotes;
    });
    await this.written();
  }

  #write(change: () => void): void {
    this.#pending.push(change);
    // A store takes its time: what comes meanwhile is written with it.
    this.#writing ??= new Promise<void>((resolve) => setTimeout(resolve, 1)).then(() => {
      this.#writing = undefined;
      // The page is gone, and what it had in hand with it.
      if (!this.#signal.aborted) for (const each of this.#pending.splice(0)) each();
    });
  }
}
