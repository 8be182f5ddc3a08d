import { expect } from 'chai';
import type { Caller } from './support/caller.ts';
import { household } from './support/household.ts';

/** Milliseconds from going back until others see a picture. */
const longest = 4000;

/** Firefox is told to open devices without asking, and says all the same that it would ask. */
const granted = `<script>
  navigator.permissions.query = () => Promise.resolve({ state: 'granted' });
</script>`;
/** What a page keeps as long as it is the same; of the console Chromium tells all once more when a page comes back. */
const notes = `<script>
  const { dataset } = document.documentElement;
  addEventListener('pageshow', ({ persisted }) => (dataset.cameBack = persisted));
  addEventListener('rtc-joined', () => (dataset.joined = Number(dataset.joined ?? 0) + 1));
</script>`;

describe('going back to a page with a call', () => {
  const house = household();

  const pageOf = (persist: boolean) => house.page(house.tag({ 'display-name': 'Ada', persist }), house.scriptTag + granted + notes);
  const goElsewhere = (ada: Caller) => ada.page.goto(house.page('<h1>No call here</h1>', ''));

  /** Resolves, when Bob sees Ada again, with how long that took, and whether the page was as it was left: in the browser's back/forward cache. */
  async function goBack(ada: Caller, bob: Caller): Promise<{ time: number; kept: boolean }> {
    const start = performance.now();
    await ada.page.goBack();
    await bob.tab.until('Ada', () => bob.knows('Ada')?.connection === 'live');
    await bob.seesFrame('Ada');
    const time = Math.round(performance.now() - start);
    await ada.isWith('Bob');
    const kept = (await ada.page.evaluate(() => document.documentElement.dataset['cameBack'])) === 'true';
    return { time, kept };
  }

  for (const persist of [true, false]) {
    const manner = persist ? ', with persist' : '';

    for (const browser of ['chromium', 'firefox'] as const) {
      it(`is in the call with others again${manner}: ${browser}`, async () => {
        const ada = await house.callerAt(pageOf(persist), 'Ada', browser);
        await ada.isWith();
        const bob = await house.caller('Bob', 'second chromium');
        await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
        await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
        await ada.setMicrophone(false);
        await bob.sees('Ada', { microphone: 'off', camera: 'on' });
        const id = bob.knows('Ada')?.id;

        await goElsewhere(ada);
        if (persist) await bob.sees('Ada', { moving: true });
        else expect(await bob.hearsOfLeaving('Ada')).to.equal('left');
        const { time, kept } = await goBack(ada, bob);
        console.info(`        from going back to a picture in ${browser}${manner}: ${time} ms, ${kept ? 'as it was left' : 'loaded anew'}`);

        expect(time).to.be.lessThan(longest);
        // A page that is loaded anew begins as it says.
        await bob.sees('Ada', { moving: false, camera: 'on', microphone: persist || kept ? 'off' : 'on' });
        await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
        expect(bob.details('rtc-participant-joined')).to.have.length(persist ? 1 : 2);
        expect(bob.details('rtc-participant-left').map(({ reason }) => reason)).to.deep.equal(persist ? [] : ['left']);
        expect(bob.knows('Ada')?.id === id).to.equal(persist);
      });
    }

    // With a connection that stands no browser keeps a page; Firefox, with a camera that is on, neither.
    it(`finds the page as it was left, and the call goes on${manner}: chromium`, async () => {
      const ada = await house.callerAt(pageOf(persist), 'Ada', 'chromium');
      await ada.isWith();
      await ada.tab.until('her devices', () => ada.knows('Ada')?.camera === 'on' && ada.knows('Ada')?.microphone === 'on');
      await ada.setMicrophone(false);
      const id = ada.state.localId;
      await goElsewhere(ada);
      await ada.page.goBack();
      // Once more, now as somebody who goes on with what another page began.
      await ada.page.waitForSelector('html[data-joined="2"] rtc-call:state(live)');
      await goElsewhere(ada);

      const bob = await house.caller('Bob', 'second chromium');
      await bob.isWith();
      const { time, kept } = await goBack(ada, bob);
      expect(kept).to.equal(true);
      expect(time).to.be.lessThan(longest);
      await bob.sees('Ada', { microphone: 'off', camera: 'on' });
      await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
      expect(await ada.page.evaluate(() => document.documentElement.dataset['joined'])).to.equal('3');
      expect(bob.details('rtc-participant-joined')).to.have.length(1);
      expect(bob.details('rtc-participant-left')).to.deep.equal([]);
      expect(ada.state.localId === id).to.equal(persist);
    });
  }
});
