import { expect } from 'chai';
import { household } from './support/household.ts';

const both = [
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
] as const;

describe('somebody who', () => {
  const house = household();

  for (const [first, second] of both) {
    it(`leaves is gone at once, and can come back: ${first}`, async () => {
      const [ada, bob] = await house.pair(first, second);
      const before = bob.knows('Ada')?.id;

      await ada.press('Leave');
      expect(await bob.hearsOfLeaving('Ada')).to.equal('left');
      await bob.isWith();
      expect(await bob.namesShown()).to.deep.equal(['Bob (you)']);
      expect(ada.details('rtc-left')).to.deep.equal([{ reason: 'left' }]);
      expect(ada.state).to.deep.include({ phase: 'ended', participants: [] });

      await ada.page.locator('rtc-call >>> ::-p-text(Join again)').click();
      await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
      expect(bob.knows('Ada')?.id).not.to.equal(before);
      await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
    });

    it(`loads the page again leaves, and is somebody new: ${first}`, async () => {
      const [ada, bob] = await house.pair(first, second);
      const before = bob.knows('Ada')?.id;
      await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);

      await ada.page.reload();
      expect(await bob.hearsOfLeaving('Ada')).to.equal('left');
      await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);

      expect(bob.knows('Ada')?.id).not.to.equal(before);
      expect(bob.details('rtc-participant-joined')).to.have.lengthOf(2);
      await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada'), ada.hears(1), bob.hears(1)]);
    });

    it(`closes the tab is gone: ${first}`, async () => {
      const [ada, bob] = await house.pair(first, second);
      await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);

      await ada.page.close();
      // Firefox may end a closed tab's process before its last words are out; then the server's word has to do.
      expect(await bob.hearsOfLeaving('Ada')).to.be.oneOf(first === 'firefox' ? ['left', 'lost'] : ['left']);
      await bob.isWith();
    });
  }
});
