import type { Caller } from '../e2e/support/caller.ts';
import { type Account, backAt, countErrors, longestFreeze, saidAt } from './account.ts';
import { amount, type Figure, milliseconds } from './result.ts';
import type { Meeting } from './scene.ts';

/** Longest wait for something to come back, in milliseconds: so long is looked, whatever the limit. */
const longestWait = 30_000;

/** Watches a meeting while something happens to it, and says afterwards what it did to picture, sound and messages. */
export class Observation {
  readonly #meeting: Meeting;
  readonly #hearing: readonly Caller[];
  /** When it began, by `Date.now()`. */
  readonly from = Date.now();

  /** `hearing`: whose page heard the other when it began. */
  constructor(meeting: Meeting, hearing: readonly Caller[] = [meeting.ada, meeting.bob]) {
    this.#meeting = meeting;
    this.#hearing = hearing;
  }

  /** Resolves when picture, and sound that was there before, goes on both ways since a moment, or when there is no hope left. */
  async untilBack(since: number): Promise<void> {
    const deadline = Date.now() + longestWait;
    const isBack = async (caller: Caller) => {
      const { frames, sounds } = await caller.page.evaluate(() => gauge.report());
      return backAt(frames, since) < Infinity && (!this.#hearing.includes(caller) || sounds.some((at) => at >= since));
    };
    while (Date.now() < deadline) {
      const all = await Promise.all([isBack(this.#meeting.ada), isBack(this.#meeting.bob)]);
      if (all.every(Boolean)) return;
      await pause(250);
    }
  }

  /** Milliseconds after `since` at which picture, and sound, went on in each direction. */
  backFigures(since: number, limit: number): Promise<Figure[]> {
    return this.#both((account, sees, caller) => {
      const sound = account.sounds.find((at) => at >= since) ?? Infinity;
      const heard = this.#hearing.includes(caller) ? [milliseconds(`sound heard, ${sees}`, sound - since)] : [];
      return [milliseconds(`picture back, ${sees}`, backAt(account.frames, since) - since, limit), ...heard];
    });
  }

  freezeFigures(from: number, to: number, limit?: number): Promise<Figure[]> {
    return this.#both(({ frames }, sees) => [milliseconds(`longest freeze, ${sees}`, longestFreeze(frames, from, to), limit)]);
  }

  /** Milliseconds after a silence began until each said that it is reconnecting. */
  reconnectingFigures(since: number, limit: number): Promise<Figure[]> {
    return this.#both(({ events }, sees) => {
      const said = saidAt(events, since, ({ detail }) => detail.changes?.connection === 'reconnecting');
      return [milliseconds(`“reconnecting”, ${sees}`, said - since, limit)];
    });
  }

  /** What must never be: somebody told as gone, something asked of the user, an error. */
  calmFigures(): Promise<Figure[]> {
    const isOneOfThem = (participant?: { name: string }) => [this.#meeting.ada.name, this.#meeting.bob.name].includes(participant?.name ?? '');
    return this.#both(({ events }, sees) => {
      const since = events.filter(({ at }) => at >= this.from);
      const amountOf = (what: string, is: (event: Account['events'][number]) => boolean) => amount(`${what}, ${sees}`, since.filter(is).length, 0);
      return [
        amountOf('told as gone', ({ type, detail }) => type === 'rtc-participant-left' && isOneOfThem(detail.participant)),
        amountOf('told as new', ({ type, detail }) => type === 'rtc-participant-joined' && isOneOfThem(detail.participant)),
        amountOf('asked of the user', ({ detail }) => !['live', 'reconnecting', undefined].includes(detail.phase)),
      ];
    });
  }

  /** RTCPeerConnections made since it began. */
  connectionFigures(limit?: number): Promise<Figure[]> {
    return this.#both(({ connections }, sees) => [amount(`connections made, ${sees}`, connections.filter((at) => at >= this.from).length, limit)]);
  }

  /** Stops the counting and waits until everything that was said has come; then nothing may be missing. */
  async messageFigures(): Promise<Figure[]> {
    const { ada, bob } = this.#meeting;
    const sent = await Promise.all([ada, bob].map(({ page }) => page.evaluate(() => gauge.stopCounting())));
    const directions = [
      { from: ada, to: bob, sent: sent[0] ?? 0 },
      { from: bob, to: ada, sent: sent[1] ?? 0 },
    ];
    const figures = await Promise.all(directions.map((direction) => messageFigures(direction)));
    return figures.flat();
  }

  /** What the pages noticed, one line each. */
  async notes(): Promise<string[]> {
    const { ada, bob } = this.#meeting;
    const notes = await Promise.all(
      [ada, bob].map(async ({ name, page }) => {
        const { events, connections, refused, received } = await page.evaluate(() => gauge.report());
        const heard = new Set(received);
        const lost = Array.from({ length: Math.max(-1, ...received) + 1 }, (_, number) => number).filter((number) => !heard.has(number));
        const happened = [...events.map(({ at, type, detail }) => ({ at, text: `${type} ${JSON.stringify(brief(detail))}` })), ...connections.map((at) => ({ at, text: 'RTCPeerConnection' }))];
        const lines = happened.filter(({ at }) => at >= this.from).sort((a, b) => a.at - b.at);
        const losses = lost.length > 0 ? [`${name} never got ${lost.length}: ${lost.slice(0, 30).join(' ')}`] : [];
        return [...losses, ...lines.map(({ at, text }) => `${name} +${at - this.from} ms ${text}`), ...refused.slice(0, 3).map(({ number, why }) => `${name} refused ${number}: ${why}`)];
      }),
    );
    return notes.flat();
  }

  async #both(figuresOf: (account: Account, sees: string, caller: Caller) => readonly Figure[]): Promise<Figure[]> {
    const { ada, bob } = this.#meeting;
    const [hers, his] = await Promise.all([ada.page.evaluate(() => gauge.report()), bob.page.evaluate(() => gauge.report())]);
    return [...figuresOf(hers, 'Ada of Bob', ada), ...figuresOf(his, 'Bob of Ada', bob)];
  }
}

async function messageFigures({ from, to, sent }: { from: Caller; to: Caller; sent: number }): Promise<Figure[]> {
  const deadline = Date.now() + longestWait;
  const read = () => to.page.evaluate(() => gauge.report().received);
  let received = await read();
  while (received.length < sent && Date.now() < deadline) {
    await pause(100);
    received = await read();
  }
  const { missing, repeated, disordered } = countErrors(received, sent);
  const way = `${from.name} to ${to.name}`;
  return [amount(`messages sent, ${way}`, sent), amount(`messages missing, ${way}`, missing, 0), amount(`messages repeated, ${way}`, repeated, 0), amount(`messages out of order, ${way}`, disordered, 0)];
}

function brief({ participant, ...rest }: Account['events'][number]['detail']): object {
  return { ...(participant && { who: participant.name }), ...rest };
}

/** The duration of what is measured: an outage of so many milliseconds, or a look at what comes of it. */
export function pause(duration: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, duration)));
}
