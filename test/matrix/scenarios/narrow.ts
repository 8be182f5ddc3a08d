import type { Caller } from '../../e2e/support/caller.ts';
import { pause } from '../observation.ts';
import { milliseconds, type Result } from '../result.ts';
import type { Scene } from '../scene.ts';

const every = 500;
/** Rates are means of so many milliseconds. */
const window = 2000;
const patience = 40_000;
const limits = { down: 10_000, back: 15_000 } as const;
/** Times the limit: what is sent to begin with. */
const wide = 1.15;
/** Of what was sent before. */
const enough = 0.8;

/** Ada's way carries `rate` kbit/s each way and no more for `duration` milliseconds: both send less than that soon, and as much as before soon after. */
export async function narrow(scene: Scene, { rate, duration }: { rate: number; duration: number }): Promise<Result> {
  const { ada, bob } = await scene.meet({ resolution: '720p', 'frame-rate': '20' });
  const senders = [ada, bob].map((caller, index) => ({ name: `${caller.name} (${scene.pair[index]})`, scale: new Scale(caller) }));
  const each = <T>(ask: (scale: Scale) => Promise<T>) => Promise.all(senders.map(({ scale }) => ask(scale)));
  // A browser begins with little, and a test that begins below the limit shows nothing.
  await each((scale) => scale.until((now) => now > rate * wide));
  const before = await each((scale) => scale.rate(4000));
  await scene.ada.host.condition({ rate, delay: 20 });
  const changed = performance.now();
  const down = await each((scale) => scale.until((now) => now < rate));
  await pause(Math.max(0, duration - (performance.now() - changed)));
  await scene.ada.host.condition({ delay: 20 });
  const back = await Promise.all(senders.map(({ scale }, index) => scale.until((now) => now >= enough * (before[index] ?? 0))));
  await scene.ada.host.condition({});
  return {
    figures: senders.flatMap(({ name }, index) => [
      milliseconds(`${name}: below ${rate} kbit/s after`, down[index] ?? Infinity, limits.down),
      milliseconds(`${name}: at ${enough * 100} % of before after`, back[index] ?? Infinity, limits.back),
    ]),
    notes: senders.map(({ name }, index) => `${name} sent ${Math.round(before[index] ?? 0)} kbit/s before`),
  };
}

/** What somebody sends. */
class Scale {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** kbit/s, from now on for so long. */
  async rate(duration: number): Promise<number> {
    const from = await this.#weigh();
    await pause(duration);
    return rateBetween(from, await this.#weigh());
  }

  /** Resolves with the milliseconds that it takes until the rate is as wished. */
  async until(isSo: (rate: number) => boolean): Promise<number> {
    const start = performance.now();
    const weights = [await this.#weigh()];
    while (performance.now() - start < patience) {
      await pause(every);
      weights.push(await this.#weigh());
      const [now, then] = [weights.at(-1), weights.findLast(({ at }) => at <= (weights.at(-1)?.at ?? 0) - window)];
      if (now && then && isSo(rateBetween(then, now))) return performance.now() - start;
    }
    return Infinity;
  }

  #weigh(): Promise<Weight> {
    return this.#caller.page.evaluate(() => gauge.bytesSent());
  }
}

interface Weight {
  readonly at: number;
  readonly bytes: number;
}

function rateBetween(from: Weight, to: Weight): number {
  return ((to.bytes - from.bytes) * 8) / (to.at - from.at);
}
