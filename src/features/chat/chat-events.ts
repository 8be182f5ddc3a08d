import { RtcEvent } from '../../core/event-kinds.ts';
import type { ChatMessage } from './chat-state.ts';

/** Somebody else's message came, for the first time. */
export class RtcMessageReceivedEvent extends RtcEvent {
  readonly message: ChatMessage;
  constructor(message: ChatMessage) {
    super('rtc-message-received');
    this.message = message;
  }
}

/** One's own message is in the chat, and on its way. */
export class RtcMessageSentEvent extends RtcEvent {
  readonly message: ChatMessage;
  constructor(message: ChatMessage) {
    super('rtc-message-sent');
    this.message = message;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rtc-message-received': RtcMessageReceivedEvent;
    'rtc-message-sent': RtcMessageSentEvent;
  }
}
