import type { ChatBox } from './chat-box.ts';
import { type ChatClock, compareStamps, type Stamp } from './chat-clock.ts';
import type { ChatLog } from './chat-log.ts';
import { comparePosts, lineOf, type Post, restorePost } from './chat-post.ts';
import { Lines } from './lines.ts';
import { Unread } from './unread.ts';

export interface ArchiveOptions {
  readonly box: ChatBox;
  readonly clock: ChatClock;
  readonly newLog: () => ChatLog;
  /** These hold no more. */
  readonly dropped: (ids: readonly string[]) => void;
}

/** What was written and is known here, in memory and in the box. */
export class ChatArchive {
  /** What is here, or was. */
  readonly have: Lines;
  readonly unread = new Unread();
  readonly #options: ArchiveOptions;
  /** Of lines that not everybody may know: who may. */
  readonly #parties = new Map<string, ReadonlySet<string>>();
  #log: ChatLog;

  constructor(options: ArchiveOptions) {
    this.#options = options;
    this.have = new Lines(options.box.notes.have);
    this.#log = options.newLog();
  }

  get log(): ChatLog {
    return this.#log;
  }

  /** Whether this key may hear of a line. */
  mayKnow(line: string, key: string): boolean {
    return this.#parties.get(line)?.has(key) ?? true;
  }

  has(post: Post): boolean {
    return this.have.has(lineOf(post), post.body.number);
  }

  /** Puts in what the page before, or the stay before, left; returns it. */
  restore(): readonly Post[] {
    const posts = this.#options.box.posts.flatMap((kept) => restorePost(kept) ?? []).sort(comparePosts);
    for (const post of posts) {
      this.#note(post);
      this.#log.add(post);
      this.#count(post);
    }
    return posts;
  }

  add(post: Post): void {
    const { box } = this.#options;
    this.#note(post);
    const gone = this.#log.add(post);
    this.#count(post);
    box.put([post]);
    this.#drop(gone);
    box.note({ have: this.have.toJSON() });
  }

  /** The signature of a post is its author’s. */
  prove(post: Post, signature: string): void {
    post.signature = signature;
    post.isProven = true;
    if (this.#log.posts.has(post.id)) this.#options.box.put([post]);
  }

  /** Lets the oldest go, but none that `mayGo` refuses. */
  trim(mayGo: (post: Post) => boolean): void {
    this.#drop(this.#log.trim(mayGo));
  }

  /** Everything up to here was read. False if that was known. */
  read(upTo: Stamp): boolean {
    const { box } = this.#options;
    if (compareStamps(upTo, box.notes.seen) <= 0) return false;
    box.note({ seen: { time: upTo.time, count: upTo.count } });
    this.unread.read(upTo);
    return true;
  }

  /** Shows nothing of it any more, and keeps nothing; it does not come back from others, while this page is here. */
  async forget(): Promise<void> {
    this.#options.dropped([...this.#log.posts.keys()]);
    this.#log = this.#options.newLog();
    this.unread.clear();
    await this.#options.box.forget();
  }

  /** It is here, whatever becomes of it. */
  #note(post: Post): void {
    const line = lineOf(post);
    this.have.add(line, post.body.number);
    this.#options.clock.hear(post.body);
    if (post.body.to) this.#parties.set(line, new Set([post.author, ...post.body.to]));
  }

  #count(post: Post): void {
    const { keys, notes } = this.#options.box;
    const isSaid = post.body.act.type === 'say' && post.author !== keys.publicKey && this.#log.said(post.id) !== undefined;
    if (isSaid && compareStamps(post.body, notes.seen) > 0 && compareStamps(post.body, notes.since) > 0) this.unread.add(post);
  }

  #drop(posts: readonly Post[]): void {
    if (posts.length === 0) return;
    const ids = posts.map(({ id }) => id);
    for (const id of ids) this.unread.delete(id);
    this.#options.box.drop(ids);
    this.#options.dropped(ids);
  }
}
