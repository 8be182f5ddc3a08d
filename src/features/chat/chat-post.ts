import { compareStamps } from './chat-clock.ts';
import { type Body, lineNameOf, parseBody, postIdOf, type WirePost } from './chat-wire.ts';

/** What somebody did in the chat, once and for all. */
export interface Post {
  readonly id: string;
  readonly author: string;
  readonly body: Body;
  /** What was signed. */
  readonly text: string;
  signature: string;
  /** The signature is the author's; until then nobody else can give the post on. */
  isProven: boolean;
  /** When it came here, in milliseconds since the epoch. */
  readonly since: number;
  /** Of one's own: by key, who was to get it when it was written. */
  readonly audience?: readonly string[];
}

/** A post as it is kept: read anew when it is taken out. */
export type KeptPost = Pick<Post, 'id' | 'author' | 'text' | 'signature' | 'since' | 'audience'>;

/** Undefined for anything that is no post. */
export function readPost([author, text, signature]: WirePost): Post | undefined {
  const body = parseBody(text);
  return body && { id: postIdOf(author, body), author, body, text, signature, isProven: false, since: Date.now() };
}

export function wirePost({ author, text, signature }: Post): WirePost {
  return [author, text, signature];
}

/** The line of a post, by its full name. */
export function lineOf({ author, body }: Post): string {
  return lineNameOf(author, body.line);
}

/** Whether this one may read it. */
export function isFor({ author, body }: Post, key: string): boolean {
  return author === key || !body.to || body.to.includes(key);
}

/** In the order that is the same for all. */
export function comparePosts(a: Post, b: Post): number {
  return compareStamps(a.body, b.body) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** As it was kept, with what is known of it. */
export function restorePost({ author, text, signature, since, audience }: KeptPost): Post | undefined {
  const post = readPost([author, text, signature]);
  return post && { ...post, isProven: signature !== '', since, ...(audience && { audience }) };
}

/** Only a signature that holds is kept. */
export function keptPost({ id, author, text, signature, isProven, since, audience }: Post): KeptPost {
  return { id, author, text, signature: isProven ? signature : '', since, ...(audience && { audience }) };
}
