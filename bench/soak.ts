// npm run soak -- [--hours N]: calls for hours, and what they leave behind. Ends with 1 if anything grows.
import type { Page } from 'puppeteer';
import { parseArgs } from 'node:util';
import { serve } from '../src/server/serve.ts';
import { Site } from '../test/e2e/support/site.ts';
import { openBrowser } from './browser.ts';
import { pageScript } from './bundle.ts';
import { type Census, takeCensus } from './census.ts';
import { growth } from './leaks.ts';
import type * as Standing from './page/standing.ts';
import { publish } from './report.ts';

declare global {
  var standing: typeof Standing;
}

const { values } = parseArgs({ options: { hours: { type: 'string', default: '1' } } });
const end = performance.now() + Number(values.hours) * 3_600_000;
/** Calls begun and ended in a row, and things done in the call that stands, between two counts. */
const [cycles, acts] = [10, 20];
/** What a page keeps once and for all it has before this count. */
const warmUp = 2;
/** Fewer counts than this tell nothing. */
const enough = 9;
/** The server's process is another one after each so many counts. */
const restartEvery = 5;

/** A page, and what was counted in it. */
interface Watched {
  readonly name: string;
  readonly page: Page;
  /** Rounds between two counts. */
  readonly rounds: number;
  readonly isInCall: boolean;
  readonly censuses: Census[];
}

/**
 * In a call it depends on what was done last how much there is of what: the least of the last third of all counts is
 * compared with the most of the first.
 */
function grown({ censuses, rounds }: Watched): Census {
  const counts = censuses.slice(warmUp);
  if (counts.length < enough) return {};
  const third = Math.ceil(counts.length / 3);
  const each = (some: readonly Census[], pick: (...all: number[]) => number): Census =>
    Object.fromEntries(Object.keys(some[0] ?? {}).map((name) => [name, pick(...some.map((census) => census[name] ?? 0))]));
  const [before, after] = [each(counts.slice(0, third), Math.max), each(counts.slice(-third), Math.min)];
  return growth({ rounds: rounds * counts.length, before, after });
}

async function count({ page, censuses, isInCall }: Watched): Promise<void> {
  censuses.push(await takeCensus(page, () => true, isInCall));
}

async function soak(): Promise<readonly Watched[]> {
  const site = await Site.open();
  let server = await serve({ port: 0 });
  const port = Number(new URL(server.url).port);
  const browsers = [await openBrowser(site.origin), await openBrowser(site.origin)] as const;
  const script = `<script type="module" src="${server.url}/rtc-elements.js"></script>`;
  const open = async (name: string, browser: (typeof browsers)[number], rounds: number, body: string): Promise<Watched> => {
    const page = await browser.newPage();
    for (const part of ['calls', 'standing']) await page.evaluateOnNewDocument(await pageScript(part));
    await page.goto(site.put(`<!doctype html><title>${name}</title>${script}${body}`));
    return { name, page, rounds, isInCall: body !== '', censuses: [] };
  };
  const call = '<rtc-call room="standing" autojoin resolution="180p" frame-rate="10"></rtc-call>';
  try {
    const rounds = await open('rounds', browsers[0], cycles, '');
    const [ada, bob] = [await open('ada', browsers[0], acts, call), await open('bob', browsers[1], acts, call)];
    const all = [rounds, ada, bob];
    for (let turn = 1; performance.now() < end || turn <= warmUp + 3; turn++) {
      // A page in the background has no animation frames to wait by.
      await rounds.page.bringToFront();
      for (let cycle = 0; cycle < cycles; cycle++) await rounds.page.evaluate((room) => calls.cycle(room), `round-${turn}-${cycle}`);
      await ada.page.bringToFront();
      await Promise.all([ada, bob].map(({ page }) => page.evaluate((many) => standing.live(many), acts)));
      if (turn % restartEvery === 0) {
        await server.stop();
        server = await serve({ port });
      }
      await Promise.all([ada, bob].map(({ page }) => page.evaluate(() => standing.together())));
      for (const watched of all) {
        await count(watched);
        const more = Object.entries(grown(watched)).filter(([, value]) => value > 0);
        console.log(`${new Date().toISOString()}  ${watched.name}, ${turn * watched.rounds} rounds: ${more.length ? JSON.stringify(more) : watched.censuses.length < warmUp + enough ? 'too early to tell' : 'nothing more'}`);
      }
      publishAll(all);
    }
    return all;
  } finally {
    await Promise.all([...browsers.map((browser) => browser.close()), server.stop(), site.close()]);
  }
}

function publishAll(all: readonly Watched[]): void {
  const figures = all.flatMap((watched) =>
    Object.entries(grown(watched)).map(([what, value]) => ({ id: 'H1', measure: `${watched.name}: ${what}`, value, target: 0 })),
  );
  publish({ name: 'soak', figures, data: all.map(({ name, rounds, censuses }) => ({ name, rounds, censuses })) });
}

const all = await soak();
process.exitCode = all.some((watched) => Object.values(grown(watched)).some((more) => more > 0)) ? 1 : 0;
