import type { ReactiveControllerHost } from 'lit';
import { Announcer } from '../../../ui/announcer.ts';
import type { FilesLocalizer } from '../files-words.ts';
import type { FilesState, TransferId, TransferPhase, TransferState } from '../transfer-state.ts';
import { outcomeOf, peerNameOf, shownFileName, sizeIn } from './file-facts.ts';

/** More than these of a kind are counted, not read. */
const mostRead = 3;

const counted = { offered: 'filesOffered', done: 'filesDone', failed: 'filesFailed' } as const;
type Told = keyof typeof counted;
const told = Object.keys(counted) as readonly Told[];

/** Tells screen readers what is offered, what came and what failed: not how far it is. */
export class TransferAnnouncer extends Announcer {
  readonly #words: FilesLocalizer;
  readonly #phases = new Map<TransferId, TransferPhase>();
  #news = new Map<TransferId, TransferState>();

  constructor(host: ReactiveControllerHost, words: FilesLocalizer) {
    super(host);
    this.#words = words;
  }

  /** From now on, until `signal` aborts; of what was there before, only what waits for an answer is told. */
  open(state: FilesState, signal: AbortSignal): void {
    this.tellUntil(signal);
    this.#news.clear();
    this.#phases.clear();
    for (const each of state.transfers) if (each.phase !== 'offered') this.#phases.set(each.id, each.phase);
    this.changed(state);
  }

  changed({ transfers }: FilesState): void {
    for (const each of transfers) {
      if (this.#phases.get(each.id) === each.phase) continue;
      this.#phases.set(each.id, each.phase);
      // One's own offers are not news.
      if (each.phase === 'done' || each.phase === 'failed' || (each.phase === 'offered' && each.direction === 'in')) this.#news.set(each.id, each);
    }
    if (this.#news.size > 0) this.tellSoon();
  }

  protected override news(): readonly string[] {
    const news = [...this.#news.values()];
    this.#news = new Map();
    return told.flatMap((phase) => {
      const all = news.filter((each) => each.phase === phase);
      return all.length > mostRead ? [this.#words.term(counted[phase], all.length)] : all.map((each) => this.#sentence(each));
    });
  }

  #sentence(transfer: TransferState): string {
    const words = this.#words;
    const [who, name] = [peerNameOf(transfer, words), shownFileName(transfer.name)];
    if (transfer.phase === 'offered') return words.term('offersFile', who, `${name}, ${sizeIn(words, transfer.size)}`);
    if (transfer.phase === 'failed') return words.term('fileFailed', name, outcomeOf(transfer, words));
    return words.term(transfer.direction === 'in' ? 'fileCame' : 'fileThere', who, name);
  }
}
