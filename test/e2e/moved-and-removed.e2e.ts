import { expect } from 'chai';
import { household } from './support/household.ts';

describe('an element of a call', () => {
  const house = household();

  for (const [first, second] of [['chromium', 'firefox'], ['firefox', 'chromium']] as const) {
    it(`that is moved in the page keeps its call: ${first}`, async () => {
      const url = house.page(`<main>${house.tag({ 'display-name': 'Ada' })}</main><aside></aside>`);
      const ada = await house.callerAt(url, 'Ada', first);
      const bob = await house.caller('Bob', second);
      await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
      await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
      const before = { ada: ada.state.localId, told: bob.events.length };

      await ada.page.evaluate((room) => document.querySelector('aside')?.append(witness.callIn(room)), house.room);
      // Had the move hung up, that would be known before this.
      await ada.say('still here');
      await bob.hearsSaid('still here');
      await bob.say('so am I');
      await ada.hearsSaid('so am I');

      await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada'), ada.hears(1), bob.hears(1)]);
      expect(ada.state.localId).to.equal(before.ada);
      expect(ada.details('rtc-left')).to.deep.equal([]);
      // Who speaks just then is chance.
      const isChance = ({ detail }: (typeof bob.events)[number]) => JSON.stringify(Object.keys(detail.changes ?? {})) === '["speaking"]';
      const told = bob.events.slice(before.told).filter((event) => !isChance(event));
      expect(told.map(({ type }) => type)).to.deep.equal(['rtc-data-received']);
    });

    it(`that is removed hangs up, and put back it calls anew: ${first}`, async () => {
      const [ada, bob] = await house.pair(first, second);
      await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);

      const removed = await ada.page.evaluateHandle((room) => {
        const call = witness.callIn(room);
        call.remove();
        return call;
      }, house.room);
      expect(await bob.hearsOfLeaving('Ada')).to.equal('left');
      await bob.isWith();

      await removed.evaluate((call) => document.body.append(call));
      await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
      await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
    });
  }
});
