import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdtempSync, openSync, rmSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
import { openPage } from './browser.ts';
import { pageScript } from './bundle.ts';
import type * as FilesInPage from './page/files.ts';
import { memoryOf, processorTime } from './processes.ts';
import type { Figure, Report } from './report.ts';
import { onStage, type Stage } from './stage.ts';
import { spread } from './statistics.ts';
import { rawStreams, type StreamSample } from './streams.ts';

declare global {
  var files: typeof FilesInPage;
}

const mebibyte = 1024 * 1024;

interface Run {
  /** MiB in a second, while all of it was sent. */
  readonly rate: number;
  /** Of both browsers, milliseconds for each MiB. */
  readonly load: number;
  /** Of either browser: MiB at the most beside what it had before. */
  readonly memory: readonly [sender: number, receiver: number];
  /** In a hundred. */
  readonly sentTwice: number;
  readonly isEqual: boolean;
}

/** A file that no two pieces of are alike, and its SHA-256. */
async function madeFile(folder: string, length: number): Promise<{ readonly path: string; readonly digest: string }> {
  const path = join(folder, `${length}.bin`);
  const file = openSync(path, 'w');
  const block = new Uint32Array(mebibyte / 4);
  let state = 1;
  for (let written = 0; written < length; written += mebibyte) {
    for (let index = 0; index < block.length; index++) block[index] = state = (Math.imul(state, 1_664_525) + 1_013_904_223 + written) >>> 0;
    writeSync(file, new Uint8Array(block.buffer, 0, Math.min(mebibyte, length - written)));
  }
  closeSync(file);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return { path, digest: hash.digest('hex') };
}

async function enter(stage: Stage, place: 0 | 1, room: string, url = stage.pages.blank): Promise<Page> {
  const page = await openPage(stage.browsers[place], { url });
  await page.evaluate(await pageScript('files'));
  await page.evaluate((...where) => files.enter(...where), stage.servers.peer, room);
  return page;
}

/** Sends a file from one page to the other. `trouble` happens meanwhile; it answers the page in which the file arrives. */
async function transfer(stage: Stage, file: { readonly path: string; readonly digest: string }, length: number, way: number, trouble: Trouble): Promise<Run> {
  stage.setDelay(0);
  const room = randomUUID();
  const sender = await enter(stage, 0, room);
  const first = await enter(stage, 1, room);
  await Promise.all([sender, first].map((page) => page.evaluate(() => files.isMet())));
  const field = (await sender.$('input')) as ElementHandle<HTMLInputElement>;
  await field.uploadFile(file.path);
  if (way > 0) await Promise.all([sender, first].map((page) => page.evaluate(() => files.noSecondWay())));
  stage.setDelay(way / 2);
  const before = stage.browsers.map(memoryOf);
  const peaks = [...before];
  const looking = setInterval(() => stage.browsers.forEach((browser, index) => (peaks[index] = Math.max(peaks[index] ?? 0, memoryOf(browser)))), 500);
  const [used, since, sentBefore] = [usedBy(stage), performance.now(), await sender.evaluate(() => files.bytesSent())];
  try {
    await sender.evaluate(() => files.send());
    const last = await trouble(stage, { sender, receiver: first, room, length });
    const digest = await last.evaluate(() => files.digest());
    const [seconds, amount] = [(performance.now() - since) / 1000, length / mebibyte];
    const load = (1000 * (usedBy(stage) - used)) / amount;
    const sent = (await sender.evaluate(() => files.bytesSent())) - sentBefore;
    await last.evaluate(() => files.forget());
    const memory = peaks.map((peak, index) => (peak - (before[index] ?? 0)) / mebibyte) as [number, number];
    return { rate: amount / seconds, load, memory, sentTwice: 100 * (sent / length - 1), isEqual: digest === file.digest };
  } finally {
    clearInterval(looking);
    for (const browser of stage.browsers) for (const page of await browser.pages()) if (page.url() !== 'about:blank') await page.close();
  }
}

type Trouble = (stage: Stage, scene: { readonly sender: Page; readonly receiver: Page; readonly room: string; readonly length: number }) => Promise<Page>;

const none: Trouble = async (_stage, { receiver }) => receiver;

/** Three cuts, each until it is noticed, and a reload of whoever gets the file. */
const cutsAndReload: Trouble = async (stage, { sender, receiver, room, length }) => {
  let page = receiver;
  for (const [index, share] of [0.15, 0.35, 0.55, 0.75].entries()) {
    await page.evaluate((bytes) => files.reaches(bytes), share * length);
    if (index === 2) {
      await page.close();
      page = await enter(stage, 1, room);
    } else {
      const ids = [await sender.evaluate(() => files.self()), await page.evaluate(() => files.self())] as const;
      stage.setCut(...ids, true);
      await new Promise((resolve) => setTimeout(resolve, 6000));
      stage.setCut(...ids, false);
    }
  }
  return page;
};

function usedBy({ browsers }: Stage): number {
  return browsers.reduce((sum, browser) => sum + processorTime(browser), 0);
}

export async function measureFiles({ rounds, mebibytes }: { rounds: number; mebibytes: number }): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'rtc-elements-files-'));
  const runs: { near: Run[]; far: Run[]; hard: Run[] } = { near: [], far: [], hard: [] };
  const raw: { near: StreamSample[]; far: StreamSample[] } = { near: [], far: [] };
  try {
    const [small, large] = [128 * mebibyte, mebibytes * mebibyte];
    const [smallFile, largeFile] = [await madeFile(folder, small), await madeFile(folder, large)];
    await onStage(async (stage) => {
      for (let round = 0; round < rounds; round++) {
        for (const [name, way] of [['near', 0], ['far', 40]] as const) {
          runs[name].push(await transfer(stage, smallFile, small, way, none));
          const beside = await rawStreams(stage, way);
          if (beside) raw[name].push(beside);
        }
      }
      runs.hard.push(await transfer(stage, largeFile, large, 0, cutsAndReload));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
  const ratio = (id: string, measure: string, name: 'near' | 'far', what: 'load' | 'rate', more: Partial<Figure> = {}): Figure => {
    const all = spread(runs[name].flatMap((run, index) => (raw[name][index] ? run[what] / raw[name][index][what] : [])));
    return { id, measure, value: all.median, spread: all, ...more };
  };
  const plain = (measure: string, values: readonly number[], more: Partial<Figure> = {}): Figure => ({ id: '', measure, value: spread(values).median, spread: spread(values), ...more });
  const hard = runs.hard[0];
  return {
    name: 'files',
    figures: [
      ratio('D2', 'a file, processor time for a MiB ÷ raw 64 KiB from memory', 'near', 'load', { target: 1.1, beyond: 1 }),
      plain('… ours, ms', runs.near.map(({ load }) => load)),
      plain('… raw, ms', raw.near.map(({ load }) => load)),
      plain('… ours, MiB/s', runs.near.map(({ rate }) => rate)),
      plain('… raw, MiB/s', raw.near.map(({ rate }) => rate)),
      ratio('D3', 'a file at a round trip of 40 ms ÷ one raw channel (at least 1.0)', 'far', 'rate'),
      plain('… ours, MiB/s', runs.far.map(({ rate }) => rate)),
      plain('… raw, MiB/s', raw.far.map(({ rate }) => rate)),
      { id: 'D4', measure: `${mebibytes} MiB, three cuts, a reload: memory added at the sender, MiB`, value: hard?.memory[0] ?? Number.NaN, target: 64, beyond: 32 },
      { id: 'D4', measure: '… at the receiver, MiB', value: hard?.memory[1] ?? Number.NaN, target: 64, beyond: 32 },
      { id: '', measure: '… sent twice, %', value: hard?.sentTwice ?? Number.NaN, target: 5 },
      { id: '', measure: '… digests that differ', value: hard?.isEqual ? 0 : 1, target: 0 },
    ],
    data: { runs, raw },
  };
}
