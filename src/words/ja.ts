// Japanese. Sentences are です・ます, labels end in nouns, and nobody is called あなた, as known apps have it; to agents a visitor is 様.
import { addLanguage } from '../ui/localizer.ts';
import type { AllWords } from './all-words.ts';
import { call } from './ja/call.ts';
import { chat } from './ja/chat.ts';
import { files } from './ja/files.ts';
import { support } from './ja/support.ts';

export const ja: AllWords = { ...call, ...chat, ...files, ...support };

addLanguage('ja', ja);
