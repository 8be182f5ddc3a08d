import { refusal } from '../network/permitted.ts';
import { skipAll } from '../network/skipping.ts';
import { inWords, missed, type Result } from './result.ts';
import { type Pair, Scene } from './scene.ts';
import { serverAndCut } from './scenarios/server-and-cut.ts';
import { serverKilled } from './scenarios/server-killed.ts';
import { silentCut } from './scenarios/silent-cut.ts';
import { addressChange, asleep, unplugged } from './scenarios/wake.ts';

const seconds = 1000;
/** Other things run on a machine that tests; the limits themselves are what `npm run test:matrix` asks for. */
const slack = 2;

type Story = readonly [title: string, run: (scene: Scene) => Promise<Result>];

const main: readonly Story[] = [
  ['survives a silent cut of 12 s', (scene) => silentCut(scene, { duration: 12 * seconds })],
  ['needs no server for 8 s', (scene) => serverKilled(scene, { duration: 8 * seconds })],
  ['moves to another address', (scene) => addressChange(scene)],
];

const all: readonly Story[] = [
  ['survives a silent cut of 5 s', (scene) => silentCut(scene, { duration: 5 * seconds })],
  ['survives a silent cut of 20 s', (scene) => silentCut(scene, { duration: 20 * seconds })],
  ['needs no server for 8 s', (scene) => serverKilled(scene, { duration: 8 * seconds })],
  ['survives a cut while the server is dead', (scene) => serverAndCut(scene, { order: 'server-cut-server-cut', step: 3 * seconds })],
  ['moves to another address', (scene) => addressChange(scene)],
  ['survives an interface that was down', (scene) => unplugged(scene, { duration: 5 * seconds })],
  ['wakes after a sleep of 15 s', (scene) => asleep(scene, { duration: 15 * seconds })],
];

const pairs: readonly (readonly [Pair, readonly Story[]])[] = [
  [['chromium', 'chromium'], all],
  [['chromium', 'firefox'], main],
  [['firefox', 'chromium'], main],
];

for (const [pair, stories] of pairs) {
  describe(`a call between ${pair[0]}, to which it happens, and ${pair[1]}`, () => {
    let scene: Scene | undefined;

    before('build a lab, and open the browsers', async function () {
      const why = await refusal();
      if (why) skipAll(this, why);
      scene = await Scene.open({ pair });
    });

    after('take it all down', () => scene?.close());

    for (const [title, run] of stories) {
      it(title, async () => {
        if (!scene) throw new Error('There is a scene while a test runs');
        const { figures, notes } = await played(scene, run);
        for (const figure of figures.filter(({ limit, unit }) => limit !== undefined && unit)) console.log(`      ${inWords(figure)}`);
        const misses = missed(figures, slack);
        if (misses.length > 0) throw new Error(`Over ${slack} times its limit:\n${misses.map(inWords).join('\n')}\nHappened:\n${notes.join('\n')}`);
      });
    }
  });
}

async function played(scene: Scene, run: Story[1]): Promise<Result> {
  try {
    return await run(scene);
  } catch (error) {
    console.error(await scene.stories());
    throw error;
  }
}
