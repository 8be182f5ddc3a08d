import { refusal } from '../network/permitted.ts';
import { skipAll } from '../network/skipping.ts';
import { inWords, missed } from './result.ts';
import { Scene } from './scene.ts';
import { narrow } from './scenarios/narrow.ts';

/** Other things run on a machine that tests. */
const slack = 2;

describe('a call between chromium, whose way is narrow for a while, and firefox', () => {
  let scene: Scene | undefined;

  before('build a lab, and open the browsers', async function () {
    const why = await refusal();
    if (why) skipAll(this, why);
    scene = await Scene.open({ pair: ['chromium', 'firefox'], shaped: true });
  });

  after('take it all down', () => scene?.close());

  it('takes less than 300 kbit/s each way, and as much as before when it can', async () => {
    if (!scene) throw new Error('There is a scene while a test runs');
    const { figures, notes } = await narrow(scene, { rate: 300, duration: 12_000 });
    for (const words of [...notes, ...figures.map(inWords)]) console.log(`      ${words}`);
    const misses = missed(figures, slack);
    if (misses.length > 0) throw new Error(`Over ${slack} times its limit:\n${misses.map(inWords).join('\n')}\nHappened:\n${await scene.stories()}`);
  });
});
