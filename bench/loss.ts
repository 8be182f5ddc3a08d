import { randomUUID } from 'node:crypto';
import type { Page } from 'puppeteer';
import { openPage, type PageOptions } from './browser.ts';
import type { Received } from './page/instrument.ts';
import type { Figure, Report } from './report.ts';
import './setup-arms.ts';
import { firstFrame, inTime, onStage, type Stage } from './stage.ts';
import { paired, shuffled, spread } from './statistics.ts';

/** Packets in a hundred, each way. */
const losses = [10, 20] as const;
type Loss = (typeof losses)[number];
/** One way, in milliseconds. */
const delay = 25;
/** Milliseconds: what a call may take to get used to the loss, and how long it is looked at then. */
const settling = 6000;
const window = 8000;

/** Of the sound, the share that was made up; of the time, the share in which pictures stood still. */
interface Sample {
  readonly concealed: number;
  readonly frozen: number;
}

type Arm = (stage: Stage, run: (pages: readonly Page[]) => Promise<Sample>) => Promise<Sample>;

/** Each with a voice that does not stop and a picture of 360 lines. */
const arms: Readonly<Record<'ours' | 'plain', Arm>> = {
  ours: (stage, run) =>
    withPages(stage, { url: stage.pages.library }, async ([one, other]) => {
      const attributes = { room: randomUUID(), 'no-standby': '', resolution: '360p' };
      for (const page of [one, other]) {
        await page.evaluate((wanted) => instrument.mount(wanted), attributes);
        await page.evaluate(() => instrument.join());
      }
      return run([one, other]);
    }),
  plain: (stage, run) =>
    withPages(stage, { url: stage.pages.blank, script: 'raw' }, async ([one, other]) => {
      const [self, to] = [randomUUID(), randomUUID()];
      await Promise.all([one.evaluate((...where) => raw.open(...where), stage.servers.raw, self), other.evaluate((...where) => raw.open(...where), stage.servers.raw, to)]);
      await one.evaluate((whom) => raw.call(whom), to);
      return run([one, other]);
    }),
};

/** Ours beside a plain call of the same browsers, through the same lossy wires. */
export async function measureLoss({ rounds }: { rounds: number }): Promise<Report> {
  const samples = { ours: { 10: [], 20: [] }, plain: { 10: [], 20: [] } } as Record<keyof typeof arms, Record<Loss, (Sample | undefined)[]>>;
  await onStage(async (stage) => {
    for (let round = 0; round < rounds; round++) {
      for (const loss of shuffled(losses)) {
        for (const name of shuffled(['ours', 'plain'] as const)) samples[name][loss].push(await attempt(arms[name], stage, loss));
      }
    }
  });
  return { name: 'loss', figures: losses.flatMap((loss) => figuresAt(loss, samples.ours[loss], samples.plain[loss])), data: samples };
}

function figuresAt(loss: Loss, ours: readonly (Sample | undefined)[], plain: readonly (Sample | undefined)[]): Figure[] {
  const concealed = (arm: typeof ours) => arm.map((sample) => sample?.concealed);
  const ratio = spread(paired(concealed(ours), concealed(plain), (a, b) => a / b));
  const share = (arm: typeof ours, what: keyof Sample) => spread(arm.flatMap((sample) => (sample ? [sample[what]] : [])));
  const frozen = share(ours, 'frozen');
  const beside = (measure: string, of: ReturnType<typeof spread>): Figure => ({ id: '', measure, value: of.median, spread: of });
  return [
    { id: 'L1', measure: `sound made up at ${loss} % loss ÷ plain call`, value: ratio.median, spread: ratio, target: 0.3, beyond: loss === 10 ? 0.1 : 0.2 },
    beside(`… share, ours`, share(ours, 'concealed')),
    beside(`… share, plain`, share(plain, 'concealed')),
    { id: 'L2', measure: `pictures frozen at ${loss} % loss, share of the time`, value: frozen.median, spread: frozen, ...(loss === 10 && { target: 0 }) },
    beside(`… plain`, share(plain, 'frozen')),
  ];
}

async function attempt(arm: Arm, stage: Stage, loss: Loss): Promise<Sample | undefined> {
  try {
    return await arm(stage, (pages) => watch(stage, loss, pages));
  } catch (error) {
    console.error(`at ${loss} %: ${String(error)}`);
    await stage.revive();
    return undefined;
  } finally {
    stage.setLoss(0);
  }
}

async function watch(stage: Stage, loss: Loss, pages: readonly Page[]): Promise<Sample> {
  await inTime(Promise.all(pages.map(firstFrame)));
  stage.setLoss(loss);
  await pause(settling);
  const look = () => Promise.all(pages.map((page) => page.evaluate(() => instrument.received())));
  const before = await look();
  await pause(window);
  const after = await look();
  const more = (what: keyof Received) => after.reduce((sum, each, index) => sum + each[what] - (before[index]?.[what] ?? 0), 0);
  return { concealed: more('concealed') / more('samples'), frozen: (more('frozen') * 1000) / (window * pages.length) };
}

async function withPages(stage: Stage, options: PageOptions, run: (pages: readonly [Page, Page]) => Promise<Sample>): Promise<Sample> {
  stage.setDelay(delay);
  const [one, other] = await Promise.all([openPage(stage.browsers[0], options), openPage(stage.browsers[1], options)]);
  try {
    await Promise.all([one, other].map((page) => page.evaluate(() => instrument.speak())));
    return await run([one, other]);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
}

function pause(duration: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, duration));
}
