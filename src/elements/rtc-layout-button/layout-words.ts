import { addEnglish, Localizer } from '../../ui/localizer.ts';
import { en as call, type Words } from '../../ui/words/en.ts';
import { viewWords } from '../../ui/words/view.ts';

const english = {
  autoLayout: 'Auto',
  gridLayout: 'Grid',
  speakerLayout: 'Speaker',
  stripLayout: 'Strip',
  hideMyself: 'Hide myself',
};

addEnglish({ ...call, ...viewWords, ...english });

export type LayoutWords = Words & typeof english;

/**
 * The words of the choice of layouts.
 *
 * @internal
 */
export class LayoutLocalizer extends Localizer<LayoutWords> {}
