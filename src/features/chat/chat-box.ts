import { beginning, type Stamp } from './chat-clock.ts';
import { type ChatKeys, makeKeys } from './chat-keys.ts';
import type { KeptPost, Post } from './chat-post.ts';
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
  /** Resolves when all that was put in until now is written, as far as the browser keeps anything. */
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
