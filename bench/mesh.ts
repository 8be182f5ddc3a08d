import { randomUUID } from 'node:crypto';
import { serve } from '../src/server/serve.ts';
import { Site } from '../test/e2e/support/site.ts';
import { openBrowser } from './browser.ts';
import { pageScript } from './bundle.ts';
import type * as Mesh from './page/mesh.ts';
import { processorTime } from './processes.ts';
import type { Figure, Report } from './report.ts';
import { median, paired, shuffled, spread } from './statistics.ts';

declare global {
  var mesh: typeof Mesh;
}

/** By hand twice: how far apart two of the same kind come out tells what a difference is worth. */
const arms = ['ours', 'raw', 'raw, again'] as const;
type ArmName = (typeof arms)[number];

interface Sample {
  /** Milliseconds until everybody is seen by everybody. */
  readonly seen: number;
  /** Of one core, while the call stands: 1 is all of it. */
  readonly load: number;
  /** Pictures shown in a second, of everybody to everybody. */
  readonly frames: number;
}

const people = 4;
/** Milliseconds: until encoders have found what the way carries, and for how long is looked. */
const [settling, looking] = [8000, 8000];

/** Four people in a page, each linked with each; every arm once in every round, in a browser of its own, in random order. */
async function runMesh(rounds: number): Promise<Record<ArmName, Sample[]>> {
  const samples: Record<ArmName, Sample[]> = { ours: [], raw: [], 'raw, again': [] };
  const [server, site] = await Promise.all([serve({ port: 0 }), Site.open()]);
  try {
    for (let round = -1; round < rounds; round++) {
      for (const name of shuffled([...arms])) {
        const sample = await measure(site, server.url, name === 'ours');
        if (round >= 0) samples[name].push(sample);
      }
    }
  } finally {
    await Promise.all([server.stop(), site.close()]);
  }
  return samples;
}

async function measure(site: Site, server: string, isOurs: boolean): Promise<Sample> {
  const browser = await openBrowser(site.origin);
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1000, height: 840 });
    await page.goto(site.put(`<!doctype html><html lang="en"><title>Mesh</title><script type="module" src="${server}/rtc-elements.js"></script><body></body></html>`));
    await page.evaluate(await pageScript('mesh'));
    const seen = isOurs ? await page.evaluate((count, room) => mesh.ours(count, room), people, randomUUID()) : await page.evaluate((count) => mesh.raw(count), people);
    await pause(settling);
    const [frames, used, since] = [await page.evaluate(() => mesh.frames()), processorTime(browser), performance.now()];
    await pause(looking);
    const [more, usedMore, seconds] = [await page.evaluate(() => mesh.frames()), processorTime(browser), (performance.now() - since) / 1000];
    await page.evaluate(() => mesh.end());
    return { seen, load: (usedMore - used) / seconds, frames: (more - frames) / seconds };
  } finally {
    await browser.close();
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export async function measureMesh({ rounds }: { rounds: number }): Promise<Report> {
  const samples = await runMesh(rounds);
  const values = (name: ArmName, what: keyof Sample) => samples[name].map((sample) => sample[what]);
  const figure = (measure: string, all: readonly number[], more: Partial<Figure> = {}): Figure => ({ id: '', measure, value: median(all), spread: spread(all), ...more });
  const ratio = (measure: string, name: ArmName, what: keyof Sample, more?: Partial<Figure>) =>
    figure(measure, paired(values(name, what), values('raw', what), (a, b) => a / b), more);
  return {
    name: 'mesh',
    figures: [
      ratio('four people join, until all are seen by all ÷ by hand, without a server', 'ours', 'seen', { id: 'M1', target: 1.1 }),
      ratio('… by hand again: what a difference is worth', 'raw, again', 'seen'),
      figure('… ms', values('ours', 'seen')),
      figure('… by hand, ms', values('raw', 'seen')),
      ratio('four people in a call, processor time ÷ by hand', 'ours', 'load', { id: 'M1', target: 1.1, beyond: 0.75 }),
      ratio('… by hand again', 'raw, again', 'load'),
      figure('… of one core', values('ours', 'load')),
      figure('… by hand', values('raw', 'load')),
      figure('pictures shown in a second', values('ours', 'frames')),
      figure('… by hand', values('raw', 'frames')),
    ],
    data: samples,
  };
}
