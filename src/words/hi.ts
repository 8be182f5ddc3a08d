// Hindi. “आप”, and the everyday words that apps use; “ने” and “हैं” where a name is said, since they fit one or several, of whatever gender.
import { addLanguage } from '../ui/localizer.ts';
import type { AllWords } from './all-words.ts';
import { call } from './hi/call.ts';
import { chat } from './hi/chat.ts';
import { files } from './hi/files.ts';
import { support } from './hi/support.ts';

export const hi: AllWords = { ...call, ...chat, ...files, ...support };

addLanguage('hi', hi);
