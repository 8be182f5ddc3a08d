// Korean. Sentences are 해요체, polite and close, as in today's apps; labels are nouns or -기; people are 님, which follows any name.
import { addLanguage } from '../ui/localizer.ts';
import type { AllWords } from './all-words.ts';
import { call } from './ko/call.ts';
import { chat } from './ko/chat.ts';
import { files } from './ko/files.ts';
import { support } from './ko/support.ts';

export const ko: AllWords = { ...call, ...chat, ...files, ...support };

addLanguage('ko', ko);
