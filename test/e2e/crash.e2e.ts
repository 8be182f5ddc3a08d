import { expect } from 'chai';
import { crash } from './support/crash.ts';
import { endBrowser } from './support/browser-processes.ts';
import { household } from './support/household.ts';

const both = [
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
] as const;

describe('somebody whose page crashes', () => {
  const house = household();

  for (const [first, second] of both) {
    it(`falls silent, then is lost: ${first}`, async () => {
      const [ada, bob] = await house.pair(first, second);
      const cyd = await house.caller('Cyd', 'second chromium');
      await Promise.all([ada.isWith('Bob', 'Cyd'), bob.isWith('Ada', 'Cyd'), cyd.isWith('Ada', 'Bob')]);

      await crash(ada.page);
      await Promise.all([bob, cyd].map((other) => other.sees('Ada', { connection: 'reconnecting' })));
      await bob.tileLooks('Ada', { reconnecting: true });

      const reasons = await Promise.all([bob, cyd].map((other) => other.hearsOfLeaving('Ada')));
      expect(reasons).to.deep.equal(['lost', 'lost']);
      await Promise.all([bob.isWith('Cyd'), cyd.isWith('Bob')]);
      await Promise.all([bob.seesMoving('Cyd'), cyd.seesMoving('Bob')]);
    });

    after(() => endBrowser(first));
  }
});
