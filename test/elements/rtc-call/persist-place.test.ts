import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, newRoom, pageCall } from '../../support/page-calls.ts';
import { comeBack, leavePage, persistingPages, stored } from '../../support/persisting-page.ts';

describe('<rtc-call persist>, of several calls', () => {
  const pages = persistingPages();
  const { joined, nextPage } = pages;

  afterEach(everyCallIsAccessible);

  for (const [what, ids] of [['of one room, without ids', [{}, {}]], ['of one room, with ids', [{ id: 'one' }, { id: 'other' }]]] as const) {
    it(`goes on with each as who it is: two ${what}`, async () => {
      const [first, second] = [await joined({ ...pages.settings, ...ids[0] }), await joined({ ...pages.settings, ...ids[1] })];
      const before = [first, second].map(({ element }) => element.localId);
      leavePage();
      for (const { element } of [first, second]) element.remove();
      expect(stored()).to.have.length(2);
      const next = await Promise.all(ids.map((id) => pageCall({ ...pages.settings, ...id })));
      await Promise.all(next.map((call) => call.phase('live')));
      expect(next.map(({ element }) => element.localId)).to.deep.equal(before);
      expect(new Set(before).size).to.equal(2);
    });
  }

  it('tells two of one room apart by where they stand, and not by who was first', async () => {
    const first = await joined();
    const second = await joined();
    const place = second.element.parentElement!;
    first.element.parentElement!.before(place);
    const { localId } = second.element;
    await first.element.leave();
    leavePage();
    for (const { element } of [first, second]) element.remove();
    const [next, other] = [await pageCall(pages.settings), await pageCall(pages.settings)];
    await Promise.all([next.phase('live'), other.phase('prejoin')]);
    expect(next.element.localId).to.equal(localId);
  });

  it('goes on in the room to which it was changed', async () => {
    const call = await joined();
    const room = newRoom();
    const sealed = pages.sealedAnew();
    call.element.room = room;
    await call.until('the other room', () => call.all('rtc-joined').length === 2);
    await sealed;
    const { localId } = call.element;
    const next = await nextPage(call, { ...pages.settings, room });
    await next.phase('live');
    expect(next.element.localId).to.equal(localId);
  });

  it('leaves nothing of the room before on the way to another', async () => {
    const call = await joined();
    call.element.room = newRoom();
    leavePage();
    expect(stored()).to.be.empty;
    expect(call.all('rtc-left').map(({ reason }) => reason)).to.deep.equal(['left']);
    comeBack();
    await call.until('the other room', () => call.all('rtc-joined').length === 2);
  });
});
