import type { ChatAuthor, ChatMessage } from '../chat-state.ts';
import type { ChatLocalizer } from '../chat-words.ts';
import { authorName } from '../shown-name.ts';

/** More than these are cut off where a message is only quoted. */
const quotedCharacters = 120;

export function namesOf(authors: readonly ChatAuthor[], words: ChatLocalizer): string {
  return new Intl.ListFormat(words.lang()).format(authors.map((author) => authorName(author, words)));
}

/** Who is writing at this moment. */
export function whoWrites([one, ...more]: readonly ChatAuthor[], words: ChatLocalizer): string {
  if (!one) return '';
  return more.length > 0 ? words.term('someWrite') : words.term('oneWrites', namesOf([one], words));
}

/** What a message says, on one line, where another one answers it. */
export function excerpt({ text, isDeleted }: ChatMessage, words: ChatLocalizer): string {
  if (isDeleted) return words.term('messageDeleted');
  const line = text.slice(0, quotedCharacters * 2).replaceAll(/\s+/gu, ' ').trim();
  return line.length > quotedCharacters ? `${line.slice(0, quotedCharacters)}…` : line;
}

/** Who alone can read it; empty: everybody. */
export function audience({ to, author }: ChatMessage, words: ChatLocalizer): string {
  if (!to) return '';
  return author.isLocal ? words.term('toOnly', namesOf(to, words)) : words.term('toYouOnly');
}

/** How far one's own message came. */
export function statusOf({ delivery, seenBy, isDeleted }: ChatMessage, words: ChatLocalizer): string {
  if (!delivery || isDeleted) return '';
  if (delivery.state === 'sending') return words.term('isBeingSent');
  if (delivery.state === 'failed') return words.term('notDelivered');
  if (seenBy.length > 0) return words.term('seenBy', namesOf(seenBy, words));
  const { by, of } = delivery;
  if (by === 0) return words.term('isBeingSent');
  return by < of ? words.term('deliveredTo', by, of) : words.term('delivered');
}

/** All of a message, for who hears it. */
export function spoken(message: ChatMessage, time: string, words: ChatLocalizer): string {
  const { author, isDeleted, isEdited, isDeleted: isGone } = message;
  const text = isDeleted ? words.term('messageDeleted') : message.text;
  const notes = [audience(message, words), isEdited && !isGone ? words.term('edited') : '', time, statusOf(message, words)];
  return [words.term('saysIn', authorName(author, words), text), ...notes].filter(Boolean).join(', ');
}
