import { addEnglish, Localizer } from './localizer.ts';
import { en, type Words } from './words/en.ts';

addEnglish(en);

/** The words of a call. */
export class Localize extends Localizer<Words> {}
