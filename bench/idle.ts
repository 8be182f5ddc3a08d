import type { Browser } from 'puppeteer';
import { serve } from '../src/server/serve.ts';
import { Site } from '../test/e2e/support/site.ts';
import { openBrowser, openContext } from './browser.ts';
import { pageScript } from './bundle.ts';
import { hostPages } from './host-page.ts';
import type * as Host from './page/host.ts';
import type { Figure, Report } from './report.ts';
import { median, paired, shuffled, spread } from './statistics.ts';

declare global {
  var host: typeof Host;
}

/** The page without anything of ours twice: how far apart two of the same kind come out tells what a difference is worth. */
const arms = { plain: 'plain', 'plain, again': 'plain', button: 'button' } as const;
type ArmName = keyof typeof arms;
/** How many times slower than this machine. */
const throttles = [1, 4] as const;
type Samples = Record<ArmName, Host.Disturbance[]>;

/** How long a page is watched after it has loaded. Milliseconds. */
const watched = 3000;

/** Loads a host page with and without a support button that nobody uses, every arm once in every round, in random order. */
async function runIdle(rounds: number): Promise<ReadonlyMap<number, Samples>> {
  const samples = new Map<number, Samples>(throttles.map((throttle) => [throttle, { plain: [], 'plain, again': [], button: [] }]));
  const [server, site] = await Promise.all([serve({ port: 0 }), Site.open()]);
  const browser = await openBrowser(site.origin);
  const { plain, button } = hostPages(server.url);
  const pages = { plain: site.put(plain), button: site.put(button) };
  try {
    // One more round, which does not count.
    for (let round = -1; round < rounds; round++) {
      for (const throttle of shuffled(throttles)) {
        for (const name of shuffled(Object.keys(arms) as ArmName[])) {
          const sample = await load(browser, pages[arms[name]], { throttle, hasButton: name === 'button' });
          if (round >= 0) samples.get(throttle)?.[name].push(sample);
        }
      }
    }
  } finally {
    await browser.close();
    await Promise.all([server.stop(), site.close()]);
  }
  return samples;
}

/** For somebody who comes for the first time: nothing is in a cache. */
async function load(browser: Browser, url: string, { throttle, hasButton }: { throttle: number; hasButton: boolean }): Promise<Host.Disturbance> {
  const context = await openContext(browser, new URL(url).origin);
  try {
    const page = await context.newPage();
    await page.evaluateOnNewDocument(await pageScript('host'));
    await page.emulateCPUThrottling(throttle);
    await page.goto(url, { waitUntil: 'load' });
    if (hasButton) await page.waitForSelector('rtc-support >>> [part=launcher]', { visible: true });
    await new Promise((resolve) => setTimeout(resolve, watched));
    return await page.evaluate(() => host.disturbance());
  } finally {
    await context.close();
  }
}

export async function measureIdle({ rounds }: { rounds: number }): Promise<Report> {
  const samples = await runIdle(rounds);
  const figures = [...samples].flatMap(([throttle, arm]) => {
    const where = throttle === 1 ? '' : `, processor ${throttle}× slower`;
    return [
      // By whose they are: a page has long tasks of its own, and a difference of two counts would hide one of ours.
      average(`long tasks of our script, by the load${where}`, arm, 'button', 'foreignTasks', { id: 'H2', target: 0 }),
      average('… ms of our longest script', arm, 'button', 'foreignScript'),
      average('… long tasks of everything, with a button', arm, 'button', 'longTasks'),
      average('… without', arm, 'plain', 'longTasks'),
      average('… without again: what a difference is worth', arm, 'plain, again', 'longTasks'),
      more(`layout shifts more with a button${where}`, arm, 'button', 'shifts', { id: 'H2', target: 0 }),
      more('… layout shift score more', arm, 'button', 'shift', { id: 'H2', target: 0 }),
    ];
  });
  return { name: 'idle', figures, data: Object.fromEntries(samples) };
}

/** The median of what comes to the plain page's of the same round. */
function more(measure: string, samples: Samples, name: ArmName, what: keyof Host.Disturbance, rest: Partial<Figure> = {}): Figure {
  const values = paired(valuesOf(samples, name, what), valuesOf(samples, 'plain', what), (a, b) => a - b);
  return { id: '', measure, value: median(values), spread: spread(values), ...rest };
}

function average(measure: string, samples: Samples, name: ArmName, what: keyof Host.Disturbance, rest: Partial<Figure> = {}): Figure {
  const values = valuesOf(samples, name, what);
  return { id: '', measure, value: values.reduce((sum, value) => sum + value, 0) / values.length, spread: spread(values), ...rest };
}

function valuesOf(samples: Samples, name: ArmName, what: keyof Host.Disturbance): number[] {
  return samples[name].map((sample) => sample[what]);
}
