import { after } from '../../core/abort.ts';
import { RtcError } from '../../core/errors.ts';
import type { ParticipantId } from '../../core/transport.ts';
import type { ChatPeer } from './chat-peer.ts';
import type { Delivery } from './chat-state.ts';
import { lineOf, type Post } from './chat-post.ts';
import { authorOf, type Vector } from './chat-wire.ts';
import { Lines } from './lines.ts';

export interface DeliveriesHost {
  /** Whether the link to this one stands. */
  readonly isLive: (id: ParticipantId) => boolean;
  readonly peers: () => readonly ChatPeer[];
  /** Asks this one what it has. */
  readonly resync: (peer: ChatPeer) => void;
  /** A post's delivery is another. */
  readonly changed: (id: string) => void;
  readonly published: () => void;
}

/** After so long without a word, whoever was to get a post is asked what it has. Milliseconds. */
const lookAfter = 10_000;
/** After so long in which nobody said that it came, though somebody could, it failed. Milliseconds. */
const failAfter = 20_000;
/** Own posts that may wait for others. */
export const mostWaiting = 10_000;

/** Who has which of one's own posts. */
export class Deliveries {
  readonly #host: DeliveriesHost;
  readonly #lifetime: AbortSignal;
  /** By key. */
  readonly #acknowledged = new Map<string, Lines>();
  /** Those that not everybody has who was to get them, and since when that is looked at, by `performance.now()`. */
  readonly #waiting = new Map<string, { readonly post: Post; since: number }>();
  readonly #failed = new Set<string>();
  #isLooking = false;

  constructor(host: DeliveriesHost, kept: Readonly<Record<string, Vector>>, lifetime: AbortSignal) {
    this.#host = host;
    this.#lifetime = lifetime;
    for (const [key, vector] of Object.entries(kept)) this.#acknowledged.set(key, new Lines(vector));
  }

  /** To be kept. */
  toJSON(): Readonly<Record<string, Vector>> {
    return Object.fromEntries([...this.#acknowledged].map(([key, lines]) => [key, lines.toJSON()]));
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  isWaiting(id: string): boolean {
    return this.#waiting.has(id);
  }

  /** One's own post is to arrive. */
  follow(post: Post): void {
    if (this.#isComplete(post)) return;
    this.#waiting.set(post.id, { post, since: performance.now() });
    this.look();
  }

  /** It was taken back, or is forgotten. */
  forget(ids: readonly string[]): void {
    for (const id of ids) this.#waiting.delete(id);
  }

  /** Whether somebody was to get this, and has not. What was written while nobody was here, everybody is to get until somebody has it. */
  isOwed(post: Post, key: string): boolean {
    const audience = post.audience ?? [];
    return audience.length > 0 ? audience.includes(key) && !this.#has(key, post) : this.#readers(post).length === 0;
  }

  of(post: Post): Delivery {
    const readers = this.#readers(post);
    const audience = post.audience ?? [];
    if (readers.length > 0) return { state: 'delivered', by: readers.length, of: Math.max(audience.length, readers.length) };
    if (!this.#failed.has(post.id)) return { state: 'sending' };
    return { state: 'failed', error: new RtcError('peer-unreachable', 'Nobody said that the message came') };
  }

  /** Whether somebody who was to get this has it. */
  isFor(key: string, post: Post): boolean {
    const audience = post.audience ?? [];
    return (audience.length === 0 || audience.includes(key)) && this.#has(key, post);
  }

  /** Whoever has this key said what it has. */
  learn(key: string, has: Lines, self: string): void {
    const known = this.#acknowledged.get(key) ?? new Lines();
    this.#acknowledged.set(key, known);
    known.addAll(has.only((line) => authorOf(line) === self));
    for (const [id, { post }] of this.#waiting) {
      if (!this.#has(key, post)) continue;
      this.#failed.delete(id);
      this.#host.changed(id);
      if (this.#isComplete(post)) this.#waiting.delete(id);
    }
  }

  /** Looks after what did not arrive, from now on and until all has. */
  look(): void {
    if (this.#isLooking || this.#waiting.size === 0 || this.#liveDebtors(0).length === 0) return;
    this.#isLooking = true;
    after(lookAfter, this.#lifetime, () => {
      this.#isLooking = false;
      for (const peer of this.#liveDebtors(lookAfter)) this.#host.resync(peer);
      this.#fail();
      this.look();
    });
  }

  retry(id: string): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    waiting.since = performance.now();
    this.#failed.delete(id);
    this.#host.changed(id);
    for (const peer of this.#liveDebtors(0)) this.#host.resync(peer);
    this.look();
  }

  #fail(): void {
    const now = performance.now();
    const peers = this.#host.peers().filter(({ id }) => this.#host.isLive(id));
    for (const [id, { post, since }] of this.#waiting) {
      const isLate = now - since >= failAfter && peers.some(({ key }) => key !== undefined && this.isOwed(post, key));
      if (!isLate || this.#failed.has(id) || this.#readers(post).length > 0) continue;
      this.#failed.add(id);
      this.#host.changed(id);
    }
    this.#host.published();
  }

  /** Those with a link that stands who lack something for longer than this. */
  #liveDebtors(milliseconds: number): ChatPeer[] {
    const now = performance.now();
    const late = [...this.#waiting.values()].filter(({ since }) => now - since >= milliseconds);
    return this.#host.peers().filter(({ id, key = '' }) => this.#host.isLive(id) && late.some(({ post }) => this.isOwed(post, key)));
  }

  #isComplete(post: Post): boolean {
    const readers = this.#readers(post);
    return readers.length > 0 && readers.length >= (post.audience ?? []).length;
  }

  /** Of those who were to get it; if none of them has it, of all. */
  #readers(post: Post): string[] {
    const readers = (post.audience ?? []).filter((key) => this.#has(key, post));
    return readers.length > 0 ? readers : [...this.#acknowledged.keys()].filter((key) => this.#has(key, post));
  }

  #has(key: string, post: Post): boolean {
    return this.#acknowledged.get(key)?.has(lineOf(post), post.body.number) ?? false;
  }
}
