import { serve } from '../src/server/serve.ts';
import { Site } from '../test/e2e/support/site.ts';
import { openBrowser } from './browser.ts';
import { pageScript } from './bundle.ts';
import { type Census, takeCensus } from './census.ts';
import type * as Calls from './page/calls.ts';
import type { Report } from './report.ts';

declare global {
  var calls: typeof Calls;
}

/** What a page keeps once and for all, such as compiled code and pools, it has after this many. */
const warmUp = 5;
/** Bytes that a round may leave in the heap: the browser compiles and optimizes as it goes, and forgets it again. */
const heapNoise = 2048;

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
    const run = async (count: number) => {
      for (let round = 0; round < count; round++) await page.evaluate((room) => calls.cycle(room), `round-${round}`);
      return takeCensus(page);
    };
    const before = await run(warmUp);
    return { rounds, before, after: await run(rounds) };
  } finally {
    await browser.close();
    await Promise.all([server.stop(), site.close()]);
  }
}

/** What is more than before: whole things in all, the heap by the round. */
export function growth({ rounds, before, after }: Leftovers): Census {
  const names = Object.keys(after);
  return Object.fromEntries(
    names.map((name) => {
      const more = (after[name] ?? 0) - (before[name] ?? 0);
      return isHeap(name) ? [`${name} per round`, Math.max(0, more / rounds - heapNoise)] : [name, Math.max(0, more)];
    }),
  );
}

function isHeap(name: string): boolean {
  return name.startsWith('heap');
}

export async function measureLeaks({ rounds }: { rounds: number }): Promise<Report> {
  const leftovers = await countLeftovers(rounds);
  const figures = Object.entries(growth(leftovers)).map(([name, value]) => ({
    id: 'H1',
    measure: `left over after ${rounds} × two calls: ${name}`,
    value,
    target: 0,
  }));
  return { name: 'leaks', figures, data: leftovers };
}
