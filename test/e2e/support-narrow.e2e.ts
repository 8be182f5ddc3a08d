import { expect } from 'chai';
import { shop } from './support/shop.ts';

/** A phone, and a window beside others. */
const phone = { width: 320, height: 640 } as const;
const wide = { width: 1440, height: 900 } as const;

describe('in little room', () => {
  const store = shop();

  for (const [who, one, other] of [
    ['the visitor', phone, wide],
    ['the agent', wide, phone],
  ] as const) {
    it(`${who} has the whole call`, async () => {
      const fill = '<style>body { margin: 0 } h1, p { display: none } rtc-desk { height: 100vh }</style>';
      const ada = await store.agent('Ada', 'firefox', {}, fill);
      const vera = await store.visitor('Vera', 'chromium', { 'visitor-name': 'Vera' });
      await Promise.all([vera.page.setViewport(one), ada.page.setViewport(other)]);
      await vera.status('online');
      await vera.pressLauncher();
      await vera.call();
      await ada.queue('Vera');
      await ada.answer('Vera');
      await Promise.all([vera.hears('rtc-answered'), ada.hears('rtc-answered')]);
      await Promise.all([vera.seesMoving('Ada'), ada.seesMoving('Vera'), vera.hearsVoices(1), ada.hearsVoices(1)]);
      await ada.press('Leave');
      await vera.rate(4);
      expect((await ada.hears('rtc-rated')).stars).to.equal(4);
    });
  }
});
