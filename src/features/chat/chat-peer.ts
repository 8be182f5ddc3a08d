import { RateLimit } from '../../core/rate-limit.ts';
import type { ParticipantId } from '../../core/transport.ts';
import { lineOf, type Post, wirePost } from './chat-post.ts';
import { type Frame, fullFrame, type Hello, type WirePost } from './chat-wire.ts';
import { Lines } from './lines.ts';
import { Paced } from './paced.ts';

/** When there is more to say than one frame at a time, it is gathered for so long. Milliseconds. */
const gathering = 40;
const postRate = { burst: 300, perSecond: 250 };
/** Signatures by themselves are another frame each, and nobody waits for them. */
const signatureRate = { burst: 5, perSecond: 10 };

/** One other in the call who has a chat, as far as is known. */
export class ChatPeer {
  readonly id: ParticipantId;
  /** Proved by a greeting; undefined until then. */
  key: string | undefined;
  /** What it said it has. */
  has = new Lines();
  /** What was sent to it since it greeted. */
  sent = new Lines();
  /** What it was asked for, and has not sent. */
  asked = new Lines();
  /** What it was asked for and did not send, since it greeted. */
  lacks = new Lines();
  /** It has been greeted, too: from here on it takes posts. */
  isOpen = false;
  /** It gave on what nobody had signed. */
  isLiar = false;
  /** What arrived while its greeting is being checked; undefined: nothing is. */
  waiting: Frame[] | undefined;
  /** How often it may greet: each time is some work, and an answer. */
  readonly hellos = new RateLimit({ burst: 20, perSecond: 0.5 });
  /** How often it may ask for what it lacks. */
  readonly wants = new RateLimit({ burst: 10, perSecond: 0.5 });
  /** Aborts when it is gone. */
  readonly signal: AbortSignal;
  readonly #send: (frame: Frame) => void;
  readonly #toPost: Paced;
  readonly #toSign: Paced;
  #posts: Post[] = [];
  #signed: (readonly [string, string])[] = [];

  constructor(id: ParticipantId, send: (frame: Frame) => void, signal: AbortSignal) {
    this.id = id;
    this.#send = send;
    this.signal = signal;
    this.#toPost = new Paced(new RateLimit(postRate), gathering, signal, () => this.#sendPosts());
    this.#toSign = new Paced(new RateLimit(signatureRate), gathering, signal, () => this.#sendSignatures());
  }

  /** It said who it is, perhaps once more: another page may go on in its place. */
  greet({ key, have }: Hello): void {
    this.key = key;
    this.has = new Lines(have);
    this.sent = new Lines();
    this.lacks = new Lines();
  }

  hasOrGets(post: Post): boolean {
    const [line, { number }] = [lineOf(post), post.body];
    return this.has.has(line, number) || this.sent.has(line, number);
  }

  /** Sends posts in this order, at once or a moment later together. */
  post(posts: readonly Post[]): void {
    for (const post of posts) this.sent.add(lineOf(post), post.body.number);
    this.#posts.push(...posts);
    this.#toPost.soon();
  }

  /** Tells the signature of a post that was sent without. */
  sign(id: string, signature: string): void {
    this.#signed.push([id, signature]);
    this.#toSign.soon();
  }

  #sendPosts(): void {
    const posts = this.#posts;
    this.#posts = [];
    for (const each of framesOf(posts)) this.#send({ type: 'posts', posts: each });
  }

  #sendSignatures(): void {
    const signed = this.#signed;
    this.#signed = [];
    for (let start = 0; start < signed.length; start += mostSigned) {
      this.#send({ type: 'signed', signatures: signed.slice(start, start + mostSigned).map(([id, signature]) => [id, signature] as [string, string]) });
    }
  }
}

/** Signatures in one frame. */
const mostSigned = 200;
/** Posts in one frame. */
const mostPosts = 200;

function framesOf(posts: readonly Post[]): WirePost[][] {
  const frames: WirePost[][] = [];
  let length = Infinity;
  for (const post of posts) {
    const size = post.text.length + 150;
    if (length + size > fullFrame || (frames.at(-1)?.length ?? 0) >= mostPosts) {
      frames.push([]);
      length = 0;
    }
    frames.at(-1)?.push(wirePost(post));
    length += size;
  }
  return frames;
}
