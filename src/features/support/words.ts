import { addEnglish } from '../../ui/localizer.ts';
import { en as call, type Words as CallWords } from '../../ui/words/en.ts';

/** What visitors and agents both read. */
const shared = {
  unverified: 'Unverified: this page doesn’t say which key is this desk’s, so anyone could answer.',
  callEnded: 'The call has ended',
};

addEnglish({ ...call, ...shared });

export type SharedWords = CallWords & typeof shared;
