import { expect } from 'chai';
import { Inbox } from './support/inbox.ts';
import { shop } from './support/shop.ts';
import type { VisitorPage } from './support/visitor-page.ts';

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

describe('a support button where nobody is', () => {
  const store = shop();
  const inbox = new Inbox();

  beforeEach('empty the inbox', async () => {
    inbox.letters.length = 0;
    await inbox.open();
    store.house.know(inbox.origin);
  });
  afterEach('close the inbox', () => inbox.close());

  async function writes(vera: VisitorPage): Promise<void> {
    await vera.pressLauncher();
    await vera.reads('Leave a message, and we’ll get back to you.');
    await vera.fill('Your name (optional)', 'Vera');
    await vera.fill('Email', 'vera@shop.example');
    await vera.fill('Message', 'Where is it?');
    await vera.press('Send message');
  }

  for (const [one, other] of [
    ['chromium', 'firefox'],
    ['firefox', 'chromium'],
  ] as const) {
    it(`says when it opens again, whoever is there: ${one}`, async () => {
      const soon = days[(new Date().getUTCDay() + 3) % 7]!;
      const vera = await store.visitor('Vera', one, { hours: `${soon} 10:00-11:00 UTC` });
      await vera.status('closed');
      await store.agent('Ada', other);
      await vera.pressLauncher();
      await vera.reads('We’re closed right now');
      await vera.reads('We’re here again ');
      const text = await vera.page.evaluate(() => witness.shown());
      const day = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(Date.now() + 3 * 86_400_000);
      expect(text).to.match(new RegExp(`We’re here again ${day},? (?:at )?10:00`)).and.not.contain('Talk to a person');
      expect(vera.statuses).to.deep.equal(['closed']);
    });

    it(`takes a message, and delivers it: ${one}`, async () => {
      const vera = await store.visitor('Vera', one, { 'offline-url': inbox.url, topic: 'Delivery' });
      await vera.pressLauncher();
      await vera.reads('Nobody is here right now');
      await vera.press('Send message');
      await vera.reads('Please fill this in.');
      await vera.page.keyboard.press('Escape');

      await writes(vera);
      await vera.reads('Your message is on its way');
      const { form } = await vera.hears('rtc-offline-sent');
      const written = { topic: 'Delivery', name: 'Vera', email: 'vera@shop.example', message: 'Where is it?', page: vera.page.url(), title: 'Cart' };
      expect(form).to.deep.equal(written);
      expect(inbox.letters).to.have.lengthOf(1);
      expect(inbox.letters[0]).to.deep.include(written).and.have.all.keys(...Object.keys(written), 'id', 'sentAt');
      expect(vera.story).to.deep.equal(['rtc-opened', 'rtc-closed', 'rtc-opened', 'rtc-offline-sent']);
    });

    it(`keeps a message that cannot be delivered, and delivers it once on the next page: ${one}`, async () => {
      const vera = await store.visitor('Vera', one, { 'offline-url': inbox.url });
      await inbox.close();
      await writes(vera);
      await vera.reads('Your message is saved');
      expect(vera.details('rtc-offline-sent')).to.deep.equal([]);

      await vera.page.reload();
      await vera.reads(', Offline');
      await inbox.open();
      const { form } = await vera.hears('rtc-offline-sent');
      expect(form).to.deep.include({ message: 'Where is it?' });
      await vera.page.reload();
      // There is nothing left that would bring the panel's code.
      await vera.reads(', Offline');
      expect(await vera.page.evaluate(() => localStorage.length)).to.equal(0);
      expect(inbox.letters).to.have.lengthOf(1);
    });

    it(`notices that somebody comes while the panel is open, and calls: ${one}`, async () => {
      const vera = await store.visitor('Vera', one, { 'visitor-name': 'Vera', 'offline-url': inbox.url });
      await vera.pressLauncher();
      await vera.reads('Nobody is here right now');
      const ada = await store.agent('Ada', other);
      await vera.status('online');
      await vera.call();
      await ada.queue('Vera');
      await ada.answer('Vera');
      await Promise.all([vera.hears('rtc-answered'), ada.hears('rtc-answered')]);
    });
  }
});
