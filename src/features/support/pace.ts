import { after } from '../../core/abort.ts';
import { RateLimit } from '../../core/rate-limit.ts';

/** How often it is looked whether more may go. Milliseconds. */
const step = 100;
/** In one lane; of more, those who wait longest are dropped. */
const mostWaiting = 10_000;

/**
 * They take turns, so that a crowd in one holds up nobody in another. Of those who wait for a first answer the last to
 * come is the first: behind a crowd that never stops, nobody would get one in time.
 */
const lanes = ['urgent', 'answers', 'words'] as const;
export type Lane = (typeof lanes)[number];

/** Sends no faster than a server takes it. Of what waits under one name only the newest is sent. */
export class Pace {
  readonly #limit: RateLimit;
  readonly #signal: AbortSignal;
  readonly #waiting = { urgent: new Map<string, () => void>(), answers: new Map<string, () => void>(), words: new Map<string, () => void>() };
  #turn = 0;
  #isGoing = false;

  constructor(limit: { readonly burst: number; readonly perSecond: number }, signal: AbortSignal) {
    this.#limit = new RateLimit(limit);
    this.#signal = signal;
  }

  send(lane: Lane, name: string, send: () => void): void {
    const waiting = this.#waiting[lane];
    // Whoever waits already keeps the place in line.
    waiting.set(name, send);
    if (waiting.size > mostWaiting) waiting.delete(waiting.keys().next().value ?? name);
    if (!this.#isGoing) this.#go();
  }

  forget(name: string): void {
    for (const lane of lanes) this.#waiting[lane].delete(name);
  }

  #go(): void {
    if (this.#signal.aborted) return;
    for (let lane = this.#nextLane(); lane && this.#limit.allows(); lane = this.#nextLane()) this.#sendFrom(lane);
    this.#isGoing = this.#nextLane() !== undefined;
    if (this.#isGoing) after(step, this.#signal, () => this.#go());
  }

  #nextLane(): Lane | undefined {
    const inTurn = [...lanes.slice(this.#turn), ...lanes.slice(0, this.#turn)];
    return inTurn.find((lane) => this.#waiting[lane].size > 0);
  }

  #sendFrom(lane: Lane): void {
    this.#turn = (lanes.indexOf(lane) + 1) % lanes.length;
    const waiting = this.#waiting[lane];
    const names = [...waiting.keys()];
    const name = (lane === 'answers' ? names.at(-1) : names[0]) ?? '';
    const send = waiting.get(name);
    waiting.delete(name);
    send?.();
  }
}
