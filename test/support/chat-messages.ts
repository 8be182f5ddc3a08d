import type { ChatAuthor, ChatMessage, ChatPerson } from '../../src/features/chat/chat-state.ts';

/** Noon of a day that is long gone, wherever this runs. */
export const noon = new Date(2024, 4, 17, 12).getTime();

export function author(name: string, change: Partial<ChatPerson> = {}): ChatPerson {
  return { key: `key-${name}`, name, id: `id-${name}`, isLocal: false, verified: true, ...change };
}

export const ada = author('Ada', { isLocal: true });
export const grace = author('Grace');
export const mary = author('Mary');

let count = 0;

/** A message by somebody; each a minute after the one made before it. */
export function message(by: ChatAuthor, text: string, change: Partial<ChatMessage> = {}): ChatMessage {
  const number = ++count;
  return {
    id: `message-${number}`,
    author: by,
    time: noon + number * 60_000,
    text,
    isEdited: false,
    isDeleted: false,
    replyTo: undefined,
    to: undefined,
    mentions: [],
    mentionsMe: false,
    reactions: new Map(),
    delivery: by.isLocal ? { state: 'delivered', by: 1, of: 1 } : undefined,
    seenBy: [],
    ...change,
  };
}
