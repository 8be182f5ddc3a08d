import { plainName } from '../../ui/plain-name.ts';
import type { ChatAuthor } from './chat-state.ts';

export { plainName };

/** What an author is called here. */
export function authorName({ name, isLocal }: ChatAuthor, words: { term(key: 'you' | 'guest'): string }): string {
  return isLocal ? words.term('you') : plainName(name) || words.term('guest');
}
