// Russian. «вы» in lower case and infinitives on buttons, as interfaces have it; of others nothing that tells a gender, since only their names are known.
import { addLanguage } from '../ui/localizer.ts';
import type { AllWords } from './all-words.ts';
import { call } from './ru/call.ts';
import { chat } from './ru/chat.ts';
import { files } from './ru/files.ts';
import { support } from './ru/support.ts';

export const ru: AllWords = { ...call, ...chat, ...files, ...support };

addLanguage('ru', ru);
