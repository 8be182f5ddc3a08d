import { after } from '../../core/abort.ts';
import type { ParticipantId } from '../../core/transport.ts';
import type { ChatPeer } from './chat-peer.ts';
import { comparePosts, isFor, lineOf, type Post } from './chat-post.ts';
import { authorOf, type Frame } from './chat-wire.ts';
import { Lines } from './lines.ts';

export interface BackfillHost {
  /** What is here, or was. */
  readonly have: Lines;
  /** All that can be given on. */
  readonly posts: () => ReadonlyMap<string, Post>;
  /** False: nothing is given to who comes later, nor asked of who was there before. */
  readonly remembers: () => boolean;
  readonly send: (frame: Frame, to: ParticipantId, reliable: boolean) => void;
}

/** For so long one waits for what was asked for, before somebody else is asked. Milliseconds. */
const answerTime = 10_000;
/** UTF-16 code units of posts that one question is answered with. */
const mostServed = 4_000_000;

/** What others wrote while they were not to be heard here, asked of those who have it, and given to those who ask. */
export class ChatBackfill {
  readonly #host: BackfillHost;
  readonly #peers: () => readonly ChatPeer[];

  /** `peers`: those who can be written to. */
  constructor(host: BackfillHost, peers: () => readonly ChatPeer[]) {
    this.#host = host;
    this.#peers = peers;
  }

  askAll(): void {
    for (const peer of this.#peers()) this.ask(peer);
  }

  /** For what others wrote that this one has: whoever wrote it sends it without being asked, if they are here. */
  ask(peer: ChatPeer): void {
    if (!this.#host.remembers() || peer.isLiar) return;
    const others = this.#peers().filter((each) => each !== peer);
    let missing = peer.has.only((line) => authorOf(line) !== peer.key).without(this.#host.have).without(peer.lacks);
    for (const other of others) missing = missing.without(other.asked).without(other.has.only((line) => authorOf(line) === other.key));
    if (missing.isEmpty) return;
    peer.asked = missing;
    this.#host.send({ type: 'want', want: missing.toWire() }, peer.id, true);
    after(answerTime, peer.signal, () => {
      const missing = peer.asked.without(this.#host.have);
      peer.asked = new Lines();
      if (missing.isEmpty) return;
      // Deleted meanwhile, or not proven there: it said that it had it, and does not give it.
      peer.lacks.addAll(missing);
      this.askAll();
    });
  }

  /** What whoever has this key wants of what they may read, and is proven. */
  serve(peer: ChatPeer, key: string, want: Lines): void {
    if (!this.#host.remembers() || !peer.wants.allows()) return;
    const { posts } = this.#host;
    const isWanted = (post: Post) => post.isProven && isFor(post, key) && want.has(lineOf(post), post.body.number);
    let room = mostServed;
    const served = [...posts().values()].filter(isWanted).sort(comparePosts).reverse().filter(({ text }) => (room -= text.length) > 0);
    if (served.length > 0) peer.post(served.reverse());
  }
}
