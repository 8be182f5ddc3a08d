import { eventOf, type StoryEvent, storyOf } from '../../support/story.ts';
import { disagreements, type Look, messageErrors, standingPictures } from '../agreement.ts';
import type { Gathering } from '../gathering.ts';
import type { Guest } from '../guest.ts';
import { pause } from '../observation.ts';
import { amount, type Figure, milliseconds, type Result } from '../result.ts';

/** Milliseconds of quiet after which all agree; so long is looked; and so long pictures may take to go on after that. */
const limits = { agreement: 5000, look: 30_000, pictures: 10_000 } as const;

/** How often each happens, compared with the others; the words are those of the mesh model, and some that take real machines. */
const kinds = {
  join: 16,
  leave: 2,
  close: 1,
  crash: 1,
  reload: 3,
  cut: 5,
  heal: 8,
  'cut the machine off': 5,
  'connect the machine': 8,
  'cut off from the server': 2,
  'reach the server': 4,
  'stop the server': 2,
  'start the server': 6,
  toggle: 14,
  rename: 4,
  say: 22,
  sleep: 2,
  wake: 6,
} as const;
type Kind = keyof typeof kinds;

export interface RandomStory {
  readonly seed: number;
  /** How many events, in how many chapters. */
  readonly length: number;
  readonly chapters: number;
  /** No pause between two is longer, in milliseconds. */
  readonly longest?: number;
}

/** What came of a chapter: those who were in the call at its end, and what was wrong. */
interface Ending {
  readonly after: number;
  readonly faults: readonly string[];
  readonly still: readonly string[];
  readonly looks: readonly Look[];
}

/** In each chapter everybody is there; then things happen by chance; then nothing is wrong any more, and all have to agree. */
export async function randomStory(gathering: Gathering, { seed, length, chapters, longest }: RandomStory): Promise<Result> {
  const start = Date.now();
  const notes: string[] = [];
  const note = (words: string) => notes.push(`+${Date.now() - start} ms ${words}`);
  const story = storyOf(eventOf(kinds, gathering.guests.length, longest), length, seed);
  const [meetings, endings]: [number[], Ending[]] = [[], []];
  for (let chapter = 0; chapter < chapters; chapter++) {
    meetings.push(await meet(gathering));
    note(`chapter ${chapter + 1}`);
    for (const event of story.slice((chapter * length) / chapters, ((chapter + 1) * length) / chapters)) {
      const [one, other] = [gathering.guests[event.who], gathering.guests[event.other]];
      if (!one || !other) throw new Error('A story has no more seats than there are guests');
      if (await happen(gathering, event, one, other)) note(`${event.what} ${one.name} ${other.name}`);
      await pause(event.then);
    }
    await gathering.healAll();
    await gathering.everybodyIsIn();
    note('nothing is wrong any more');
    const ending = await end(gathering);
    endings.push(ending);
    for (const fault of [...ending.faults, ...ending.still]) note(`wrong: ${fault}`);
    if (ending.faults.length > 0) break;
  }
  return { figures: [amount('seed', seed), amount('events', length), ...figuresOf(meetings, endings), amount('errors that nobody caught', gathering.troubles.length, 0)], notes: [...gathering.troubles, ...notes] };
}

/** Whoever is away comes; resolves with how long it took until all had met, in milliseconds. */
async function meet(gathering: Gathering): Promise<number> {
  for (const guest of gathering.guests) gathering.join(guest);
  await gathering.everybodyIsIn();
  return (await untilAgreed(gathering, Date.now())).after;
}

/** Then everybody says something more, and is looked at again. */
async function end(gathering: Gathering): Promise<Ending> {
  const { after, faults, looks } = await untilAgreed(gathering, Date.now());
  if (faults.length > 0) return { after, faults, still: [], looks };
  for (const guest of gathering.guests) if (guest.isHere) guest.say();
  const still = await untilMoving(gathering);
  const later = await gathering.looks();
  return { after, faults: disagreements(later), still, looks: later };
}

function figuresOf(meetings: readonly number[], endings: readonly Ending[]): Figure[] {
  const sum = (count: (ending: Ending) => number) => endings.reduce((total, ending) => total + count(ending), 0);
  const givenUp = ({ looks }: Ending) => {
    const present = new Set(looks.map(({ localId }) => localId));
    return looks.flatMap(({ lost }) => lost).filter(({ id }) => present.has(id)).length;
  };
  return [
    amount('in the call at the ends', sum(({ looks }) => looks.length)),
    milliseconds('all have met, after', Math.max(...meetings)),
    milliseconds('all agree, after', Math.max(...endings.map(({ after }) => after)), limits.agreement),
    amount('disagreements', sum(({ faults }) => faults.length), 0),
    amount('pictures that stand still', sum(({ still }) => still.length), 0),
    ...messageFigures(endings),
    amount('given up and back', sum(givenUp)),
  ];
}

/** Whether anything happened: not to somebody who is not there, or asleep. */
async function happen(gathering: Gathering, { what, other: which, then }: StoryEvent<Kind>, one: Guest, other: Guest): Promise<boolean> {
  const toNetwork: Partial<Record<Kind, () => Promise<void>>> = {
    cut: () => gathering.block(one, other),
    heal: () => gathering.unblock(one, other),
    'cut the machine off': () => gathering.cut(one),
    'connect the machine': () => gathering.heal(one),
    'cut off from the server': () => gathering.block(one, undefined),
    'reach the server': () => gathering.unblock(one, undefined),
    'stop the server': () => gathering.stopServer(),
    'start the server': () => gathering.startServer(),
  };
  const toPages: Partial<Record<Kind, () => void>> = {
    leave: () => one.leave({ closes: false }),
    close: () => one.leave({ closes: true }),
    crash: () => one.crash(),
    toggle: () => one.toggle(which % 2 === 0 ? 'microphone' : 'camera'),
    rename: () => one.rename(`${one.name} the ${then}th`),
    say: () => one.say(),
    sleep: () => one.sleep(),
  };
  if (toNetwork[what]) await toNetwork[what]();
  else if (what === 'wake') one.wake();
  else if (one.isAsleep) return false;
  else if (what === 'join') return gathering.join(one);
  else if (!one.isHere) return false;
  else if (what === 'reload') return gathering.reload(one);
  else toPages[what]?.();
  return true;
}

/** Resolves when all agree, or when there is no hope left. Being given up is an event, too: from there on it is quiet. */
async function untilAgreed(gathering: Gathering, since: number): Promise<{ after: number; faults: string[]; looks: Look[] }> {
  for (;;) {
    const looks = await gathering.looks();
    const faults = disagreements(looks);
    const present = new Set(looks.map(({ localId }) => localId));
    const lost = looks.flatMap((look) => look.lost).filter(({ id }) => present.has(id));
    const quiet = Math.max(since, ...lost.map(({ at }) => at));
    if (faults.length === 0) return { after: Date.now() - quiet, faults, looks };
    if (Date.now() - quiet > limits.look) return { after: Infinity, faults, looks };
    await pause(250);
  }
}

/** Resolves with the pictures that do not go on. */
async function untilMoving(gathering: Gathering): Promise<string[]> {
  const deadline = Date.now() + limits.pictures;
  let before = await gathering.looks();
  for (;;) {
    await pause(1000);
    const now = await gathering.looks();
    const still = standingPictures(before, now);
    if (still.length === 0 || Date.now() > deadline) return still;
    before = now;
  }
}

/** Of those who were in the call at the end of a chapter; who stays for several is counted in each. */
function messageFigures(endings: readonly Ending[]): Figure[] {
  const errors = endings.flatMap(({ looks }) => looks.flatMap((one) => looks.filter((other) => other !== one).map((other) => messageErrors(one, other))));
  const sum = (which: keyof (typeof errors)[number]) => errors.reduce((total, each) => total + each[which], 0);
  return [
    amount('messages sent', sum('sent')),
    amount('messages missing', sum('missing'), 0),
    amount('messages repeated', sum('repeated'), 0),
    amount('messages out of order', sum('disordered'), 0),
  ];
}
