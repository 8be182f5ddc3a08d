import type { Chat } from '../chat.ts';
import type { ChatMessage } from '../chat-state.ts';
import type { ChatLocalizer } from '../chat-words.ts';
import type { ChatAnnouncer } from './chat-announcer.ts';
import type { Composer } from './composer.ts';
import type { MessageActs } from './message-menu.ts';

export interface ActsHost {
  readonly composer: Composer;
  readonly announcer: ChatAnnouncer;
  readonly words: ChatLocalizer;
  readonly pickEmoji: (chosen: (emoji: string) => void) => void;
}

/** What is done when something is chosen in the menu of a message. `chat`: while one is in a call. */
export function messageActs(chat: Chat | undefined, { composer, announcer, words, pickEmoji }: ActsHost): MessageActs {
  const failed = () => composer.complain('internal');
  const react = (message: ChatMessage, emoji: string) => void (chat && toggleReaction(chat, message, emoji).catch(failed));
  return {
    reply: (message) => composer.answer(message),
    edit: (message) => composer.edit(message),
    react,
    otherEmoji: (message) => pickEmoji((emoji) => react(message, emoji)),
    copy: ({ text }) => {
      navigator.clipboard.writeText(text).then(() => announcer.say(words.term('textCopied')), failed);
    },
    delete: ({ id }) => void chat?.delete(id).catch(failed),
    retry: ({ id }) => chat?.retry(id),
  };
}

/** Chooses an emoji for a message, or takes it back. */
export function toggleReaction(chat: Chat, { id, reactions }: ChatMessage, emoji: string): Promise<void> {
  const isChosen = reactions.get(emoji)?.some(({ isLocal }) => isLocal) ?? false;
  return chat.react(id, emoji, !isChosen);
}
