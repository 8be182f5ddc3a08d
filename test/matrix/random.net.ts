import { refusal } from '../network/permitted.ts';
import { skipAll } from '../network/skipping.ts';
import { Gathering } from './gathering.ts';
import { inWords, missed } from './result.ts';
import { randomStory } from './scenarios/random-story.ts';

/** Other things run on a machine that tests; the limits themselves are what `npm run test:matrix` asks for. */
const slack = 2;
const seed = Number(process.env['RANDOM_STORY_SEED'] ?? 1);
const length = Number(process.env['RANDOM_STORY_LENGTH'] ?? 30);

describe('four people, and whatever happens to them', () => {
  let gathering: Gathering | undefined;

  before('build a lab, and open the browsers', async function () {
    const why = await refusal();
    if (why) skipAll(this, why);
    gathering = await Gathering.open(['chromium', 'chromium', 'chromium', 'firefox']);
  });

  after('take it all down', () => gathering?.close());

  it(`agree after ${length} events and some seconds of quiet (RANDOM_STORY_SEED=${seed})`, async () => {
    if (!gathering) throw new Error('There is a gathering while a test runs');
    const { figures, notes } = await randomStory(gathering, { seed, length, chapters: 2, longest: 5000 });
    for (const figure of figures) console.log(`      ${inWords(figure)}`);
    const misses = missed(figures, slack);
    if (misses.length === 0) return;
    console.error(await gathering.stories());
    throw new Error(`Over ${slack} times its limit:\n${misses.map(inWords).join('\n')}\nHappened:\n${notes.join('\n')}`);
  });
});
