import { compareStamps, type Stamp } from './chat-clock.ts';
import { comparePosts, type Post } from './chat-post.ts';

/** Messages of others that came after what was read last. */
export class Unread {
  readonly #posts = new Map<string, Post>();
  #first: Post | undefined;

  get count(): number {
    return this.#posts.size;
  }

  /** In the order of the chat. */
  get first(): Post | undefined {
    this.#first ??= [...this.#posts.values()].reduce<Post | undefined>((a, b) => (a && comparePosts(a, b) < 0 ? a : b), undefined);
    return this.#first;
  }

  add(post: Post): void {
    this.#posts.set(post.id, post);
    if (this.#first && comparePosts(post, this.#first) < 0) this.#first = post;
  }

  delete(id: string): void {
    this.#posts.delete(id);
    if (this.#first?.id === id) this.#first = undefined;
  }

  /** Everything up to this was read. */
  read(upTo: Stamp): void {
    for (const [id, post] of this.#posts) if (compareStamps(post.body, upTo) <= 0) this.#posts.delete(id);
    this.#first = undefined;
  }

  clear(): void {
    this.#posts.clear();
    this.#first = undefined;
  }
}
