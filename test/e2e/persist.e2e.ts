import { expect } from 'chai';
import type { Attributes } from './support/household.ts';
import { household } from './support/household.ts';
import type { Caller } from './support/caller.ts';
import type { BrowserName } from './support/browser-processes.ts';
import { patience } from './support/tab.ts';

/** Milliseconds: twice what was measured. */
const longestMedian = { chromium: 1100, firefox: 4000 } as const;

/** Says what it hears to the pages that come after, whatever becomes of its own words on the way out. */
const diary = `<script>
  addEventListener('rtc-data-received', ({ data }) => localStorage.setItem('heard', [localStorage.getItem('heard'), data].filter(Boolean).join()));
</script>`;
/** Firefox is told to open devices without asking, and says all the same that it would ask. */
const granted = `<script>
  navigator.permissions.query = () => Promise.resolve({ state: 'granted' });
</script>`;

describe('a call that persists', () => {
  const house = household();

  /** Pages of one site, with the same call in each. */
  const pages = (count: number, attributes: Attributes = {}) =>
    Array.from({ length: count }, () => house.page(house.tag({ 'display-name': 'Ada', persist: true, ...attributes }), house.scriptTag + diary + granted));

  /** Somebody on the first of these pages, in a call with Bob. */
  async function pair(browser: BrowserName, urls: readonly string[]): Promise<[Caller, Caller]> {
    const ada = await house.callerAt(urls[0] ?? '', 'Ada', browser);
    await ada.isWith();
    const bob = await house.caller('Bob', 'second chromium');
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
    return [ada, bob];
  }

  /** Resolves when whoever was in so many pages is in the call in the last of them. */
  const arrives = (ada: Caller, page: number) =>
    ada.tab.until(`page ${page} to join`, () => ada.details('rtc-joined').length === page && ada.others.includes('Bob'));

  const said = (caller: Caller) => caller.details('rtc-data-received').map(({ data }) => data);

  for (const browser of ['chromium', 'firefox'] as const) {
    it(`follows its visitor over five pages: ${browser}`, async () => {
      const urls = pages(6);
      const [ada, bob] = await pair(browser, urls);
      const { id, joinedAt } = bob.knows('Ada') ?? {};
      await bob.page.evaluate((room) => witness.noteFrames(room, 'Ada'), house.room);
      const gaps: number[] = [];
      for (const [index, url] of urls.slice(1).entries()) {
        await bob.page.evaluate(() => witness.longestGap());
        await bob.say(`before ${index}`);
        await ada.page.evaluate((next) => {
          void witness.callIn('').send('words', `last of ${location.pathname}`);
          location.href = next;
        }, url);
        await bob.tab.until('Ada to move', () => bob.knows('Ada')?.moving);
        await bob.say(`meanwhile ${index}`);
        await arrives(ada, index + 2);
        await bob.seesMoving('Ada');
        gaps.push(await bob.page.evaluate(() => witness.longestGap()));
        expect(bob.knows('Ada')).to.include({ id, connection: 'live', moving: false });
        expect(ada.state.localId).to.equal(id);
      }
      await ada.seesMoving('Bob');
      await ada.hearsSaid('meanwhile 4');
      await bob.tab.until('everything said', () => said(bob).length >= 5);
      const heard = await ada.page.evaluate(() => localStorage.getItem('heard'));
      expect(heard?.split(',')).to.deep.equal([0, 1, 2, 3, 4].flatMap((index) => [`before ${index}`, `meanwhile ${index}`]));
      expect(said(bob)).to.deep.equal(urls.slice(0, 5).map((url) => `last of ${new URL(url).pathname}`));
      expect(bob.details('rtc-participant-joined')).to.have.length(1);
      expect(bob.details('rtc-participant-left')).to.deep.equal([]);
      expect(bob.knows('Ada')?.joinedAt).to.be.closeTo(joinedAt ?? 0, 1000);
      expect(ada.details('rtc-left')).to.deep.equal([]);
      const median = gaps.sort((a, b) => a - b)[2] ?? Number.NaN;
      console.info(`        without a picture of somebody who changes pages in ${browser}: ${gaps.join(', ')} ms`);
      expect(median).to.be.lessThan(longestMedian[browser]);
    });

    it(`has devices off that were off, and says what is going on: ${browser}`, async () => {
      const [first, second] = pages(2);
      const [ada, bob] = await pair(browser, [first ?? '']);
      await ada.press('Camera');
      await ada.setMicrophone(false);
      await bob.sees('Ada', { camera: 'off', microphone: 'off' });
      const words = bob.page.evaluate((time) => witness.reads('Changing page…', time), patience);
      await ada.page.evaluate((next) => (location.href = next), second ?? '');
      await words;
      await arrives(ada, 2);
      await bob.sees('Ada', { connection: 'live', moving: false });
      await ada.page.evaluate(() => witness.callIn('').updateComplete);
      expect(bob.knows('Ada')).to.include({ camera: 'off', microphone: 'off' });
      expect(ada.details('rtc-camera-changed').map((detail) => (detail as { on?: boolean }).on)).to.deep.equal([true, false]);
      await ada.press('Camera');
      await bob.seesMoving('Ada');
    });
  }

  it('makes somebody else of a tab that was duplicated', async () => {
    const [url = ''] = pages(1);
    const [ada, bob] = await pair('chromium', [url]);
    const id = ada.state.localId;
    // A window that a page opens begins with a copy of its storage, as a duplicated tab does.
    await Promise.all([new Promise((resolve) => ada.page.once('popup', resolve)), ada.page.evaluate((address) => void window.open(address), url)]);
    await bob.tab.until('two of that name', () => bob.others.length === 2);
    const ids = bob.state.participants.filter(({ name }) => name === 'Ada').map((participant) => participant.id);
    expect(ids).to.include(id).and.to.have.length(2);
    expect(new Set(ids).size).to.equal(2);
    expect(bob.details('rtc-participant-left')).to.deep.equal([]);
  });

  it('makes somebody else of a window that has a copy of what nobody read yet', async () => {
    const [url = ''] = pages(1);
    const [ada, bob] = await pair('chromium', [url]);
    const id = ada.state.localId;
    await ada.page.goto(house.page('<h1>No call here</h1>', ''));
    await Promise.all([
      new Promise((resolve) => ada.page.once('popup', resolve)),
      ada.page.evaluate((address) => {
        window.open(address);
        location.href = address;
      }, url),
    ]);
    const adas = () => bob.state.participants.filter(({ name, connection }) => name === 'Ada' && connection === 'live').map((participant) => participant.id);
    await bob.tab.until('two of that name', () => adas().length === 2);
    await arrives(ada, ada.details('rtc-joined').length);
    expect(adas()).to.include(id);
    expect(new Set(adas()).size).to.equal(2);
    expect(bob.details('rtc-participant-joined')).to.have.length(2);
    expect(bob.details('rtc-participant-left')).to.deep.equal([]);
  });

  it('counts whoever closes the tab, or goes where there is no such call, as lost after a while', async () => {
    const [url = ''] = pages(1);
    const elsewhere = house.page('<h1>No call here</h1>', '');
    const [ada, bob] = await pair('chromium', [url]);
    const named = (name: string) => house.page(house.tag({ 'display-name': name, persist: true }), house.scriptTag + granted);
    const [carol, dora] = await Promise.all([house.callerAt(named('Carol'), 'Carol', 'firefox'), house.callerAt(named('Dora'), 'Dora', 'chromium')]);
    await Promise.all([ada, bob, carol, dora].map((one) => one.isWith(...['Ada', 'Bob', 'Carol', 'Dora'].filter((name) => name !== one.name))));
    await Promise.all([carol.seesMoving('Bob'), dora.seesMoving('Bob')]);
    await Promise.all([ada.page.goto(elsewhere), carol.page.close(), dora.page.close()]);
    await bob.sees('Ada', { moving: true });
    const reasons = await Promise.all(['Ada', 'Carol', 'Dora'].map((name) => bob.hearsOfLeaving(name)));
    expect(reasons).to.deep.equal(['lost', 'lost', 'lost']);
    await bob.isWith();
  });
});
