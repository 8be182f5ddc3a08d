// Português do Brasil. People are addressed as “você”, as companies and apps do there; “senhor” would need a gender, and be stiff.
import { addLanguage } from '../ui/localizer.ts';
import type { AllWords } from './all-words.ts';
import { call } from './pt/call.ts';
import { chat } from './pt/chat.ts';
import { files } from './pt/files.ts';
import { support } from './pt/support.ts';

export const pt: AllWords = { ...call, ...chat, ...files, ...support };

addLanguage('pt', pt);
