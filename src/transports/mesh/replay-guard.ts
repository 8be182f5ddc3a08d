import type { ParticipantId } from '../../core/transport.ts';

/** The newest that passed between this side and a participant. */
interface Counts {
  /** `at` of the last greeting taken. */
  greeting: number;
  /** Of the last dial, made or taken. */
  epoch: number;
}

/** Tells what is new from what is played again. It forgets nobody who is gone. */
export class ReplayGuard {
  readonly #counts = new Map<ParticipantId, Counts>();

  /** False if one as new has been taken before. Only for greetings that are known to be genuine. */
  takesGreeting(from: ParticipantId, at: number): boolean {
    const counts = this.#countsOf(from);
    if (at <= counts.greeting) return false;
    counts.greeting = at;
    return true;
  }

  isNewDial(from: ParticipantId, epoch: number): boolean {
    return epoch > (this.#counts.get(from)?.epoch ?? 0);
  }

  takeDial(from: ParticipantId, epoch: number): void {
    const counts = this.#countsOf(from);
    counts.epoch = epoch;
    // Both are of the same clock: a goodbye that was held back until now is one to the link before.
    counts.greeting = Math.max(counts.greeting, epoch);
  }

  /** The epoch of a dial that is made now. */
  nextDial(to: ParticipantId): number {
    const counts = this.#countsOf(to);
    // By the clock: larger, too, than those of the page that this one goes on from.
    return (counts.epoch = Math.max(Date.now(), counts.epoch + 1));
  }

  #countsOf(id: ParticipantId): Counts {
    const counts = this.#counts.get(id) ?? { greeting: 0, epoch: 0 };
    this.#counts.set(id, counts);
    return counts;
  }
}
