import type { RtcError } from '../../../core/errors.ts';
import { wordsFor } from '../../../ui/words/en.ts';
import { CredentialError } from '../credential.ts';
import type { DeskWords } from './desk-words.ts';

/** What an agent reads about an error; what is said of calls is not always true of a desk. */
export function errorWords(error: RtcError): keyof DeskWords {
  if (error instanceof CredentialError) return error.fault;
  switch (error.code) {
    case 'room-full':
      return 'deskFull';
    case 'server-unreachable':
    case 'server-lost':
      return 'deskUnreachable';
    case 'connection-lost':
    case 'peer-unreachable':
      return 'deskConnectionLost';
    case 'denied':
    case 'internal':
      return 'deskFailed';
    default:
      return wordsFor(error.code);
  }
}
