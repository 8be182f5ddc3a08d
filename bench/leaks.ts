import { serve } from '../src/server/serve.ts';
import { Site } from '../test/e2e/support/site.ts';
import { openBrowser } from './browser.ts';
import { pageScript } from './bundle.ts';
import { type Census, heap, takeCensus } from './census.ts';
import type * as Calls from './page/calls.ts';
import type { Report } from './report.ts';

declare global {
  var calls: typeof Calls;
}

/** What a page keeps once and for all, such as compiled code and pools, it has after this many. */
const warmUp = 15;
/**
 * What may be more in the end without being left over by anybody: Lit keeps each template that was needed for the first time, and the browser what it
 * remembers of the last calls. A call that is left behind is far more.
 */
const allowance: Readonly<Record<string, (rounds: number) => number>> = {
  [heap]: () => 32 * 1024,
  'DOM nodes': (rounds) => rounds,
};

export interface Leftovers {
  readonly rounds: number;
  readonly before: Census;
  readonly after: Census;
}

/** Makes, joins, leaves and removes two calls in a page, again and again. */
export async function countLeftovers(rounds: number): Promise<Leftovers> {
  const [server, site] = await Promise.all([serve({ port: 0 }), Site.open()]);
  const browser = await openBrowser(site.origin);
  try {
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(await pageScript('calls'));
    await page.goto(site.put(`<!doctype html><title>Leaks</title><script type="module" src="${server.url}/rtc-elements.js"></script>`));
    const run = async (count: number, pleases: (census: Census) => boolean) => {
      for (let round = 0; round < count; round++) await page.evaluate((room) => calls.cycle(room), `round-${round}`);
      return takeCensus(page, pleases);
    };
    const before = await run(warmUp, () => true);
    const hasNotGrown = (after: Census) => Object.values(growth({ rounds, before, after })).every((more) => more === 0);
    return { rounds, before, after: await run(rounds, hasNotGrown) };
  } finally {
    await browser.close();
    await Promise.all([server.stop(), site.close()]);
  }
}

/** What is more than before, and than is allowed. */
export function growth({ rounds, before, after }: Leftovers): Census {
  return Object.fromEntries(
    Object.entries(after).map(([name, count]) => {
      const more = count - (before[name] ?? 0);
      return [name, more > (allowance[name]?.(rounds) ?? 0) ? more : 0];
    }),
  );
}

export async function measureLeaks({ rounds }: { rounds: number }): Promise<Report> {
  const leftovers = await countLeftovers(rounds);
  const figures = Object.entries(growth(leftovers)).map(([name, value]) => ({
    id: 'H1',
    measure: `left over after ${rounds} × two calls: ${name}`,
    value,
    target: 0,
  }));
  const { before, after } = leftovers;
  const perRound = ((after[heap] ?? 0) - (before[heap] ?? 0)) / rounds;
  return { name: 'leaks', figures: [...figures, { id: '', measure: '… heap, bytes by the round, as it is', value: perRound }], data: leftovers };
}
