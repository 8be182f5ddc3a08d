// Deutsch. Wer anruft, wird gesiezt, wie es auf Seiten von Firmen und Praxen üblich ist.
import { addLanguage } from '../ui/localizer.ts';
import type { AllWords } from './all-words.ts';
import { call } from './de/call.ts';
import { chat } from './de/chat.ts';
import { files } from './de/files.ts';
import { support } from './de/support.ts';

export const de: AllWords = { ...call, ...chat, ...files, ...support };

addLanguage('de', de);
