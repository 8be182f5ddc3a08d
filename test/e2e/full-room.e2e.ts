import { household } from './support/household.ts';

describe('a room that is full', () => {
  const house = household();

  it('turns away who comes next, and nobody else', async () => {
    const ada = await house.caller('Ada', 'chromium', { 'max-participants': '2' });
    const bob = await house.caller('Bob', 'second chromium');
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);

    // Of two who come within a second, the id decides, and Firefox has the smaller ones.
    const cyd = await house.caller('Cyd', 'firefox');
    await cyd.tab.until('Cyd to be turned away', () => cyd.details('rtc-error').some(({ error }) => error?.code === 'room-full'));

    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada'), ada.hears(1), bob.hears(1)]);
  });
});
