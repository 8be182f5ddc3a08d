// Traditional Chinese, as in Taiwan. Calls say 你, or nothing, as known call apps do; visitors of a support desk are customers and read 您.
import { addLanguage } from '../ui/localizer.ts';
import type { AllWords } from './all-words.ts';
import { call } from './zh-tw/call.ts';
import { chat } from './zh-tw/chat.ts';
import { files } from './zh-tw/files.ts';
import { support } from './zh-tw/support.ts';

export const zhTw: AllWords = { ...call, ...chat, ...files, ...support };

addLanguage('zh-tw', zhTw);
