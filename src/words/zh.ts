// Simplified Chinese. Calls say 你, or nothing, as known call apps do; visitors of a support desk are customers and read 您.
import { addLanguage } from '../ui/localizer.ts';
import type { AllWords } from './all-words.ts';
import { call } from './zh/call.ts';
import { chat } from './zh/chat.ts';
import { files } from './zh/files.ts';
import { support } from './zh/support.ts';

export const zh: AllWords = { ...call, ...chat, ...files, ...support };

addLanguage('zh', zh);
