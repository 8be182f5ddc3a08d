import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { launchOptions } from '../scripts/browsers.mjs';
import { featuresOf } from '../src/media/voice/sound-features.ts';
import { VoiceDetector } from '../src/media/voice/voice-detector.ts';
import { serve } from '../src/server/serve.ts';
import { Site } from '../test/e2e/support/site.ts';
import { pageScript } from './bundle.ts';
import type * as Voices from './page/voices.ts';
import type { Figure, Report } from './report.ts';
import { median } from './statistics.ts';
import { sampleRate } from '../test/support/made-up-sound.ts';
import { makeScenes, type Scene, type Span, writeWav } from './voice-sounds.ts';

declare global {
  var voices: typeof Voices;
}

/** Seconds of a frame that is judged as a whole. */
const frame = 0.1;
/** Seconds after a sentence in which going on is no mistake: that is how pauses within one are bridged. */
const grace = 0.9;
/** Seconds from one look to the next, where there is no browser. */
const step = 0.07;

/** One after the other. */
interface Recording {
  readonly samples: Float32Array;
  readonly spoken: readonly Span[];
  readonly scenes: readonly (readonly [string, Span])[];
}

/** Somebody who judges: when they said that there was speech, in seconds of the recording. */
interface Judge {
  readonly name: string;
  readonly said: readonly Span[];
}

export async function measureVoice(): Promise<Report> {
  const recording = recordingOf(await makeScenes());
  const judges = [judgeAlone(recording), ...(await judgeInCall(recording))];
  return { name: 'voice', figures: judges.flatMap((judge) => figuresOf(judge, recording)), data: { spoken: recording.spoken, judges } };
}

function recordingOf(scenes: readonly Scene[]): Recording {
  const samples = new Float32Array(scenes.reduce((sum, scene) => sum + scene.samples.length, 0));
  const [spoken, spans]: [Span[], [string, Span][]] = [[], []];
  let at = 0;
  for (const scene of scenes) {
    samples.set(scene.samples, at);
    const start = at / sampleRate;
    spoken.push(...scene.spoken.map(([from, to]) => [from + start, to + start] as const));
    at += scene.samples.length;
    spans.push([scene.name, [start, at / sampleRate]]);
  }
  return { samples, spoken, scenes: spans };
}

/** The judgement itself, without a browser's microphone, Web Audio and wire. */
function judgeAlone({ samples }: Recording): Judge {
  const detector = new VoiceDetector();
  const turns: { at: number; speaking: boolean }[] = [];
  for (let at = step; at < samples.length / sampleRate; at += step) {
    const end = Math.round(at * sampleRate);
    const speaking = detector.hear(featuresOf(samples.subarray(Math.max(0, end - 4096), end), sampleRate), at * 1000);
    turns.push({ at, speaking });
  }
  return { name: 'without a browser', said: spansOf(turns) };
}

/** Ada's microphone is the recording; she judges herself, and two others what arrives. */
async function judgeInCall(recording: Recording): Promise<Judge[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rtc-voice-'));
  const file = join(folder, 'microphone.wav');
  writeWav(file, recording.samples);
  const [server, site] = await Promise.all([serve({ port: 0 }), Site.open()]);
  const browsers: Browser[] = [];
  const open = async (browser: 'chromium' | 'firefox', attributes: string, ...args: readonly string[]) => {
    const options = await launchOptions(browser);
    const launched = await puppeteer.launch({ ...options, args: [...(options.args ?? []), ...args] });
    browsers.push(launched);
    const page = await launched.newPage();
    await page.evaluateOnNewDocument(await pageScript('voices'));
    const script = `<script type="module" src="${server.url}/rtc-elements.js"></script>`;
    await page.goto(site.put(`<!doctype html><html lang="en"><title>Voice</title>${script}<rtc-call room="voice" autojoin audio-only ${attributes}></rtc-call></html>`));
    return page;
  };
  try {
    const others = [await open('chromium', 'view-only'), await open('firefox', 'view-only')];
    const ada = await open('chromium', 'display-name="Ada"', `--use-file-for-fake-audio-capture=${file}%noloop`);
    await Promise.all([ada, ...others].map((page) => page.waitForFunction(() => document.querySelector('rtc-call')?.participants.length === 3, { timeout: 60_000 })));
    await new Promise((resolve) => setTimeout(resolve, (recording.samples.length / sampleRate + 2) * 1000));
    const start = startOf(recording, await ada.evaluate(() => voices.levels));
    const judge = async (name: string, page: Page) => {
      const turns = await page.evaluate(() => voices.turns.filter((turn) => turn.name === 'Ada'));
      return { name, said: spansOf(turns.map(({ at, speaking }) => ({ at: (at - start) / 1000, speaking }))) };
    };
    return [await judge('one’s own microphone', ada), ...(await Promise.all(others.map((page, index) => judge(`somebody else’s, in ${['Chromium', 'Firefox'][index] ?? ''}`, page))))];
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    await Promise.all([server.stop(), site.close()]);
    rmSync(folder, { recursive: true });
  }
}

/** When the recording began, by the clock of the page: where what the microphone gave fits it best. */
function startOf({ samples }: Recording, levels: readonly Voices.Level[]): number {
  const first = levels[0]?.at ?? 0;
  const power = (at: number) => {
    const part = samples.subarray(Math.round((at - 0.02) * sampleRate), Math.round(at * sampleRate));
    return part.length === 0 ? -100 : 10 * Math.log10(part.reduce((sum, sample) => sum + sample * sample, 1e-8) / part.length);
  };
  let best = { start: first, likeness: -Infinity };
  for (let shift = -1500; shift <= 1500; shift += 20) {
    const pairs = levels.filter((_, index) => index % 3 === 0).map(({ at, level }) => [level, power((at - first - shift) / 1000)] as const);
    const likeness = correlation(pairs.filter(([, expected]) => expected > -100));
    if (likeness > best.likeness) best = { start: first + shift, likeness };
  }
  return best.start;
}

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (of: (pair: readonly [number, number]) => number) => pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const [one, two] = [mean(([a]) => a), mean(([, b]) => b)];
  return mean(([a, b]) => (a - one) * (b - two)) / Math.sqrt(mean(([a]) => (a - one) ** 2) * mean(([, b]) => (b - two) ** 2));
}

function spansOf(turns: readonly { readonly at: number; readonly speaking: boolean }[]): Span[] {
  const spans: Span[] = [];
  let since: number | undefined;
  for (const { at, speaking } of turns) {
    if (speaking) since ??= at;
    else if (since !== undefined) {
      spans.push([since, at]);
      since = undefined;
    }
  }
  return since === undefined ? spans : [...spans, [since, Infinity]];
}

function figuresOf({ name, said }: Judge, { samples, spoken, scenes }: Recording): Figure[] {
  const within = (spans: readonly Span[], at: number, more = 0) => spans.some(([from, to]) => at >= from && at < to + more);
  const frames = Array.from({ length: Math.floor(samples.length / sampleRate / frame) }, (_, index) => (index + 0.5) * frame);
  const count = (wanted: (at: number) => boolean) => frames.filter(wanted).length;
  const right = count((at) => within(said, at) && within(spoken, at));
  const late = count((at) => within(said, at) && !within(spoken, at) && within(spoken, at, grace));
  const wrong = count((at) => within(said, at) && !within(spoken, at, grace));
  const onsets = spoken.flatMap(([from, to]) => {
    const heard = said.find(([begin, end]) => end > from && begin < to);
    return heard ? [Math.max(0, heard[0] - from) * 1000] : [];
  });
  const figure = (measure: string, value: number): Figure => ({ id: '', measure: `… ${measure}`, value });
  return [
    { id: '', measure: `${name}: recall, share of the frames with speech`, value: right / count((at) => within(spoken, at)) },
    figure('precision, share of the frames said to be speech', right / (right + late + wrong)),
    figure(`precision, ${grace} s after a sentence left out`, right / (right + wrong)),
    ...scenes.filter(([scene]) => !scene.startsWith('speech')).map(([scene, [from, to]]) => figure(`frames taken for speech in: ${scene}`, count((at) => at >= from + grace && at < to && within(said, at)))),
    figure('sentences heard, share of all', onsets.length / spoken.length),
    figure('from the first sound to the ring, ms', median(onsets)),
  ];
}
