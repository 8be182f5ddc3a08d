import type { ChatAuthor, ChatMessage, Delivery } from './chat-state.ts';
import { comparePosts, type Post } from './chat-post.ts';
import type { Act } from './chat-wire.ts';

/** Emoji that one person may choose for a message. */
const mostReactions = 20;

type Said = Extract<Act, { type: 'say' }>;

/** What has to be known of the world around a message to show it. */
export interface MessageView {
  readonly self: string;
  readonly author: (key: string, name: string) => ChatAuthor;
  /** Of one's own messages. */
  readonly delivery: (post: Post) => Delivery;
  readonly seenBy: (post: Post) => readonly ChatAuthor[];
}

/** What a message became: its own post, and what was done to it, the same for all whatever comes first. */
export class ChatEntry {
  readonly post: Post;
  /** As it was drawn last. */
  view: ChatMessage | undefined;
  readonly #said: Said;
  #edit: Post | undefined;
  #deletion: Post | undefined;
  /** By emoji and author. */
  readonly #reactions = new Map<string, Post>();

  constructor(post: Post, said: Said) {
    this.post = post;
    this.#said = said;
  }

  get isDeleted(): boolean {
    return this.#deletion !== undefined;
  }

  /** The posts that it is made of. */
  get parts(): Post[] {
    return [this.#deletion ?? this.post, ...(this.#edit ? [this.#edit] : []), ...this.#reactions.values()];
  }

  /** One's own words can be changed and taken back, and only whoever may read them can say something to them. */
  allows({ author, body }: Post): boolean {
    if (body.act.type !== 'react') return author === this.post.author;
    const { to } = this.post.body;
    return !to || author === this.post.author || to.includes(author);
  }

  /** What is allowed. Returns the posts that it makes void, which may be itself. */
  apply(post: Post): Post[] {
    const { act } = post.body;
    switch (act.type) {
      case 'edit':
        return this.#change(post);
      case 'delete':
        return this.#delete(post);
      case 'react':
        return this.#react(post, act.emoji);
      case 'say':
        return [];
    }
  }

  draw({ self, author, delivery, seenBy }: MessageView): ChatMessage {
    const { post, isDeleted } = this;
    const { name, at, to } = post.body;
    const latest = this.#edit?.body.act.type === 'edit' ? this.#edit.body.act : this.#said;
    const mentions = isDeleted ? [] : (latest.mentions ?? []);
    const isOwn = post.author === self;
    return {
      id: post.id,
      author: author(post.author, name),
      time: Math.min(at, post.since),
      text: isDeleted ? '' : latest.text,
      isEdited: this.#edit !== undefined,
      isDeleted,
      replyTo: isDeleted ? undefined : this.#said.replyTo,
      to: to?.map((key) => author(key, '')),
      mentions,
      mentionsMe: mentions.includes(self),
      reactions: reactionsOf(this.#reactions, author),
      delivery: isOwn && !isDeleted ? delivery(post) : undefined,
      seenBy: isOwn ? seenBy(post) : [],
    };
  }

  #change(post: Post): Post[] {
    const before = this.#edit;
    if (this.#deletion || (before && comparePosts(before, post) > 0)) return [post];
    this.#edit = post;
    return before ? [before] : [];
  }

  /** The words themselves are not kept, nor given on. */
  #delete(post: Post): Post[] {
    if (this.#deletion) return [post];
    const gone = this.parts;
    this.#deletion = post;
    this.#edit = undefined;
    this.#reactions.clear();
    return gone;
  }

  #react(post: Post, emoji: string): Post[] {
    const which = `${post.author} ${emoji}`;
    const before = this.#reactions.get(which);
    const isOver = !before && [...this.#reactions.values()].filter(({ author }) => author === post.author).length >= mostReactions;
    if (isOver) return [post];
    if (this.#deletion || (before && comparePosts(before, post) > 0)) return [post];
    this.#reactions.set(which, post);
    return before ? [before] : [];
  }
}

function reactionsOf(reactions: ReadonlyMap<string, Post>, author: MessageView['author']): ChatMessage['reactions'] {
  const chosen = new Map<string, ChatAuthor[]>();
  for (const { author: key, body } of [...reactions.values()].sort(comparePosts)) {
    if (body.act.type !== 'react' || !body.act.on) continue;
    chosen.set(body.act.emoji, [...(chosen.get(body.act.emoji) ?? []), author(key, body.name)]);
  }
  return chosen;
}
