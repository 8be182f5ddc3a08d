import { expect } from 'chai';
import type { BrowserName } from './support/browser-processes.ts';
import { household } from './support/household.ts';

const pairs: readonly (readonly [first: BrowserName, second: BrowserName])[] = [
  ['chromium', 'second chromium'],
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
];

describe('two people who open a page', () => {
  const house = household();

  for (const [first, second] of pairs) {
    it(`see and hear each other: ${first}, then ${second}`, async () => {
      const [ada, bob] = await house.pair(first, second);

      expect(await ada.namesShown()).to.deep.equal(['Ada (you)', 'Bob']);
      expect(await bob.namesShown()).to.deep.equal(['Bob (you)', 'Ada']);
      for (const caller of [ada, bob]) {
        expect(caller.state.phase).to.equal('live');
        expect(caller.details('rtc-participant-joined')).to.have.lengthOf(1);
        // Both know who was there first.
        expect(caller.knows('Ada')?.joinedAt).to.be.below(caller.knows('Bob')?.joinedAt ?? 0);
      }
      await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
      await Promise.all([ada.hears(1), bob.hears(1)]);
    });
  }
});
