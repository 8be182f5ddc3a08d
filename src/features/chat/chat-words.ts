import { addEnglish, Localizer } from '../../ui/localizer.ts';
import { en as call, type Words } from '../../ui/words/en.ts';
import { longestText } from './chat-state.ts';

const english = {
  chatMessages: 'Messages',
  nothingSaid: 'Nothing has been said yet.',
  chatOutside: 'You can write once you’re in the call.',
  nobodyReads: 'Nobody else is here yet',

  writeMessage: 'Message',
  sendText: 'Send',
  whoReads: 'Who can read it',
  toEveryone: 'To everyone',
  toOnly: (who: string) => `Only to ${who}`,
  toYouOnly: 'Only to you',
  emptyText: 'Write something first.',
  longText: `This is too long. ${longestText} characters are the most.`,
  textNotSent: 'This couldn’t be sent. Your text is still here. Try again.',
  oneWrites: (who: string) => `${who} is writing…`,
  someWrite: 'Several people are writing…',
  answersTo: (who: string) => `Replying to ${who}`,
  editsMessage: 'Editing your message',
  stopThat: 'Cancel',
  mentionSomebody: 'Mention somebody',

  addEmoji: 'Emoji',
  smileys: 'Smileys',
  gestures: 'People and gestures',
  nature: 'Animals and food',
  things: 'Things and signs',

  messageActions: 'Message actions',
  reply: 'Reply',
  copyText: 'Copy text',
  textCopied: 'Text copied.',
  editMessage: 'Edit',
  deleteMessage: 'Delete',
  sendAgain: 'Try again',
  otherEmoji: 'Other emoji',
  reactedWith: (emoji: string, who: string) => `${emoji} ${who}`,

  messageDeleted: 'Message deleted',
  edited: 'edited',
  notInCall: 'not in the call',
  quoted: (who: string, text: string) => `Reply to ${who}: ${text}`,
  quotedUnknown: 'Reply to a message that isn’t here',
  isBeingSent: 'Sending…',
  delivered: 'Delivered',
  deliveredTo: (by: number, of: number) => `Delivered to ${by} of ${of}`,
  notDelivered: 'Not delivered',
  seenBy: (who: string) => `Seen by ${who}`,

  newFromHere: 'New',
  newMessages: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
  toLatest: 'To the latest message',
  saysIn: (who: string, text: string) => `${who}: ${text}`,
  saysToYou: (who: string, text: string) => `${who}, only to you: ${text}`,

  searchMessages: 'Search messages',
  messagesFound: (count: number) => (count === 1 ? '1 message' : `${count} messages`),
  previousFound: 'Previous one found',
  nextFound: 'Next one found',
  closeSearch: 'Close search',

  chatOptions: 'Chat options',
  forgetChat: 'Forget this chat',
  forgetHint: 'This browser then shows nothing of it any more. What others have, they keep.',
  forgetIt: 'Forget',

  attachFiles: 'Attach files',
  dropFiles: 'Drop files to send them to everyone',
  dropFilesFor: (who: string) => `Drop files to send them only to ${who}`,
  filesNotSent: 'These files couldn’t be offered. Try again.',
  recipientGone: 'This person isn’t in the call any more.',
  tooManyFiles: 'Too many files. 1000 at a time are the most.',
  noFolders: 'Folders can’t be sent. Choose the files in them.',
};

addEnglish({ ...call, ...english });

export type ChatWords = Words & typeof english;

/**
 * The words of the chat.
 *
 * @internal
 */
export class ChatLocalizer extends Localizer<ChatWords> {}
