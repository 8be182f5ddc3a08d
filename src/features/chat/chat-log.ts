import { RtcError } from '../../core/errors.ts';
import { compareStamps, type Stamp } from './chat-clock.ts';
import { ChatEntry, type MessageView } from './chat-entry.ts';
import type { ChatMessage, MessageId } from './chat-state.ts';
import { comparePosts, type Post } from './chat-post.ts';
import { authorOf } from './chat-wire.ts';

/** Messages that are kept; the oldest go first. */
const mostMessages = 10_000;
/** UTF-16 code units of all that is kept, of which a message has some 20,000 at most. */
const mostCharacters = 16_000_000;
/** Messages not known here that something is known about, and how much of each. */
const mostEarly = 1000;
const mostOfOne = 50;
/** The posts of a chat, put together to messages, the same for all whatever comes first. It knows no network. */
export class ChatLog {
  readonly #world: MessageView;
  /** In their order. */
  #entries: ChatEntry[] = [];
  #messages: ChatMessage[] = [];
  readonly #byId = new Map<MessageId, ChatEntry>();
  /** What came before the message that it is about, or is about none that will come. */
  readonly #early = new Map<MessageId, Post[]>();
  /** All that can be given on. */
  readonly #posts = new Map<string, Post>();
  /** Of all of these, as they were signed. */
  #characters = 0;
  readonly #changed = new Set<ChatEntry>();
  #isResorted = false;

  constructor(world: MessageView) {
    this.#world = world;
  }

  /** All posts that hold, for whoever has none of them. */
  get posts(): ReadonlyMap<string, Post> {
    return this.#posts;
  }

  has(id: MessageId): boolean {
    return this.#byId.has(id);
  }

  /** The message's post, while it is not deleted. */
  said(id: MessageId): Post | undefined {
    const entry = this.#byId.get(id);
    return entry && !entry.isDeleted ? entry.post : undefined;
  }

  /** When the message was written, deleted or not. */
  stampOf(id: MessageId): Stamp | undefined {
    return this.#byId.get(id)?.post.body;
  }

  /** The message as it looks now, once {@link messages} has been asked. @throws RtcError `internal` if it is not here. */
  message(id: MessageId): ChatMessage {
    const message = this.#byId.get(id)?.view;
    if (!message) throw new RtcError('internal', 'A message is not where it was put');
    return message;
  }

  /** Every post is added once. Returns those that no longer hold. */
  add(post: Post): readonly Post[] {
    const { act } = post.body;
    this.#posts.set(post.id, post);
    this.#characters += post.text.length;
    if (act.type === 'say') return this.#say(new ChatEntry(post, act));
    const entry = this.#byId.get(act.target);
    if (!entry) {
      const early = this.#early.get(act.target) ?? [];
      // Whoever says that much of what is not here, is not meant well.
      if (early.length >= mostOfOne) return this.#drop([post]);
      this.#early.set(act.target, [...early, post]);
      return this.#drop(this.#tooEarly());
    }
    return this.#drop(this.#apply(entry, post));
  }

  /** Something about how this message is shown is another. */
  touch(id: MessageId): void {
    const entry = this.#byId.get(id);
    if (entry) this.#changed.add(entry);
  }

  touchAll(which: (post: Post) => boolean): void {
    for (const entry of this.#entries) if (which(entry.post)) this.#changed.add(entry);
  }

  /** Posts of messages with a stamp above one and up to another, in order. */
  *between(after: Stamp, upTo: Stamp): Generator<Post> {
    for (let index = this.#entries.length - 1; index >= 0; index--) {
      const entry = this.#entries[index];
      if (!entry || compareStamps(entry.post.body, after) <= 0) return;
      if (compareStamps(entry.post.body, upTo) <= 0) yield entry.post;
    }
  }

  /** How it all looks now; what did not change is the same object. */
  messages(): readonly ChatMessage[] {
    if (this.#isResorted) this.#messages = this.#entries.map((entry) => this.#view(entry));
    else if (this.#changed.size > 0) this.#messages = this.#patched();
    this.#changed.clear();
    this.#isResorted = false;
    return this.#messages;
  }

  /** Lets the oldest go, but none that `mayGo` refuses, until neither messages nor characters are too many. Returns what went. */
  trim(mayGo: (post: Post) => boolean): readonly Post[] {
    if (this.#entries.length <= mostMessages && this.#characters <= mostCharacters) return [];
    const going = new Set<ChatEntry>();
    let [count, characters] = [this.#entries.length, this.#characters];
    for (const entry of this.#entries) {
      if (count <= mostMessages && characters <= mostCharacters) break;
      if (!mayGo(entry.post)) continue;
      going.add(entry);
      count--;
      for (const { text } of entry.parts) characters -= text.length;
    }
    if (going.size === 0) return [];
    this.#entries = this.#entries.filter((entry) => !going.has(entry));
    this.#isResorted = true;
    return this.#drop(
      [...going].flatMap((entry) => {
        this.#byId.delete(entry.post.id);
        return entry.parts;
      }),
    );
  }

  #say(entry: ChatEntry): readonly Post[] {
    const { id } = entry.post;
    this.#byId.set(id, entry);
    this.#insert(entry);
    const early = this.#early.get(id) ?? [];
    this.#early.delete(id);
    return this.#drop(early.flatMap((each) => this.#apply(entry, each)));
  }

  /** What is about nothing may not grow without end. */
  #tooEarly(): Post[] {
    const [first] = this.#early;
    if (this.#early.size <= mostEarly || !first) return [];
    this.#early.delete(first[0]);
    return first[1];
  }

  #insert(entry: ChatEntry): void {
    const entries = this.#entries;
    this.#changed.add(entry);
    const last = entries.at(-1);
    if (!last || comparePosts(last.post, entry.post) < 0) {
      entries.push(entry);
      return;
    }
    entries.splice(this.#indexOf(entry), 0, entry);
    this.#isResorted = true;
  }

  /** Where an entry is, or would be. */
  #indexOf({ post }: ChatEntry): number {
    let [low, high] = [0, this.#entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#entries[middle];
      if (other && comparePosts(other.post, post) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Returns the posts that it makes void. */
  #apply(entry: ChatEntry, post: Post): Post[] {
    if (!entry.allows(post)) return [post];
    this.#changed.add(entry);
    return entry.apply(post);
  }

  #drop(posts: readonly Post[]): readonly Post[] {
    for (const { id, text } of posts) if (this.#posts.delete(id)) this.#characters -= text.length;
    return posts;
  }

  #patched(): ChatMessage[] {
    const messages = [...this.#messages];
    for (const entry of this.#changed) messages[this.#indexOf(entry)] = this.#view(entry);
    return messages;
  }

  #view(entry: ChatEntry): ChatMessage {
    if (!entry.view || this.#changed.has(entry)) entry.view = entry.draw(this.#world);
    return entry.view;
  }
}

/** Whether a post is about a message of whoever wrote the post. */
export function isAboutOwn(post: Post): boolean {
  const { act } = post.body;
  return act.type === 'say' || act.type === 'react' || authorOf(act.target) === post.author;
}
