import { base64Encode } from '../../core/crypto/base64.ts';
import { RtcError } from '../../core/errors.ts';
import type { ChatClock } from './chat-clock.ts';
import type { Post } from './chat-post.ts';
import { type Act, type Body, postIdOf } from './chat-wire.ts';

/** What one line was begun with, and how far it is. */
interface Line {
  readonly name: string;
  next: number;
}

/** Writes posts: each on the line of those who may read it. Lines are of one page; the next begins its own, whatever was lost. */
export class Pen {
  readonly #key: string;
  readonly #clock: ChatClock;
  readonly #lines = new Map<string, Line>();

  constructor(key: string, clock: ChatClock) {
    this.#key = key;
    this.#clock = clock;
  }

  /** `to`: keys of those who alone get it. `audience`: of all who are to. @throws RtcError `too-large`. */
  write(act: Act, { name, to, audience }: { readonly name: string; readonly to?: readonly string[] | undefined; readonly audience: readonly string[] }): Post {
    const line = this.#lineFor(to);
    const body: Body = { line: line.name, number: line.next, ...this.#clock.tick(), at: Date.now(), name, ...(to && { to: [...to] }), act };
    line.next++;
    const text = JSON.stringify(body);
    return { id: postIdOf(this.#key, body), author: this.#key, body, text, signature: '', isProven: false, since: Date.now(), audience };
  }

  #lineFor(to: readonly string[] | undefined): Line {
    const readers = to ? [...to].sort().join() : '';
    const known = this.#lines.get(readers);
    if (known) return known;
    if (this.#lines.size >= mostLines) throw new RtcError('too-large', `A page may write to ${mostLines} different groups`);
    const line = { name: base64Encode(crypto.getRandomValues(new Uint8Array(8))), next: 1 };
    this.#lines.set(readers, line);
    return line;
  }
}

const mostLines = 100;
