import { after } from '../../core/abort.ts';
import type { BackfillHost } from './chat-backfill.ts';
import type { ChatPeer } from './chat-peer.ts';
import { authorOf } from './chat-wire.ts';

/** Messages of others are acknowledged after so long, together. Milliseconds. */
const acknowledgeAfter = 50;

/** Tells authors what of theirs is here. */
export class Receipts {
  readonly #host: Pick<BackfillHost, 'have' | 'send'>;
  readonly #peers: () => readonly ChatPeer[];
  readonly #lifetime: AbortSignal;
  readonly #authors = new Set<string>();

  /** `peers`: those who can be written to. */
  constructor(host: Pick<BackfillHost, 'have' | 'send'>, peers: () => readonly ChatPeer[], lifetime: AbortSignal) {
    this.#host = host;
    this.#peers = peers;
    this.#lifetime = lifetime;
  }

  /** Something of this author came. */
  tell(author: string): void {
    if (this.#authors.size === 0) after(acknowledgeAfter, this.#lifetime, () => this.#send());
    this.#authors.add(author);
  }

  #send(): void {
    const authors = [...this.#authors];
    this.#authors.clear();
    for (const { id, key } of this.#peers().filter((peer) => authors.includes(peer.key ?? ''))) {
      const have = this.#host.have.only((line) => authorOf(line) === key);
      this.#host.send({ type: 'have', have: have.toWire() }, id, true);
    }
  }
}
