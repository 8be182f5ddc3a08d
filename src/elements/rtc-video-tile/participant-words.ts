import type { Participant } from '../../core/call-state.ts';
import type { Localize } from '../../ui/localize.ts';

/** What somebody is called; who has no name is a guest. */
export function nameOf({ name, isLocal }: Participant, words: Pick<Localize, 'term'>): string {
  if (!isLocal) return name || words.term('guest');
  return name ? words.term('nameAndYou', name) : words.term('you');
}

/** What is to be said about somebody's connection; empty while it is good. */
export function connectionWords({ connection, moving, quality, qualityCause }: Participant, words: Pick<Localize, 'term'>): string {
  if (moving) return words.term('changingPage');
  if (connection === 'reconnecting') return words.term('reconnectingNow');
  if (quality !== 'fair' && quality !== 'poor') return '';
  if (qualityCause === 'your-device') return words.term('slowDevice');
  return words.term(quality === 'poor' ? 'poorConnection' : 'slowConnection');
}
