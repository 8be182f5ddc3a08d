import { expect } from 'chai';
import { household } from './support/household.ts';

// Nothing can be waited for that never comes: whoever joins last and is met shows that there was time to meet the others.
describe('a room with a key', () => {
  const house = household();

  it('lets in who has the same passphrase, and nobody else', async () => {
    const ada = await house.caller('Ada', 'chromium', { passphrase: 'correct horse' });
    const eve = await house.caller('Eve', 'second chromium', { passphrase: 'correct house' });
    const mallory = await house.caller('Mallory', 'second chromium');
    await Promise.all([ada.isWith(), eve.isWith(), mallory.isWith()]);

    const bob = await house.caller('Bob', 'firefox', { passphrase: 'correct horse' });
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada'), ada.hears(1), bob.hears(1)]);

    for (const stranger of [eve, mallory]) {
      expect(stranger.others).to.deep.equal([]);
      expect(stranger.details('rtc-participant-joined')).to.deep.equal([]);
    }
    expect([...ada.details('rtc-participant-joined'), ...bob.details('rtc-participant-joined')]).to.have.lengthOf(2);
  });

  it('lets in who has the link, and nobody who only has the page', async () => {
    const url = house.page(house.tag({ 'shared-link': true }));
    const ada = await house.callerAt(url, 'Ada', 'chromium');
    const eve = await house.callerAt(url, 'Eve', 'second chromium');
    await Promise.all([ada.isWith(), eve.isWith()]);
    await ada.rename('Ada');
    await eve.rename('Eve');

    const invitation = await ada.invitation();
    expect(new URL(invitation).hash).to.match(/^#rtc=room-\d+\.[\w-]{22}$/);
    expect(invitation).to.equal(ada.page.url());
    const bob = await house.callerAt(invitation, 'Bob', 'firefox');
    await bob.joined();
    await bob.rename('Bob');

    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada'), ada.hears(1), bob.hears(1)]);
    expect(eve.others).to.deep.equal([]);
    expect(eve.details('rtc-participant-joined')).to.deep.equal([]);
  });
});
