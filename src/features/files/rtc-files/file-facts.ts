import { plainName } from '../../../ui/plain-name.ts';
import type { FilesLocalizer } from '../files-words.ts';
import { isOver, type TransferState } from '../transfer-state.ts';
import type { FileGroup } from './file-groups.ts';

/** Characters of a name that are seen; the end says what it is. */
const [longestName, longestEnd] = [44, 16];

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A number of bytes in the largest unit that it has one of (SI: a kilobyte is 1000 bytes). */
function inUnits(bytes: number, language: string, ending: '' | '-per-second'): string {
  const place = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** place;
  const unit = `${units[place] ?? 'byte'}${ending}`;
  const maximumFractionDigits = place === 0 || value >= 100 ? 0 : 1;
  // "512 byte" is what some have for short.
  const unitDisplay = place === 0 && !ending ? 'long' : 'short';
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay, maximumFractionDigits }).format(value);
}

export function sizeIn(words: FilesLocalizer, bytes: number): string {
  return inUnits(bytes, words.lang(), '');
}

function percentIn(words: FilesLocalizer, part: number, whole: number): string {
  // Not "100 %" before it is.
  const value = whole > 0 ? Math.floor((part / whole) * 100) / 100 : 0;
  return new Intl.NumberFormat(words.lang(), { style: 'percent' }).format(value);
}

/** About how long: nobody reads seconds when there are hours. */
function timeIn(words: FilesLocalizer, seconds: number): string {
  const [unit, value] = seconds < 60 ? (['second', Math.max(1, Math.ceil(seconds))] as const) : seconds < 3600 ? (['minute', Math.ceil(seconds / 60)] as const) : (['hour', Math.ceil(seconds / 360) / 10] as const);
  return new Intl.NumberFormat(words.lang(), { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 }).format(value);
}

/** As it is shown: what turns text round is left out, and of a long name the middle. */
export function shownFileName(name: string): string {
  const all = Array.from(plainName(name));
  return all.length > longestName ? `${all.slice(0, longestName - longestEnd).join('')}…${all.slice(-longestEnd).join('')}` : all.join('');
}

export function peerNameOf({ peerName }: TransferState, words: FilesLocalizer): string {
  return plainName(peerName) || words.term('guest');
}

/** How large it is, and whom it is from or for. */
export function aboutOf({ first, all }: FileGroup, words: FilesLocalizer): readonly string[] {
  const who = peerNameOf(first, words);
  const whom = first.direction === 'in' ? words.term('fromWhom', who) : all.length > 1 ? words.term('toSeveral', all.length) : words.term('toWhom', who);
  return [sizeIn(words, first.size), whom];
}

/** How far a file is with everybody whom it still goes to. */
export function progressOf({ all }: FileGroup): { readonly transferred: number; readonly size: number } {
  const going = all.filter(({ phase }) => phase !== 'failed');
  const sum = (of: (each: TransferState) => number) => going.reduce((total, each) => total + of(each), 0);
  return { transferred: sum(({ transferred }) => transferred), size: sum(({ size }) => size) };
}

/** What becomes of a file, in words. */
export function statusOf(group: FileGroup, words: FilesLocalizer): readonly string[] {
  const [{ first, all }, { transferred, size }] = [group, progressOf(group)];
  switch (group.phase) {
    case 'offered':
      // Of several, each says so for itself.
      return first.direction === 'in' || all.length > 1 ? [] : [words.term('awaitsAnswer', peerNameOf(first, words))];
    case 'running': {
      const speed = all.reduce((total, each) => total + each.speed, 0);
      const times = all.flatMap((each) => (isOver(each) || each.remaining === undefined ? [] : [each.remaining]));
      const left = times.length > 0 ? words.term('timeLeft', timeIn(words, Math.max(...times))) : '';
      return [percentIn(words, transferred, size), speed > 0 ? inUnits(speed, words.lang(), '-per-second') : '', left].filter(Boolean);
    }
    case 'waiting':
    case 'paused':
      return [percentIn(words, transferred, size), pauseOf(all.find(({ phase }) => phase === group.phase) ?? first, words)];
    default:
      return all.length > 1 ? [] : [outcomeOf(first, words)];
  }
}

/** What becomes of it with one of several, in few words. */
export function stepOf(transfer: TransferState, words: FilesLocalizer): string {
  if (isOver(transfer)) return outcomeOf(transfer, words);
  if (transfer.phase === 'offered') return words.term('notAccepted');
  return transfer.phase === 'running' ? percentIn(words, transfer.transferred, transfer.size) : pauseOf(transfer, words);
}

function pauseOf(transfer: TransferState, words: FilesLocalizer): string {
  const { phase, pausedBy } = transfer;
  if (phase !== 'paused') return words.term('fileWaits');
  const who = peerNameOf(transfer, words);
  if (!pausedBy.includes('there')) return words.term('pausedHere');
  return pausedBy.includes('here') ? words.term('pausedByBoth', who) : words.term('pausedThere', who);
}

/** What became of it. */
export function outcomeOf(transfer: TransferState, words: FilesLocalizer): string {
  if (transfer.phase === 'done') return words.term(transfer.direction === 'in' ? 'fileVerified' : 'fileSent');
  const code = transfer.error?.code;
  switch (code) {
    case 'file-cancelled':
      return transfer.endedBy === 'there' ? words.term('cancelledThere', peerNameOf(transfer, words)) : words.term(code);
    case 'file-corrupt':
    case 'file-unreadable':
    case 'storage-full':
    case 'too-large':
      return words.term(code);
    case 'peer-unreachable':
      return words.term('fileLeft', peerNameOf(transfer, words));
    case 'connection-lost':
      return words.term('fileLost');
    default:
      return words.term('fileBroken');
  }
}
