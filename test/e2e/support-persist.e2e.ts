import { expect } from 'chai';
import { patience } from './support/tab.ts';
import { shop } from './support/shop.ts';
import type { VisitorPage } from './support/visitor-page.ts';

/** Firefox is told to open devices without asking, and says all the same that it would ask. */
const granted = `<script>
  navigator.permissions.query = () => Promise.resolve({ state: 'granted' });
</script>`;

describe('a support call that persists', () => {
  const store = shop();

  /** Pages of one shop, with the same button in each. */
  const pages = (count: number) => Array.from({ length: count }, () => store.page(store.button({ persist: true, prechat: 'name' }), 'Cart', store.house.scriptTag + granted));

  const goOn = ({ page }: VisitorPage, url = '') => page.evaluate((next) => void (location.href = next), url);

  async function ring(vera: VisitorPage): Promise<void> {
    await vera.pressLauncher();
    await vera.call();
    await vera.fill('Your name (optional)', 'Vera');
    await vera.press('Call');
  }

  for (const [one, other] of [['chromium', 'firefox'], ['firefox', 'chromium']] as const) {
    it(`goes on with the same agent from page to page: visitor in ${one}`, async () => {
      const [first = '', ...more] = pages(3);
      const ada = await store.agent('Ada', other);
      const vera = await store.visitorAt('Vera', one, first);
      await ring(vera);
      await ada.queue('Vera');
      await ada.answer('Vera');
      await Promise.all([vera.seesMoving('Ada'), ada.seesMoving('Vera')]);
      for (const [index, url] of more.entries()) {
        const words = ada.page.evaluate((time) => witness.shows('Changing page…', time), patience);
        await goOn(vera, url);
        await Promise.all([words, vera.hears('rtc-answered', index + 2)]);
        await Promise.all([vera.seesMoving('Ada'), ada.seesMoving('Vera')]);
        expect(vera.details('rtc-answered').map(({ agent }) => agent?.name)).to.deep.equal(Array<string>(index + 2).fill('Ada'));
      }
      expect([vera.details('rtc-ended'), ada.details('rtc-ended'), ada.details('rtc-visitor-left')]).to.deep.equal([[], [], []]);
      expect(ada.details('rtc-answered')).to.have.length(1);
      await vera.press('Leave');
      await Promise.all([vera.hears('rtc-ended'), ada.hears('rtc-ended')]);
      expect(vera.details('rtc-ended')[0]?.reason).to.equal('left');
      await vera.rate(5, 'On every page');
      expect(await ada.hears('rtc-rated')).to.deep.include({ stars: 5 }).and.nested.include({ 'visitor.request.name': 'Vera' });
    });
  }

  it('rings on, on the next page', async () => {
    const [first = '', second] = pages(2);
    const ada = await store.agent('Ada', 'second chromium');
    const vera = await store.visitorAt('Vera', 'chromium', first);
    await ring(vera);
    await ada.queue('Vera');
    await goOn(vera, second);
    await vera.hears('rtc-opened', 2);
    await vera.reads('Calling Acme…');
    await ada.queue('Vera');
    await ada.answer('Vera');
    await Promise.all([vera.seesMoving('Ada'), ada.seesMoving('Vera')]);
  });
});
