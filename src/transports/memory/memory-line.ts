import { RtcError } from '../../core/errors.ts';
import { MemoryMedia } from './memory-media.ts';
import type { MemoryRoom } from './memory-room.ts';

const mostWaiting = 10_000;

/** What a link owes the other side; it waits while the link is cut, or the other side moves. */
export class MemoryLine {
  /** Given the other side, which may be in another page by then. */
  readonly waiting: ((other: MemoryRoom) => void)[];
  readonly media: MemoryMedia;
  readonly #streams = new Set<AbortController>();

  /** Of somebody who comes from another page, it goes on with what waits there. */
  constructor(before?: MemoryLine) {
    this.waiting = before?.waiting ?? [];
    this.media = before?.media ?? new MemoryMedia();
  }

  get isFull(): boolean {
    return this.waiting.length >= mostWaiting;
  }

  /** A stream goes over the link, and fails with it. */
  carry(stream: AbortController): void {
    this.#streams.add(stream);
  }

  breakStreams(why: string): void {
    for (const stream of this.#streams) stream.abort(new RtcError('connection-lost', why));
  }
}
