// Français. People are addressed as “vous”, as companies and medical practices do; a narrow no-break space (U+202F) goes before ; ? : and inside « ».
import { addLanguage } from '../ui/localizer.ts';
import type { AllWords } from './all-words.ts';
import { call } from './fr/call.ts';
import { chat } from './fr/chat.ts';
import { files } from './fr/files.ts';
import { support } from './fr/support.ts';

export const fr: AllWords = { ...call, ...chat, ...files, ...support };

addLanguage('fr', fr);
