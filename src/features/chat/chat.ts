import type { CallSession } from '../../core/call-session.ts';
import { RtcError } from '../../core/errors.ts';
import type { Feature } from '../../core/feature.ts';
import { Store } from '../../core/store.ts';
import type { ParticipantId } from '../../core/transport.ts';
import { type ChatMessage, type ChatState, emptyChat, type MessageId } from './chat-state.ts';

export interface WriteOptions {
  /** Who alone gets it. Default: everybody. */
  readonly to?: readonly ParticipantId[];
  readonly replyTo?: MessageId;
}

/** What is written in a call: commands in, state out. */
export class Chat {
  readonly store = new Store<ChatState>(emptyChat);

  /**
   * Writes a message. Resolves when it is in the chat and kept as far as anything is; it is sent whenever somebody can be reached.
   * @throws RtcError `bad-message` without any text; `too-large` above {@link longestText}, or when too much already waits;
   * `connection-lost` outside a call; `peer-unreachable` if one of `to` has no chat.
   */
  async send(text: string, options: WriteOptions = {}): Promise<ChatMessage> {
    throw new RtcError('internal', `${text} ${JSON.stringify(options)}`);
  }

  /** Puts another text in the place of one's own. @throws RtcError as {@link send}; `denied` for somebody else's, or a deleted one. */
  async edit(id: MessageId, text: string): Promise<void> {
    throw new RtcError('internal', `${id} ${text}`);
  }

  /** Takes one's own message back. @throws RtcError `denied` for somebody else's. */
  async delete(id: MessageId): Promise<void> {
    throw new RtcError('internal', id);
  }

  /** Chooses an emoji for a message, or takes it back. @throws RtcError `bad-message` for anything but one emoji. */
  async react(id: MessageId, emoji: string, on: boolean): Promise<void> {
    throw new RtcError('internal', `${id} ${emoji} ${String(on)}`);
  }

  /** Sends again what failed. */
  retry(id: MessageId): void {
    throw new RtcError('internal', id);
  }

  /** Everything up to this message was seen by whoever sits here. */
  read(upTo: MessageId): void {
    throw new RtcError('internal', upTo);
  }

  /** What is in the composer; the others see for some seconds that something is written. */
  write(draft: string): void {
    this.store.update({ draft });
  }

  /** Deletes what this browser keeps of the call's chat, and shows nothing of it any more. What others have, they keep. */
  async forget(): Promise<void> {
    this.store.update(emptyChat);
  }
}

/** The chat of a call. */
export const chat: Feature<Chat> = { create: (_call: CallSession, _signal: AbortSignal) => new Chat() };
