import { addEnglish, Localizer } from '../../ui/localizer.ts';
import { en as call, type Words } from '../../ui/words/en.ts';
import { viewWords } from '../../ui/words/view.ts';

const english = {
  pinPerson: (name: string) => `Pin ${name}`,
  pinScreen: (name: string) => `Pin the screen of ${name}`,
  hideYourself: 'Hide yourself',
  showYourself: 'Show yourself',
  moveYourself: 'Arrow keys move it to another corner',
  tileKeys: 'Enter goes to its buttons',
  youShare: 'You’re sharing your screen',
  pages: 'Pages',
  pageOf: (page: number, pages: number) => `${page} of ${pages}`,
  previousPage: 'Previous page',
  nextPage: 'Next page',
  speaks: (name: string) => `${name} is speaking`,
};

addEnglish({ ...call, ...viewWords, ...english });

export type StageWords = Words & typeof english;

/**
 * The words of a stage that has more to it than two people.
 *
 * @internal
 */
export class StageLocalizer extends Localizer<StageWords> {}
