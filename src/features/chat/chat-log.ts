import { compareStamps, type Stamp } from './chat-clock.ts';
import type { ChatAuthor, ChatMessage, Delivery, MessageId } from './chat-state.ts';
import { comparePosts, type Post } from './chat-post.ts';
import { type Act, authorOf } from './chat-wire.ts';

/** Messages that are kept; the oldest go first. */
export const mostMessages = 10_000;
/** UTF-16 code units of all that is kept, of which a message has some 20,000 at most. */
const mostCharacters = 16_000_000;
/** Messages not known here that something is known about, and how much of each. */
const mostEarly = 1000;
const mostOfOne = 50;
/** Emoji that one person may choose for a message. */
const mostReactions = 20;

type Said = Extract<Act, { type: 'say' }>;

/** What a message became. */
interface Entry {
  readonly post: Post;
  readonly said: Said;
  edit: Post | undefined;
  deletion: Post | undefined;
  /** By emoji and author. */
  readonly reactions: Map<string, Post>;
  view: ChatMessage | undefined;
}

/** What a log has to know of the world around it to show a message. */
export interface LogView {
  readonly self: string;
  readonly author: (key: string, name: string) => ChatAuthor;
  /** Of one's own messages. */
  readonly delivery: (post: Post) => Delivery;
  readonly seenBy: (post: Post) => readonly ChatAuthor[];
}

/** The posts of a chat, put together to messages, the same for all whatever comes first. It knows no network. */
export class ChatLog {
  readonly #world: LogView;
  /** In their order. */
  #entries: Entry[] = [];
  #messages: ChatMessage[] = [];
  readonly #byId = new Map<MessageId, Entry>();
  /** What came before the message that it is about, or is about none that will come. */
  readonly #early = new Map<MessageId, Post[]>();
  /** All that can be given on. */
  readonly #posts = new Map<string, Post>();
  /** Of all of these, as they were signed. */
  #characters = 0;
  readonly #changed = new Set<Entry>();
  #isResorted = false;

  constructor(world: LogView) {
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
    return entry && !entry.deletion ? entry.post : undefined;
  }

  /** When the message was written, deleted or not. */
  stampOf(id: MessageId): Stamp | undefined {
    return this.#byId.get(id)?.post.body;
  }

  /** The message as it looks now, once {@link messages} has been asked. */
  message(id: MessageId): ChatMessage | undefined {
    return this.#byId.get(id)?.view;
  }

  /** Every post is added once. Returns those that no longer hold. */
  add(post: Post): readonly Post[] {
    const { act } = post.body;
    this.#posts.set(post.id, post);
    this.#characters += post.text.length;
    if (act.type === 'say') return this.#say(post, act);
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
    const going = new Set<Entry>();
    let [count, characters] = [this.#entries.length, this.#characters];
    for (const entry of this.#entries) {
      if (count <= mostMessages && characters <= mostCharacters) break;
      if (!mayGo(entry.post)) continue;
      going.add(entry);
      count--;
      for (const { text } of partsOf(entry)) characters -= text.length;
    }
    if (going.size === 0) return [];
    this.#entries = this.#entries.filter((entry) => !going.has(entry));
    this.#isResorted = true;
    return this.#drop(
      [...going].flatMap((entry) => {
        this.#byId.delete(entry.post.id);
        return partsOf(entry);
      }),
    );
  }

  #say(post: Post, said: Said): readonly Post[] {
    const entry: Entry = { post, said, edit: undefined, deletion: undefined, reactions: new Map(), view: undefined };
    this.#byId.set(post.id, entry);
    this.#insert(entry);
    const early = this.#early.get(post.id) ?? [];
    this.#early.delete(post.id);
    return this.#drop(early.flatMap((each) => this.#apply(entry, each)));
  }

  /** What is about nothing may not grow without end. */
  #tooEarly(): Post[] {
    const [first] = this.#early;
    if (this.#early.size <= mostEarly || !first) return [];
    this.#early.delete(first[0]);
    return first[1];
  }

  #insert(entry: Entry): void {
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
  #indexOf({ post }: Entry): number {
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
  #apply(entry: Entry, post: Post): Post[] {
    const { act } = post.body;
    if (!mayAct(entry.post, post)) return [post];
    this.#changed.add(entry);
    switch (act.type) {
      case 'edit':
        return this.#edit(entry, post);
      case 'delete':
        return this.#delete(entry, post);
      case 'react':
        return this.#react(entry, post, act.emoji);
      case 'say':
        return [];
    }
  }

  #edit(entry: Entry, post: Post): Post[] {
    const before = entry.edit;
    if (entry.deletion || (before && comparePosts(before, post) > 0)) return [post];
    entry.edit = post;
    return before ? [before] : [];
  }

  /** The words themselves are not kept, nor given on. */
  #delete(entry: Entry, post: Post): Post[] {
    if (entry.deletion) return [post];
    const gone = partsOf(entry);
    entry.deletion = post;
    entry.edit = undefined;
    entry.reactions.clear();
    return gone;
  }

  #react(entry: Entry, post: Post, emoji: string): Post[] {
    const which = `${post.author} ${emoji}`;
    const before = entry.reactions.get(which);
    const isOver = !before && [...entry.reactions.values()].filter(({ author }) => author === post.author).length >= mostReactions;
    if (isOver) return [post];
    if (entry.deletion || (before && comparePosts(before, post) > 0)) return [post];
    entry.reactions.set(which, post);
    return before ? [before] : [];
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

  #view(entry: Entry): ChatMessage {
    if (!entry.view || this.#changed.has(entry)) entry.view = this.#draw(entry);
    return entry.view;
  }

  #draw({ post, said, edit, deletion, reactions }: Entry): ChatMessage {
    const { self, author, delivery, seenBy } = this.#world;
    const { name, at, to } = post.body;
    const isDeleted = deletion !== undefined;
    const latest = edit?.body.act.type === 'edit' ? edit.body.act : said;
    const mentions = isDeleted ? [] : (latest.mentions ?? []);
    const isOwn = post.author === self;
    return {
      id: post.id,
      author: author(post.author, name),
      time: Math.min(at, post.since),
      text: isDeleted ? '' : latest.text,
      isEdited: edit !== undefined,
      isDeleted,
      replyTo: isDeleted ? undefined : said.replyTo,
      to: to?.map((key) => author(key, '')),
      mentions,
      mentionsMe: mentions.includes(self),
      reactions: reactionsOf(reactions, author),
      delivery: isOwn && !isDeleted ? delivery(post) : undefined,
      seenBy: isOwn ? seenBy(post) : [],
    };
  }
}

/** The posts that a message is made of. */
function partsOf({ post, edit, deletion, reactions }: Entry): Post[] {
  return [deletion ?? post, ...(edit ? [edit] : []), ...reactions.values()];
}

/** One's own words can be changed and taken back, and only whoever may read them can say something to them. */
function mayAct(said: Post, { author, body }: Post): boolean {
  if (body.act.type !== 'react') return author === said.author;
  return !said.body.to || author === said.author || said.body.to.includes(author);
}

function reactionsOf(reactions: ReadonlyMap<string, Post>, author: LogView['author']): ChatMessage['reactions'] {
  const chosen = new Map<string, ChatAuthor[]>();
  for (const { author: key, body } of [...reactions.values()].sort(comparePosts)) {
    if (body.act.type !== 'react' || !body.act.on) continue;
    chosen.set(body.act.emoji, [...(chosen.get(body.act.emoji) ?? []), author(key, body.name)]);
  }
  return chosen;
}

/** Whether a post is about a message of whoever wrote the post. */
export function isAboutOwn(post: Post): boolean {
  const { act } = post.body;
  return act.type === 'say' || act.type === 'react' || authorOf(act.target) === post.author;
}
