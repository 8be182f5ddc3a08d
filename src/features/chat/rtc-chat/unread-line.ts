import type { ChatState, MessageId } from '../chat-state.ts';

/** Where the line is that says what is new. It stays while one reads on, though what is below it is read by then. */
export class UnreadLine {
  #place: MessageId | undefined;

  get place(): MessageId | undefined {
    return this.#place;
  }

  /** What comes while somebody reads is not new to them. */
  changed({ firstUnread }: ChatState, isReading: boolean): void {
    if (!isReading && firstUnread !== undefined) this.#place = firstUnread;
  }

  /** Whoever writes has read it. */
  clear(): void {
    this.#place = undefined;
  }
}
