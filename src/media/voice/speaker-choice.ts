import type { ParticipantId } from '../../core/transport.ts';

/** Milliseconds that somebody else has to speak: "yes" and "aha" change nothing. */
const patience = 1200;
/** Milliseconds of speech beside the speaker that are worth one without: who interrupts and goes on has the floor in the end. */
const interruption = 3;
/** Milliseconds: whoever looked away for longer has not heard what was in between. */
const longest = 250;

/** Chooses one speaker of all: whoever was it last goes on being it, silent too, until somebody else has spoken for a while. */
export class SpeakerChoice {
  #speaker: ParticipantId | undefined;
  /** Milliseconds that others have spoken without a pause. */
  readonly #spoken = new Map<ParticipantId, number>();
  #before: number | undefined;

  /** `speaking` of those who are `present`, at `now` in milliseconds. Nobody, until somebody has spoken. */
  choose(speaking: ReadonlySet<ParticipantId>, present: ReadonlySet<ParticipantId>, now: number): ParticipantId | undefined {
    const passed = Math.min(now - (this.#before ?? now), longest);
    this.#before = now;
    if (this.#speaker !== undefined && !present.has(this.#speaker)) this.#become(undefined);
    const isTaken = this.#speaker !== undefined && speaking.has(this.#speaker);
    for (const id of this.#spoken.keys()) if (!speaking.has(id)) this.#spoken.delete(id);
    for (const id of speaking) this.#spoken.set(id, (this.#spoken.get(id) ?? 0) + (isTaken ? passed / interruption : passed));
    const [other] = [...this.#spoken].filter(([id]) => id !== this.#speaker).sort(([, one], [, two]) => two - one);
    if (other && (this.#speaker === undefined || other[1] >= patience)) this.#become(other[0]);
    return this.#speaker;
  }

  #become(speaker: ParticipantId | undefined): void {
    this.#speaker = speaker;
    this.#spoken.clear();
  }
}
