import { expect } from 'chai';
import { household } from './support/household.ts';

describe('two tabs of one browser in the same room', () => {
  const house = household();

  for (const browser of ['chromium', 'firefox'] as const) {
    it(`are two participants: ${browser}`, async () => {
      const first = await house.caller('Ada', browser);
      const second = await house.caller('Ada again', first.tab);
      const bob = await house.caller('Bob', 'second chromium');

      await Promise.all([first.isWith('Ada again', 'Bob'), second.isWith('Ada', 'Bob'), bob.isWith('Ada', 'Ada again')]);
      expect(first.state.localId).not.to.equal(second.state.localId);
      await Promise.all([bob.seesMoving('Ada'), bob.seesMoving('Ada again'), bob.hears(2)]);
      for (const [tab, other] of [[first, 'Ada again'], [second, 'Ada']] as const) {
        // A browser shows no frames to a tab behind another.
        await tab.page.bringToFront();
        await Promise.all([tab.seesMoving(other), tab.seesMoving('Bob'), tab.hears(2)]);
      }

      await second.page.close();
      await Promise.all([first.isWith('Bob'), bob.isWith('Ada')]);
      await first.page.bringToFront();
      await Promise.all([first.seesMoving('Bob'), bob.seesMoving('Ada')]);
    });
  }
});
