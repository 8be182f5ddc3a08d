import { expect } from 'chai';
import { shop } from './support/shop.ts';
import type { SupportPerson } from './support/support-person.ts';
import { patience } from './support/tab.ts';

const both = [
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
] as const;

/** Writes down that the page has asked for a device. */
const watched = `<script>
  const real = navigator.mediaDevices.getUserMedia;
  navigator.mediaDevices.getUserMedia = function (wanted) {
    document.documentElement.dataset.asked = JSON.stringify(wanted);
    return real.call(this, wanted);
  };
</script>`;

describe('a support call in writing', () => {
  const store = shop();

  async function write(person: SupportPerson, text: string): Promise<void> {
    await person.page.evaluate(async (time) => (await witness.part('field', time)).focus(), patience);
    await person.page.keyboard.type(text);
    await person.page.keyboard.press('Enter');
  }

  /** Resolves when exactly these are the messages. */
  async function readsAll(person: SupportPerson, ...texts: readonly string[]): Promise<void> {
    await person.page.waitForFunction((wanted) => witness.partTexts('text').join() === wanted, { polling: 'raf' }, texts.join());
  }

  for (const [one, other] of both) {
    it(`brings what both write, and opens no device: visitor in ${one}, agent in ${other}`, async () => {
      const url = store.page(store.button({ mode: 'chat', 'visitor-name': 'Vera' }), 'Cart', watched + store.house.scriptTag);
      const [vera, ada] = await Promise.all([store.visitorAt('Vera', one, url), store.agent('Ada', other)]);
      await vera.status('online');
      await vera.pressLauncher();
      await vera.reads('You write to each other.');
      await vera.call();
      await ada.queue('Vera');
      await ada.answer('Vera');
      await Promise.all([vera.hears('rtc-answered'), ada.hears('rtc-answered')]);
      await write(vera, 'Where is my parcel?');
      await readsAll(ada, 'Where is my parcel?');
      await write(ada, 'It comes tomorrow.');
      await readsAll(vera, 'Where is my parcel?', 'It comes tomorrow.');
      expect(await vera.page.evaluate(() => document.documentElement.dataset['asked'])).to.equal(undefined);
      // Nobody can come back to this call.
      expect(await vera.page.evaluate(() => localStorage.getItem('rtc-elements.kept.chat'))).to.equal(null);
      await vera.press('Leave');
      await Promise.all([vera.hears('rtc-ended'), ada.hears('rtc-ended')]);
      await vera.rate(5, 'Quick');
    });
  }

  it('has room for writing in a call with pictures, too', async () => {
    const [vera, ada] = await Promise.all([store.visitor('Vera', 'chromium', { 'visitor-name': 'Vera' }), store.agent('Ada', 'second chromium')]);
    await vera.status('online');
    await vera.pressLauncher();
    await vera.call();
    await ada.queue('Vera');
    await ada.answer('Vera');
    await Promise.all([vera.seesMoving('Ada'), ada.seesMoving('Vera')]);
    await vera.press('Chat');
    await write(vera, 'My number is 4711');
    await ada.press('Chat, 1 unread');
    await readsAll(ada, 'My number is 4711');
  });
});
