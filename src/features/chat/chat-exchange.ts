import { childController } from '../../core/abort.ts';
import { RateLimit } from '../../core/rate-limit.ts';
import type { ParticipantId } from '../../core/transport.ts';
import { type BackfillHost, ChatBackfill } from './chat-backfill.ts';
import type { Stamp } from './chat-clock.ts';
import type { Notary } from './chat-keys.ts';
import { ChatPeer } from './chat-peer.ts';
import { comparePosts, isFor, lineOf, type Post, readPost } from './chat-post.ts';
import { Receipts, type ReceiptsHost } from './chat-receipts.ts';
import { authorOf, type Frame, type Hello, type WirePost } from './chat-wire.ts';
import { Lines } from './lines.ts';

/** What an exchange has to know of the chat, and tells it. */
export interface ExchangeHost extends BackfillHost, ReceiptsHost {
  readonly key: string;
  readonly notary: Notary;
  /** Up to where was read here. */
  readonly seen: () => Stamp;
  /** Whether this key may hear of a line. */
  readonly mayKnow: (line: string, key: string) => boolean;
  /** These came for the first time, from their author, or with the author's signature. */
  readonly take: (posts: readonly Post[]) => void;
  /** The signature of a post is its author's: the post can be given on. */
  readonly prove: (post: Post, signature: string) => void;
  /** Whether this one is to get a post of one's own, though it came later. */
  readonly mayGive: (post: Post, key: string) => boolean;
  /** Whoever has this key has these. */
  readonly acknowledged: (key: string, has: Lines) => void;
  readonly read: (key: string, seen: Stamp) => void;
  readonly typing: (id: ParticipantId) => void;
  /** Somebody can be written to, or no more. */
  readonly peersChanged: () => void;
}

/** Frames that wait while a greeting is checked. */
const mostWaiting = 500;
/** Posts of one other, and through it: many at once, after a long time without each other; then as many as people write. */
const intake = { burst: 10_000, perSecond: 50 };

/** What the pages in a call tell each other so that all have the same posts: each has every one once, whoever was cut off meanwhile. */
export class ChatExchange {
  readonly #host: ExchangeHost;
  readonly #lifetime: AbortSignal;
  readonly #peers = new Map<ParticipantId, { readonly peer: ChatPeer; readonly end: AbortController; readonly intake: RateLimit }>();
  readonly #proofs = new Map<ParticipantId, Promise<string>>();
  readonly #backfill: ChatBackfill;
  readonly #receipts: Receipts;
  #self: ParticipantId | undefined;

  constructor(host: ExchangeHost, lifetime: AbortSignal) {
    this.#host = host;
    this.#lifetime = lifetime;
    this.#backfill = new ChatBackfill(host, () => this.peers);
    this.#receipts = new Receipts(host, () => this.peers, lifetime);
  }

  get isInCall(): boolean {
    return this.#self !== undefined;
  }

  /** Those who have proved who they are, and can be written to. */
  get peers(): ChatPeer[] {
    return [...this.#peers.values()].map(({ peer }) => peer).filter(({ isOpen }) => isOpen);
  }

  peerWith(key: string): ChatPeer | undefined {
    return this.peers.find((peer) => peer.key === key);
  }

  /** In a call, as `self`, with these others. */
  follow(self: ParticipantId, others: readonly ParticipantId[]): void {
    if (self !== this.#self) this.leave();
    this.#self = self;
    const known = [...this.#peers.keys()];
    for (const id of known.filter((each) => !others.includes(each))) this.#forget(id);
    for (const id of others.filter((each) => !this.#peers.has(each))) this.#meet(id);
  }

  leave(): void {
    for (const id of [...this.#peers.keys()]) this.#forget(id);
    this.#proofs.clear();
    this.#self = undefined;
  }

  receive(frame: Frame, from: ParticipantId): void {
    const peer = this.#peers.get(from)?.peer;
    if (!peer) return;
    if (peer.waiting) {
      if (peer.waiting.length < mostWaiting) peer.waiting.push(frame);
    } else if (frame.type === 'hello') {
      if (!peer.hellos.allows()) return;
      peer.waiting = [];
      void this.#greeted(peer, frame).finally(() => this.#catchUp(peer));
    } else if (peer.key !== undefined) this.#heard(peer, peer.key, frame);
  }

  /** One's own post, to all who may read it. */
  publish(post: Post): void {
    for (const peer of this.peers) if (isFor(post, peer.key ?? '')) peer.post([post]);
  }

  /** The signature of one's own post, to all who have it without. */
  signed(post: Post): void {
    for (const peer of this.peers) if (peer.sent.has(lineOf(post), post.body.number)) peer.sign(post.id, post.signature);
  }

  sayTyping(): void {
    for (const { id } of this.peers) this.#host.send({ type: 'typing' }, id, false);
  }

  saySeen({ time, count }: Stamp): void {
    for (const { id } of this.peers) this.#host.send({ type: 'seen', time, count }, id, true);
  }

  /** Asks this one what it has: what it lacks is sent again. */
  resync(peer: ChatPeer): void {
    void this.#greet(peer, false);
  }

  #meet(id: ParticipantId): void {
    const end = childController(this.#lifetime);
    const peer = new ChatPeer(id, (frame) => this.#host.send(frame, id, true), end.signal);
    this.#peers.set(id, { peer, end, intake: new RateLimit(intake) });
    void this.#greet(peer, false);
  }

  #forget(id: ParticipantId): void {
    const known = this.#peers.get(id);
    known?.end.abort();
    this.#peers.delete(id);
    this.#host.peersChanged();
    // What it was asked for, others may have.
    if (known && !known.peer.asked.isEmpty) this.#backfill.askAll();
  }

  async #greet(peer: ChatPeer, isAnswer: boolean): Promise<void> {
    const { key, notary, have, seen, mayKnow } = this.#host;
    const self = this.#self;
    if (self === undefined) return;
    const proof = await this.#proofFor(notary, self, peer.id);
    if (this.#peers.get(peer.id)?.peer !== peer) return;
    const { time, count } = seen();
    const told = have.only((line) => mayKnow(line, peer.key ?? ''));
    this.#host.send({ type: 'hello', isAnswer, key, proof, have: told.toWire(), seen: { time, count } }, peer.id, true);
  }

  /** Signed once: the same words have the same signature. */
  #proofFor(notary: Notary, self: ParticipantId, id: ParticipantId): Promise<string> {
    const known = this.#proofs.get(id) ?? notary.signHello(self, id);
    this.#proofs.set(id, known);
    return known;
  }

  async #greeted(peer: ChatPeer, hello: Hello): Promise<void> {
    const { key, notary } = this.#host;
    if (this.#self === undefined || hello.key === key) return;
    if (!(await notary.isHello(hello.key, peer.id, this.#self, hello.proof))) return;
    peer.greet(hello);
    // It takes posts only from who has greeted.
    if (!hello.isAnswer) await this.#greet(peer, true);
    if (this.#peers.get(peer.id)?.peer !== peer) return;
    peer.isOpen = true;
    this.#host.peersChanged();
    this.#host.acknowledged(hello.key, peer.has);
    this.#host.read(hello.key, hello.seen);
    this.#sendMissing(peer, hello.key);
    this.#backfill.ask(peer);
  }

  #catchUp(peer: ChatPeer): void {
    const frames = peer.waiting ?? [];
    peer.waiting = undefined;
    for (const frame of frames) this.receive(frame, peer.id);
  }

  #heard(peer: ChatPeer, key: string, frame: Exclude<Frame, Hello>): void {
    switch (frame.type) {
      case 'posts':
        this.#posted(peer, key, frame.posts);
        break;
      case 'signed':
        for (const [id, signature] of frame.signatures) if (authorOf(id) === key) void this.#sign(id, signature);
        break;
      case 'have':
        peer.has.addAll(new Lines(frame.have));
        this.#host.acknowledged(key, peer.has);
        break;
      case 'want':
        this.#backfill.serve(peer, key, new Lines(frame.want));
        break;
      case 'seen':
        this.#host.read(key, frame);
        break;
      case 'typing':
        this.#host.typing(peer.id);
    }
  }

  #posted(peer: ChatPeer, key: string, wire: readonly WirePost[]): void {
    const limit = this.#peers.get(peer.id)?.intake;
    const posts = wire.flatMap((each) => (limit?.allows() ? (readPost(each) ?? []) : []));
    const own = posts.filter(({ author }) => author === key);
    if (own.length > 0) this.#take(own);
    for (const post of own) if (post.signature) void this.#check(post);
    const given = posts.filter((post) => post.author !== key && peer.asked.has(lineOf(post), post.body.number));
    if (given.length > 0) void this.#takeGiven(peer, given);
  }

  /** What somebody else gives on holds if its author has signed it. */
  async #takeGiven(peer: ChatPeer, posts: readonly Post[]): Promise<void> {
    const isTrue = await Promise.all(posts.map((post) => this.#isSigned(post)));
    if (this.#peers.get(peer.id)?.peer !== peer || peer.isLiar) return;
    this.#take(posts.filter((_, index) => isTrue[index]));
    if (!isTrue.includes(false)) return;
    // What it does not have from the author, others may.
    peer.isLiar = true;
    peer.asked = new Lines();
    this.#backfill.askAll();
  }

  #take(posts: readonly Post[]): void {
    this.#host.take(posts.filter((post) => isFor(post, this.#host.key)));
    for (const { author } of posts) if (author !== this.#host.key) this.#receipts.tell(author);
  }

  /** Of what came without a signature, or with one that was not looked at. */
  async #sign(id: string, signature: string): Promise<void> {
    const post = this.#host.posts().get(id);
    if (post && !post.isProven && (await this.#isSigned({ ...post, signature }))) this.#host.prove(post, signature);
  }

  async #check({ id, signature }: Post): Promise<void> {
    await this.#sign(id, signature);
  }

  #isSigned({ author, text, signature }: Post): Promise<boolean> {
    return signature ? this.#host.notary.isPost(author, text, signature) : Promise.resolve(false);
  }

  /** One's own posts that this one has not, and may have. */
  #sendMissing(peer: ChatPeer, key: string): void {
    const lacks = (post: Post) => post.author === this.#host.key && isFor(post, key) && !peer.hasOrGets(post) && this.#host.mayGive(post, key);
    const missing = [...this.#host.posts().values()].filter(lacks).sort(comparePosts);
    if (missing.length > 0) peer.post(missing);
  }
}
