// Modern Standard Arabic, plain. Verbal nouns and «يُرجى» in place of imperatives: they fit whoever reads, of whatever gender.
import { addLanguage } from '../ui/localizer.ts';
import type { AllWords } from './all-words.ts';
import { call } from './ar/call.ts';
import { chat } from './ar/chat.ts';
import { files } from './ar/files.ts';
import { support } from './ar/support.ts';

export const ar: AllWords = { ...call, ...chat, ...files, ...support };

addLanguage('ar', ar);
