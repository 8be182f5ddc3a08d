import type { BrowserName } from './support/browser-processes.ts';
import { shop } from './support/shop.ts';
import type { SupportPerson } from './support/support-person.ts';
import { lightsScript } from './support/witness-script.ts';

/** Resolves when exactly these are open in somebody's page. */
async function open({ page }: SupportPerson, ...kinds: string[]): Promise<void> {
  await page.waitForFunction((wanted) => lights.open().join() === wanted, {}, kinds.join());
}

describe('the light of a camera in a support call', () => {
  const store = shop();

  const meet = async (one: BrowserName, other: BrowserName) => {
    const head = `<script>${await lightsScript()};</script>${store.house.scriptTag}`;
    const [vera, ada] = await Promise.all([
      store.visitorAt('Vera', one, store.page(store.button({ 'visitor-name': 'Vera' }), 'Cart', head)),
      store.agentAt('Ada', other, store.page(store.desk({ 'agent-name': 'Ada' }), 'Desk', head)),
    ]);
    await ada.signIn(store.keyFile);
    await vera.status('online');
    await vera.pressLauncher();
    await vera.call();
    await ada.queue('Vera');
    return { vera, ada };
  };

  for (const [one, other] of [['chromium', 'firefox'], ['firefox', 'chromium']] as const) {
    it(`is off on both sides, whoever hangs up: ${one}`, async () => {
      const { vera, ada } = await meet(one, other);
      for (const [index, person] of [vera, ada].entries()) {
        await ada.answer('Vera');
        await Promise.all([vera.hears('rtc-answered', index + 1), ada.hears('rtc-answered', index + 1)]);
        await Promise.all([vera, ada].map((each) => open(each, 'audio', 'video')));
        await person.press('Leave');
        await Promise.all([open(vera), open(ada)]);
        if (person === ada) break;
        await vera.press('Skip');
        await vera.call();
        await ada.queue('Vera');
      }
    });

    it(`is off when one no longer wants to wait: ${one}`, async () => {
      const { vera } = await meet(one, other);
      await open(vera, 'audio', 'video');
      await vera.press('Cancel');
      await open(vera);
    });

    it(`is off when the button is taken from the page: ${one}`, async () => {
      const { vera, ada } = await meet(one, other);
      await ada.answer('Vera');
      await open(vera, 'audio', 'video');
      await vera.page.evaluate(() => document.querySelector('rtc-support')?.remove());
      await Promise.all([open(vera), open(ada)]);
    });
  }
});
