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
      const ada = await house.caller('Ada', first);
      await ada.isWith();
      const bob = await house.caller('Bob', second);
      await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);

      expect(await ada.namesShown()).to.deep.equal(['Ada (you)', 'Bob']);
      expect(await bob.namesShown()).to.deep.equal(['Bob (you)', 'Ada']);
      await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
      await Promise.all([ada.hears(1), bob.hears(1)]);
    });
  }
});
