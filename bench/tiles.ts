import type { Page } from 'puppeteer';
import { Site } from '../test/e2e/support/site.ts';
import { openBrowser } from './browser.ts';
import { pageScript } from './bundle.ts';
import type * as Tiles from './page/tiles.ts';
import type { Figure, Report } from './report.ts';
import { median, paired, shuffled, spread } from './statistics.ts';

declare global {
  var tiles: typeof Tiles;
}

/** By hand twice: how far apart two of the same kind come out tells what a difference is worth. */
const arms = { element: 'element', hand: 'hand', 'hand, again': 'hand' } as const satisfies Record<string, Tiles.Arm>;
type ArmName = keyof typeof arms;
type Samples = Record<ArmName, Tiles.Sample[]>;

/** Until the page's code is compiled as well as it will be. */
const warmUp = 5;

/** On one stage. */
const crowds = [9, 25, 49] as const;
type Crowds = Record<(typeof crowds)[number], Tiles.StageSample[]>;

/** Inserts, updates and removes fifty tiles, every arm once in every round and in random order; and fills a stage. */
async function runTiles(rounds: number): Promise<{ samples: Samples; stages: Crowds }> {
  const samples: Samples = { element: [], hand: [], 'hand, again': [] };
  const stages: Crowds = { 9: [], 25: [], 49: [] };
  const site = await Site.open();
  const browser = await openBrowser(site.origin);
  try {
    const page = await browser.newPage();
    await page.goto(site.put('<!doctype html><html lang="en"><title>Tiles</title><body></body></html>'));
    await page.evaluate(await pageScript('tiles'));
    for (let round = -warmUp; round < rounds; round++) {
      for (const name of shuffled(Object.keys(arms) as ArmName[])) {
        const sample = await measure(page, arms[name]);
        if (round >= 0) samples[name].push(sample);
      }
      for (const people of crowds) {
        const sample = await page.evaluate((count) => tiles.measureStage(count), people);
        if (round >= 0) stages[people].push(sample);
      }
    }
  } finally {
    await browser.close();
    await site.close();
  }
  return { samples, stages };
}

async function measure(page: Page, arm: Tiles.Arm): Promise<Tiles.Sample> {
  // Nobody pays for what the one before has left.
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  return page.evaluate((name) => tiles.measure(name), arm);
}

export async function measureTiles({ rounds }: { rounds: number }): Promise<Report> {
  const { samples, stages } = await runTiles(rounds);
  const times = (name: ArmName, what: keyof Tiles.Sample) => samples[name].map((sample) => sample[what]);
  const figure = (measure: string, values: readonly number[], more: Partial<Figure> = {}): Figure => ({
    id: '',
    measure,
    value: median(values),
    spread: spread(values),
    ...more,
  });
  const ratio = (measure: string, name: ArmName, what: keyof Tiles.Sample, more?: Partial<Figure>) =>
    figure(measure, paired(times(name, what), times('hand', what), (a, b) => a / b), more);
  const onStage = (measure: string, what: keyof Tiles.StageSample) =>
    crowds.map((people) => figure(`${people} on a stage: ${measure}, ms`, stages[people].map((sample) => sample[what])));
  return {
    name: 'tiles',
    figures: [
      ratio('50 tiles ÷ 50 by hand: inserted and laid out', 'element', 'inserted', { id: 'E1', target: 1.25, beyond: 1.1 }),
      ratio('… by hand again: what a difference is worth', 'hand, again', 'inserted'),
      figure('… ms', times('element', 'inserted')),
      figure('… by hand, ms', times('hand', 'inserted')),
      ratio('one of 50 tiles changes ÷ by hand', 'element', 'updated'),
      ratio('… by hand again', 'hand, again', 'updated'),
      figure('… ms', times('element', 'updated')),
      figure('… by hand, ms', times('hand', 'updated')),
      ...onStage('somebody comes', 'somebodyComes'),
      ...onStage('somebody speaks', 'somebodySpeaks'),
      ...onStage('somebody is pinned', 'somebodyIsPinned'),
    ],
    data: { ...samples, stages },
  };
}
