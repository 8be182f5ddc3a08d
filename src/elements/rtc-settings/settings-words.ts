import { addEnglish, Localizer } from '../../ui/localizer.ts';
import { en as call, type Words } from '../../ui/words/en.ts';

const english = {
  testSound: 'Test sound',
  microphoneSound: 'Your sound',
  noiseSuppression: 'Suppress noise',
  echoCancellation: 'Cancel echo',
  autoGainControl: 'Keep my volume even',
  originalSound: 'Original sound for music',
  aboutOriginalSound: 'Nothing is taken away, in stereo. Wear headphones, or others hear an echo.',
};

addEnglish({ ...call, ...english });

export type SettingsWords = Words & typeof english;

/**
 * The words of the settings.
 *
 * @internal
 */
export class SettingsLocalizer extends Localizer<SettingsWords> {}
