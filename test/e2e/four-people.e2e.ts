import { household } from './support/household.ts';

describe('four people in a room', () => {
  const house = household();

  it('all see and hear each other, in both engines', async () => {
    const people = await Promise.all([
      house.caller('Ada', 'chromium'),
      house.caller('Bob', 'second chromium'),
      house.caller('Cyd', 'third chromium'),
      house.caller('Dan', 'firefox'),
    ]);
    const othersOf = (name: string) => people.map((caller) => caller.name).filter((other) => other !== name);

    await Promise.all(people.map((caller) => caller.isWith(...othersOf(caller.name))));
    for (const caller of people) {
      await Promise.all([...othersOf(caller.name).map((name) => caller.seesMoving(name)), caller.hears(3)]);
    }
  });
});
