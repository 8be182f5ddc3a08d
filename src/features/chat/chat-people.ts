import type { ChatAuthor } from './chat-state.ts';

/** Who wrote, by key: one object for each, as long as nothing about them changes. */
export class ChatPeople {
  readonly #self: string;
  readonly #verified: Set<string>;
  readonly #authors = new Map<string, ChatAuthor>();

  constructor(self: string, verified: readonly string[]) {
    this.#self = self;
    this.#verified = new Set([self, ...verified]);
  }

  get verified(): string[] {
    return [...this.#verified];
  }

  /** `name`: what a message says, for whoever was never met. */
  author(key: string, name: string): ChatAuthor {
    const known = this.#authors.get(key);
    if (known && (known.name !== '' || name === '')) return known;
    const author: ChatAuthor = { key, name, isLocal: key === this.#self, verified: this.#verified.has(key) };
    this.#authors.set(key, author);
    return author;
  }

  /** Somebody proved that this key is theirs, and is called this. False if that was known. */
  meet(key: string, name: string): boolean {
    const known = this.author(key, name);
    if (known.verified && known.name === name) return false;
    this.#verified.add(key);
    this.#authors.set(key, { ...known, name, verified: true });
    return true;
  }
}
