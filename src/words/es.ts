// Español, for Spain and Latin America alike: people are addressed as “usted”, as companies and medical practices do, and the words are those of both sides.
import { addLanguage } from '../ui/localizer.ts';
import type { AllWords } from './all-words.ts';
import { call } from './es/call.ts';
import { chat } from './es/chat.ts';
import { files } from './es/files.ts';
import { support } from './es/support.ts';

export const es: AllWords = { ...call, ...chat, ...files, ...support };

addLanguage('es', es);
