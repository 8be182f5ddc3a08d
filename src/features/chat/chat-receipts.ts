import { after } from '../../core/abort.ts';
import type { BackfillHost } from './chat-backfill.ts';
import type { ChatPeer } from './chat-peer.ts';
import { authorOf } from './chat-wire.ts';

/** Messages of others are acknowledged after so long, together. Milliseconds. */
const acknowledgeAfter = 50;

export interface ReceiptsHost extends Pick<BackfillHost, 'have' | 'send'> {
  /** Resolves when all that came until now is kept. */
  readonly kept: () => Promise<void>;
}

/** Tells authors what of theirs is here, once it is kept: what was acknowledged, nobody sends again. */
export class Receipts {
  readonly #host: ReceiptsHost;
  readonly #peers: () => readonly ChatPeer[];
  readonly #lifetime: AbortSignal;
  readonly #authors = new Set<string>();

  /** `peers`: those who can be written to. */
  constructor(host: ReceiptsHost, peers: () => readonly ChatPeer[], lifetime: AbortSignal) {
    this.#host = host;
    this.#peers = peers;
    this.#lifetime = lifetime;
  }

  /** Something of this author came. */
  tell(author: string): void {
    if (this.#authors.size === 0) after(acknowledgeAfter, this.#lifetime, () => void this.#send());
    this.#authors.add(author);
  }

  async #send(): Promise<void> {
    const authors = [...this.#authors];
    this.#authors.clear();
    await this.#host.kept();
    if (this.#lifetime.aborted) return;
    for (const { id, key } of this.#peers().filter((peer) => authors.includes(peer.key ?? ''))) {
      const have = this.#host.have.only((line) => authorOf(line) === key);
      this.#host.send({ type: 'have', have: have.toWire() }, id, true);
    }
  }
}
