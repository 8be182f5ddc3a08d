import { expect } from 'chai';
import { Caller } from './support/caller.ts';
import { household } from './support/household.ts';

describe('two calls in one page', () => {
  const house = household();

  it('know nothing of each other', async () => {
    const there = `${house.room}-there`;
    const url = house.page(house.tag({ 'display-name': 'Ada' }) + house.tag({ 'display-name': 'Ada there', room: there }));
    const adaHere = await house.callerAt(url, 'Ada', 'chromium');
    const adaThere = new Caller('Ada there', there, adaHere.tab);
    const bob = await house.caller('Bob', 'second chromium');
    house.room = there;
    const cyd = await house.caller('Cyd', 'third chromium');

    await Promise.all([adaHere.isWith('Bob'), bob.isWith('Ada'), adaThere.isWith('Cyd'), cyd.isWith('Ada there')]);
    expect(adaHere.state.localId).not.to.equal(adaThere.state.localId);
    expect(await adaHere.namesShown()).to.deep.equal(['Ada (you)', 'Bob']);
    expect(await adaThere.namesShown()).to.deep.equal(['Ada there (you)', 'Cyd']);
    await Promise.all([adaHere.seesMoving('Bob'), adaThere.seesMoving('Cyd'), adaHere.hears(2)]);
    await Promise.all([bob.seesMoving('Ada'), cyd.seesMoving('Ada there')]);

    // What is done in one is not done in the other; and what is said afterwards in the other shows that it had time to.
    await adaHere.setMicrophone(false);
    await bob.sees('Ada', { microphone: 'off', camera: 'on' });
    await adaThere.say('over there');
    await cyd.hearsSaid('over there');
    await cyd.sees('Ada there', { microphone: 'on', camera: 'on' });
    expect(bob.details('rtc-data-received')).to.deep.equal([]);

    await adaHere.leave();
    expect(await bob.hearsOfLeaving('Ada')).to.equal('left');
    await Promise.all([adaThere.seesMoving('Cyd'), cyd.seesMoving('Ada there'), adaThere.hears(1), cyd.hears(1)]);
    expect(adaThere.state.phase).to.equal('live');
    expect(cyd.details('rtc-participant-left')).to.deep.equal([]);
  });
});
