import { Gathering } from './gathering.ts';
import type { Result } from './result.ts';
import { type Engine, type Pair, Scene, type SceneOptions } from './scene.ts';
import { backAndForth } from './scenarios/elsewhere.ts';
import { lossy } from './scenarios/lossy.ts';
import { randomStory } from './scenarios/random-story.ts';
import { orders, serverAndCut } from './scenarios/server-and-cut.ts';
import { serverKilled } from './scenarios/server-killed.ts';
import { silentCut } from './scenarios/silent-cut.ts';
import { addressChange, asleep, frozen, hidden, unplugged } from './scenarios/wake.ts';

/** Where a part is played. */
interface Stage {
  /** Such as `{ chromium: 'Chrome/156.0' }`. */
  versions(): Promise<Record<string, string>>;
  /** What the pages told, for whoever reads of a failure. */
  stories(): Promise<string>;
  close(): Promise<void>;
}

/** One scenario between some browsers: what the matrix runs, and keeps, as a whole. */
export interface Part {
  /** Such as `cut`. */
  readonly family: string;
  /** Such as `cut-12`. */
  readonly name: string;
  /** What happens, in the words of the docs. */
  readonly title: string;
  /** Of two: whom it happens to, then whom not. */
  readonly engines: readonly Engine[];
  /** How often, unless it is said. */
  readonly rounds: number;
  /** Another stage in every round, and what happens there. */
  readonly open: () => Promise<{ readonly stage: Stage; readonly run: () => Promise<Result> }>;
}

interface Scenario extends Pick<Part, 'family' | 'name' | 'title' | 'rounds'> {
  readonly chromiumOnly?: boolean;
  readonly shaped?: boolean;
  readonly asleep?: boolean;
  readonly run: (scene: Scene) => Promise<Result>;
}

const seconds = 1000;
const minutes = 60 * seconds;

/** With these no page of Chromium ever sleeps. */
const waking = ['--disable-renderer-backgrounding', '--disable-background-timer-throttling', '--disable-backgrounding-occluded-windows'];

const pairs: readonly Pair[] = [
  ['chromium', 'chromium'],
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
];

const cuts: Scenario[] = [5, 12, 20, 30, 45, 90].map((length) => ({
  family: 'cut',
  name: `cut-${length}`,
  title: `nothing gets through for ${length} s`,
  rounds: 5,
  run: (scene) => silentCut(scene, { duration: length * seconds }),
}));

const overlaps: Scenario[] = orders.map((order) => ({
  family: 'overlap',
  name: `overlap-${order}`,
  title: `the server dead and the link cut: ${order.split('-').map((what, index) => `${what === 'cut' ? 'link' : what} ${index < 2 ? 'off' : 'on'}`).join(', ')}`,
  rounds: 3,
  run: (scene) => serverAndCut(scene, { order, step: 6 * seconds }),
}));

const scenarios: readonly Scenario[] = [
  { family: 'server', name: 'server-30', title: 'the server killed for 30 s', rounds: 3, run: (scene) => serverKilled(scene, { duration: 30 * seconds }) },
  ...cuts,
  ...overlaps,
  { family: 'address', name: 'address', title: 'another address', rounds: 5, run: (scene) => addressChange(scene) },
  { family: 'unplug', name: 'unplug-10', title: 'the interface down for 10 s', rounds: 5, run: (scene) => unplugged(scene, { duration: 10 * seconds }) },
  { family: 'sleep', name: 'sleep-120', title: 'the browser asleep for 2 min', rounds: 2, run: (scene) => asleep(scene, { duration: 2 * minutes }) },
  {
    family: 'hidden',
    name: 'hidden-600',
    title: 'the tab hidden for 10 min, the processor slowed 6×',
    rounds: 1,
    chromiumOnly: true,
    asleep: true,
    run: (scene) => hidden(scene, { duration: 10 * minutes, slowdown: 6 }),
  },
  { family: 'freeze', name: 'freeze-60', title: 'the page frozen for 60 s', rounds: 2, chromiumOnly: true, run: (scene) => frozen(scene, { duration: minutes }) },
  { family: 'back', name: 'back', title: 'to another page and back', rounds: 3, run: (scene) => backAndForth(scene, { duration: 5 * seconds }) },
  {
    family: 'lossy',
    name: 'lossy-600',
    title: '10 % loss and a round trip of 200 ms for 10 min',
    rounds: 1,
    shaped: true,
    run: (scene) => lossy(scene, { loss: 10, delay: 100, duration: 10 * minutes }),
  },
];

const betweenTwo: readonly Part[] = scenarios.flatMap(({ chromiumOnly, shaped = false, asleep: mayRest, run, ...part }) => {
  const without = mayRest ? waking : [];
  return pairs.filter(([ada]) => !chromiumOnly || ada === 'chromium').map((pair) => ({ ...part, engines: pair, open: () => onScene({ pair, shaped, without }, run) }));
});

const companies: readonly (readonly Engine[])[] = [
  ['chromium', 'chromium', 'chromium', 'firefox'],
  ['chromium', 'chromium', 'firefox', 'firefox'],
];

const amongFour: readonly Part[] = companies.map((engines) => ({
  family: 'random',
  name: 'random-200',
  title: 'whatever happens to four, 200 times, by chance',
  engines,
  rounds: 1,
  open: async () => {
    const stage = await Gathering.open(engines);
    return { stage, run: () => randomStory(stage, { seed: seedOfStory(), length: 200, chapters: 5 }) };
  },
}));

/** Everything, the short before the long. */
export const parts: readonly Part[] = [...betweenTwo, ...amongFour];

async function onScene(options: SceneOptions, run: (scene: Scene) => Promise<Result>): Promise<{ stage: Stage; run: () => Promise<Result> }> {
  const stage = await Scene.open(options);
  return { stage, run: () => run(stage) };
}

/** Another one every time, unless it is said. */
function seedOfStory(): number {
  return Number(process.env['RANDOM_STORY_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
}

/** Such as `chromium-firefox`. */
export function companyOf({ engines }: Part): string {
  return engines.join('-');
}

/** Those to which every word applies: a family, a name, or a pair. */
export function chosen(words: readonly string[]): Part[] {
  return parts.filter((part) => words.every((word) => [part.family, part.name, companyOf(part)].includes(word)));
}
