// What a page says in its own words, or in a language of its own. For bundlers and for `import()` beside the script.
import { addWordsOfPage } from './ui/localizer.ts';
import type { AllWords } from './words/all-words.ts';

/**
 * Adds a language, or says something otherwise in one that is there. What is missing is said in English. May be called at any
 * time; all elements of the page follow at once.
 *
 * @param language - As in `lang` (BCP 47): `nl`, or `de-AT` for a region, which falls back on `de`.
 * @param words - Texts, and functions that make them of a name or a number; the keys are those of `AllWords`.
 */
export function addWords(language: string, words: Partial<AllWords>): void {
  addWordsOfPage(language, words);
}

export type { AllWords };
