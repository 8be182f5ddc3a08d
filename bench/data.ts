import { randomUUID } from 'node:crypto';
import type { Page } from 'puppeteer';
import { openPage, type PageOptions } from './browser.ts';
import { pageScript } from './bundle.ts';
import type * as Channel from './page/channel.ts';
import type { Figure, Report } from './report.ts';
import './setup-arms.ts';
import { firstFrame, inTime, onStage, type Stage } from './stage.ts';
import { median, paired, shuffled, type Spread, spread } from './statistics.ts';

declare global {
  var channel: typeof Channel;
}

/** Packets in a hundred, each way. */
const losses = [0, 5] as const;
/** Milliseconds: one way, and for how long states are sent. */
const [delay, streaming] = [10, 20_000];
const [trips, characters] = [200, 1024];

/** Two pages with a way between them, in which `channel` can be used. */
type Arm = (stage: Stage, run: (pages: readonly [Page, Page]) => Promise<Sample>) => Promise<Sample>;

interface Sample {
  /** Milliseconds. */
  readonly roundTrip: number;
  readonly streams: Readonly<Partial<Record<(typeof losses)[number], Channel.Stream>>>;
}

/** Two in a call. */
function inCall(use: (page: Page) => Promise<void>): Arm {
  return (stage, run) =>
    withPages(stage, { url: stage.pages.library }, async (pages) => {
      const attributes = { room: randomUUID(), 'no-standby': '', resolution: '180p' };
      for (const page of pages) {
        await page.evaluate((wanted) => instrument.mount(wanted), attributes);
        await page.evaluate(() => instrument.join());
      }
      await inTime(Promise.all(pages.map(firstFrame)));
      for (const page of pages) await use(page);
      return run(pages);
    });
}

/** Messages of a chat, of a page through a call, and through a channel of a bare connection; any other two can be compared as well. */
const dataArms: Readonly<Record<'chat' | 'ours' | 'raw', Arm>> = {
  chat: inCall((page) => page.evaluate(() => channel.overChat())),
  ours: inCall((page) => page.evaluate(() => channel.overCall())),
  raw: (stage, run) =>
    withPages(stage, { url: stage.pages.blank, script: 'raw' }, async (pages) => {
      const [one, other] = pages;
      const [self, to] = [randomUUID(), randomUUID()];
      await Promise.all([one.evaluate((...where) => raw.open(...where), stage.servers.raw, self), other.evaluate((...where) => raw.open(...where), stage.servers.raw, to)]);
      for (const page of pages) await page.evaluate(() => instrument.eachConnection((connection) => channel.overConnection(connection)));
      await one.evaluate((whom) => raw.call(whom), to);
      await inTime(Promise.all(pages.map(firstFrame)));
      return run(pages);
    }),
};

/** Each arm once in every round, in random order, over the same wires. */
async function compareData(arms: Readonly<Record<string, Arm>>, rounds: number): Promise<Record<string, (Sample | undefined)[]>> {
  const samples: Record<string, (Sample | undefined)[]> = Object.fromEntries(Object.keys(arms).map((name) => [name, []]));
  await onStage(async (stage) => {
    for (let round = 0; round < rounds; round++) {
      for (const [name, arm] of shuffled(Object.entries(arms))) samples[name]?.push(await attempt(arm, stage));
    }
  });
  return samples;
}

export async function measureData({ rounds }: { rounds: number }): Promise<Report> {
  const { chat = [], ours = [], raw = [] } = await compareData(dataArms, rounds);
  const trip = (arm: typeof ours) => arm.map((sample) => sample?.roundTrip);
  const ratio = (arm: typeof ours) => spread(paired(trip(arm), trip(raw), (a, b) => a / b));
  const beside = (measure: string, of: Spread): Figure => ({ id: '', measure, value: of.median, spread: of });
  const figures = losses.flatMap((loss) =>
    Object.entries({ ours, raw }).flatMap(([name, arm]) => {
      const streams = arm.flatMap((sample) => sample?.streams[loss] ?? []);
      const at = (share: number) => streams.map(({ times }) => [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN);
      const lost = streams.map(({ sent, times }) => (100 * (sent - times.length)) / sent);
      return [
        beside(`60 Hz at ${loss} % loss each way, ${name}: there and back, median, ms`, spread(at(0.5))),
        beside('… 95 of a hundred are faster, ms', spread(at(0.95))),
        beside('… did not come back, %', spread(lost)),
      ];
    }),
  );
  return {
    name: 'data',
    figures: [
      { id: 'D1', measure: 'a chat message of 1 KB there and back ÷ raw channel', value: ratio(chat).median, spread: ratio(chat), target: 1.25, beyond: 1.1 },
      beside('… of the page’s own data ÷ raw channel', ratio(ours)),
      beside('… a chat message, ms', spread(trip(chat).filter((time) => time !== undefined))),
      beside('… ours, ms', spread(trip(ours).filter((time) => time !== undefined))),
      beside('… raw, ms', spread(trip(raw).filter((time) => time !== undefined))),
      ...figures,
    ],
    data: { chat, ours, raw },
  };
}

async function attempt(arm: Arm, stage: Stage): Promise<Sample | undefined> {
  try {
    return await arm(stage, (pages) => measure(stage, pages, arm === dataArms.chat ? [] : losses));
  } catch (error) {
    console.error(String(error));
    await stage.revive();
    return undefined;
  } finally {
    stage.setLoss(0);
  }
}

async function measure(stage: Stage, [one, other]: readonly [Page, Page], under: readonly (typeof losses)[number][]): Promise<Sample> {
  stage.setDelay(0);
  await other.evaluate(() => channel.echo());
  await one.evaluate((...how) => channel.roundTrips(...how), 20, characters);
  const roundTrip = median(await one.evaluate((...how) => channel.roundTrips(...how), trips, characters));
  const streams: Partial<Record<(typeof losses)[number], Channel.Stream>> = {};
  stage.setDelay(delay);
  for (const loss of under) {
    stage.setLoss(loss);
    streams[loss] = await one.evaluate((duration) => channel.states(duration), streaming);
  }
  return { roundTrip, streams };
}

async function withPages(stage: Stage, options: PageOptions, run: (pages: readonly [Page, Page]) => Promise<Sample>): Promise<Sample> {
  stage.setDelay(delay);
  const [one, other] = await Promise.all([openPage(stage.browsers[0], options), openPage(stage.browsers[1], options)]);
  try {
    for (const page of [one, other]) await page.evaluate(await pageScript('channel'));
    return await run([one, other]);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
}
