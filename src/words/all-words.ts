import type { ChatButtonWords } from '../elements/rtc-chat-button/chat-button-words.ts';
import type { LayoutWords } from '../elements/rtc-layout-button/layout-words.ts';
import type { PeopleWords } from '../elements/rtc-people/people-words.ts';
import type { SettingsWords } from '../elements/rtc-settings/settings-words.ts';
import type { ShortcutWords } from '../elements/rtc-shortcuts/shortcut-words.ts';
import type { StageWords } from '../elements/rtc-stage/stage-words.ts';
import type { ChatWords } from '../features/chat/chat-words.ts';
import type { FilesWords } from '../features/files/files-words.ts';
import type { DeskWords } from '../features/support/rtc-desk/desk-words.ts';
import type { PanelWords } from '../features/support/rtc-support/panel-words.ts';

/** What is said around a call: its stage, its toolbar, its people, its settings. */
export type CallArea = LayoutWords & PeopleWords & SettingsWords & ShortcutWords & StageWords;

/** What is said in a chat, and on its button, beside that. */
export type ChatArea = Omit<ChatButtonWords & ChatWords, keyof CallArea>;

/** What is said about files. */
export type FilesArea = Omit<FilesWords, keyof CallArea>;

/** What is said to whoever asks for help, and to whoever gives it. */
export type SupportArea = Omit<PanelWords & DeskWords, keyof CallArea>;

/** All that a user may read. A language has every one of them: what is missing, or is too much, does not compile. */
export type AllWords = CallArea & ChatArea & FilesArea & SupportArea;
