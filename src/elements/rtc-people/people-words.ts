import { addEnglish, Localizer } from '../../ui/localizer.ts';
import { en as call, type Words } from '../../ui/words/en.ts';
import { panelWords } from '../../ui/words/panels.ts';
import { viewWords } from '../../ui/words/view.ts';

const english = {
  searchPeople: 'Search people',
  nobodyFound: 'Nobody by that name',
  moreAbout: (name: string) => `More about ${name}`,
  volume: 'Volume',
  cameraOff: 'Camera off',
  sharesNow: 'Sharing a screen',
};

addEnglish({ ...call, ...panelWords, ...viewWords, ...english });

export type PeopleWords = Words & typeof english;

/**
 * The words of the list of people.
 *
 * @internal
 */
export class PeopleLocalizer extends Localizer<PeopleWords> {}
