import { expect } from 'chai';
import { household } from './support/household.ts';

describe('the server', () => {
  const house = household();

  it('can die in a call that goes on, and come back for whoever is new', async () => {
    const [ada, bob] = await house.pair('chromium', 'firefox');
    await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);

    await house.killServer();
    await Promise.all([ada.hearsOfServer('reconnecting'), bob.hearsOfServer('reconnecting')]);
    await ada.say('is it gone?');
    await bob.hearsSaid('is it gone?');
    await bob.say('it is');
    await ada.hearsSaid('it is');
    await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada'), ada.hears(1), bob.hears(1)]);

    await house.restartServer();
    await Promise.all([ada.hearsOfServer('connected'), bob.hearsOfServer('connected')]);
    const cyd = await house.caller('Cyd', 'second chromium');
    await Promise.all([ada.isWith('Bob', 'Cyd'), bob.isWith('Ada', 'Cyd'), cyd.isWith('Ada', 'Bob')]);
    await Promise.all([ada.seesMoving('Cyd'), bob.seesMoving('Cyd'), cyd.seesMoving('Ada'), cyd.seesMoving('Bob'), cyd.hears(2)]);

    for (const caller of [ada, bob]) {
      expect(caller.details('rtc-participant-left')).to.deep.equal([]);
      expect(caller.details('rtc-participant-changed').filter(({ changes }) => changes?.connection)).to.deep.equal([]);
    }
  });
});
