import { randomUUID } from 'node:crypto';
import type { Page } from 'puppeteer';
import { openPage } from './browser.ts';
import { pageScript } from './bundle.ts';
import type * as Streams from './page/streams.ts';
import { processorTime } from './processes.ts';
import type { Figure, Report } from './report.ts';
import './setup-arms.ts';
import { inTime, onStage, type Stage } from './stage.ts';
import { paired, shuffled, spread } from './statistics.ts';

declare global {
  var streams: typeof Streams;
}

/** Milliseconds there and back. */
const ways = [0, 40] as const;
/** Milliseconds: until a way is full, and for how long bytes are counted. */
const [settling, looking] = [3000, 6000];
const mebibyte = 1024 * 1024;

export interface StreamSample {
  /** MiB in a second. */
  readonly rate: number;
  /** Of both browsers, milliseconds for each MiB. */
  readonly load: number;
}

/** Two pages that have met, over wires without a delay so far. */
type Arm = (stage: Stage, pages: readonly [Page, Page]) => Promise<void>;

const byHand: Arm = async (stage, pages) => {
  const ids = [randomUUID(), randomUUID()] as const;
  for (const [index, page] of pages.entries()) {
    await page.evaluate(await pageScript('raw'));
    await page.evaluate(() => {
      raw.withoutMedia();
      instrument.eachConnection((connection) => streams.overConnection(connection));
    });
    await page.evaluate((...where) => raw.open(...where), stage.servers.raw, ids[index] ?? '');
  }
  await pages[0].evaluate((whom) => raw.call(whom), ids[1]);
};

const throughRoom: Arm = async (stage, pages) => {
  const room = randomUUID();
  for (const page of pages) await page.evaluate((...where) => streams.enter(...where), stage.servers.peer, room);
};

const arms: Readonly<Record<'ours' | 'raw' | 'raw, again', Arm>> = { ours: throughRoom, raw: byHand, 'raw, again': byHand };

async function attempt(stage: Stage, arm: Arm, way: number): Promise<StreamSample | undefined> {
  stage.setDelay(0);
  const opened = await Promise.all([openPage(stage.browsers[0], { url: stage.pages.blank }), openPage(stage.browsers[1], { url: stage.pages.blank })]);
  try {
    for (const page of opened) await page.evaluate(await pageScript('streams'));
    await arm(stage, opened);
    await inTime(Promise.all(opened.map((page) => page.evaluate(() => streams.isMet()))));
    stage.setDelay(way / 2);
    return await measure(stage, opened);
  } catch (error) {
    console.error(String(error));
    await stage.revive();
    return undefined;
  } finally {
    await Promise.all(opened.map((page) => page.close()));
  }
}

async function measure({ browsers }: Stage, [one, other]: readonly [Page, Page]): Promise<StreamSample> {
  const look = async () => ({ used: browsers.reduce((sum, browser) => sum + processorTime(browser), 0), ...(await other.evaluate(() => streams.received())) });
  await one.evaluate(() => streams.pour());
  await pause(settling);
  const before = await look();
  await pause(looking);
  const after = await look();
  const amount = (after.bytes - before.bytes) / mebibyte;
  return { rate: (1000 * amount) / (after.at - before.at), load: (1000 * (after.used - before.used)) / amount };
}

/** Through a channel of a bare connection, with so long a round trip. */
export function rawStreams(stage: Stage, way: number): Promise<StreamSample | undefined> {
  return attempt(stage, byHand, way);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export async function measureStreams({ rounds }: { rounds: number }): Promise<Report> {
  const samples: Record<string, (StreamSample | undefined)[]> = {};
  await onStage(async (stage) => {
    for (let round = 0; round < rounds; round++) {
      for (const way of ways) {
        for (const [name, arm] of shuffled(Object.entries(arms))) (samples[`${name} ${way}`] ??= []).push(await attempt(stage, arm, way));
      }
    }
  });
  const values = (name: string, way: number, what: keyof StreamSample) => (samples[`${name} ${way}`] ?? []).map((sample) => sample?.[what]);
  const figure = (measure: string, of: readonly (number | undefined)[], more: Partial<Figure> = {}): Figure => {
    const all = spread(of.filter((value) => value !== undefined));
    return { id: '', measure, value: all.median, spread: all, ...more };
  };
  const ratio = (measure: string, name: string, way: number, what: keyof StreamSample, more?: Partial<Figure>) =>
    figure(measure, paired(values(name, way, what), values('raw', way, what), (a, b) => a / b), more);
  return {
    name: 'streams',
    figures: [
      ratio('a stream, processor time for a MiB ÷ raw 64 KiB', 'ours', 0, 'load', { id: 'D2', target: 1.1, beyond: 1 }),
      ratio('… raw again: what a difference is worth', 'raw, again', 0, 'load'),
      ...Object.keys(arms).map((name) => figure(`… ${name}, ms`, values(name, 0, 'load'))),
      ...ways.flatMap((way) => [
        ratio(`a stream at a round trip of ${way} ms, bytes in a second ÷ raw`, 'ours', way, 'rate', { id: 'D3' }),
        ratio('… raw again', 'raw, again', way, 'rate'),
        ...Object.keys(arms).map((name) => figure(`… ${name}, MiB/s`, values(name, way, 'rate'))),
      ]),
    ],
    data: samples,
  };
}
