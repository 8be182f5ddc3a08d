import type { RtcError } from '../../core/errors.ts';
import type { ParticipantId } from '../../core/transport.ts';

/** The author's line, and the number of the message on it. The same everywhere. */
export type MessageId = string;

/** Who wrote, by the key that signs: the same person after a reload, in another seat of the room. */
export interface ChatAuthor {
  /** Public key (Ed25519, RFC 8032) in base64url. */
  readonly key: string;
  /** As they call themselves; last, while they were here. May be empty. */
  readonly name: string;
  readonly isLocal: boolean;
  /** Proved on a link with this page that the key is theirs. Else the name is only what the message says. */
  readonly verified: boolean;
}

/** Somebody in the call who has a chat. */
export interface ChatPerson extends ChatAuthor {
  readonly id: ParticipantId;
}

export type Delivery =
  /** Nobody has it yet; it is sent to whoever comes. */
  | { readonly state: 'sending' }
  /** `by` of the `of` who were to get it have it. */
  | { readonly state: 'delivered'; readonly by: number; readonly of: number }
  /** Nobody said in time that it came. {@link Chat.retry} sends it again; it may arrive by itself, too. */
  | { readonly state: 'failed'; readonly error: RtcError };

export interface ChatMessage {
  readonly id: MessageId;
  readonly author: ChatAuthor;
  /** When it was written, in milliseconds since the epoch. */
  readonly time: number;
  /** As it is now: what edits made of it; empty once deleted. */
  readonly text: string;
  readonly isEdited: boolean;
  readonly isDeleted: boolean;
  /** The message that this one answers; that one may be unknown here. */
  readonly replyTo: MessageId | undefined;
  /** To whom alone it was sent, without its author; undefined: to everybody. */
  readonly to: readonly ChatAuthor[] | undefined;
  /** Whom it names, by key. */
  readonly mentions: readonly string[];
  /** It names oneself. */
  readonly mentionsMe: boolean;
  /** Emoji → who chose it, in the order in which they did. */
  readonly reactions: ReadonlyMap<string, readonly ChatAuthor[]>;
  /** Of one's own messages only. */
  readonly delivery: Delivery | undefined;
  /** Of one's own messages only: who has read it. */
  readonly seenBy: readonly ChatAuthor[];
}

export interface ChatState {
  /** In the order that is the same for all. A message that did not change is the same object. */
  readonly messages: readonly ChatMessage[];
  /** How many of others came after what was read here last. */
  readonly unread: number;
  /** The first of them. */
  readonly firstUnread: MessageId | undefined;
  /** Who is writing at this moment. */
  readonly typing: readonly ChatPerson[];
  /** With whom one can write: those in the call who have a chat, without oneself. */
  readonly others: readonly ChatPerson[];
  /** What is in the composer and was not sent. Kept for the next time, in this page or after a reload. */
  readonly draft: string;
  /** Whether something is kept on this machine: not with `no-history`, nor where the browser keeps nothing. */
  readonly isKept: boolean;
}

export const emptyChat: ChatState = { messages: [], unread: 0, firstUnread: undefined, typing: [], others: [], draft: '', isKept: false };

/** Characters (UTF-16 code units) of a message, at most. */
export const longestText = 10_000;
