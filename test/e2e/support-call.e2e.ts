import { expect } from 'chai';
import { shop } from './support/shop.ts';

const both = [
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
] as const;

/** Milliseconds in which a visitor's page knows who came, and who went: a page that reloads is given one second. */
const prompt = { arrival: 2000, departure: 4000 } as const;

describe('a support call', () => {
  const store = shop();

  for (const [one, other] of both) {
    it(`from the button to the stars, and once more: visitor in ${one}, agent in ${other}`, async () => {
      const server = `${store.house.server.origin}/peer`;
      const attributes = { server, prechat: 'name! topic', context: '{"basket":3}' };
      const [vera, ada] = await Promise.all([store.visitor('Vera', one, attributes), store.agentAtDoor('Ada', other, { server })]);
      expect(vera.statuses).to.deep.equal([]);

      await ada.signIn(store.keyFile);
      const since = performance.now();
      await vera.status('online');
      expect(performance.now() - since).to.be.below(prompt.arrival);

      await vera.pressLauncher();
      await vera.call();
      await vera.press('Call');
      await vera.reads('Please fill this in.');
      await vera.fill('Your name', 'Vera');
      await vera.fill('Topic (optional)', 'Billing');
      await vera.press('Call');

      await ada.hears('rtc-visitor-waiting');
      await Promise.all([ada.isTitled('(1) Desk'), ada.queue('Vera')]);
      const [details = ''] = await ada.partTexts('details');
      expect(details).to.contain('Billing').and.contain(new URL(vera.page.url()).href).and.contain('Cart');
      expect(await ada.partTexts('context')).to.deep.equal(['basket3']);
      await vera.reads('Calling Acme…');
      expect([vera.details('rtc-answered'), ada.details('rtc-answered')]).to.deep.equal([[], []]);

      await ada.answer('Vera');
      const [answered] = await Promise.all([vera.hears('rtc-answered'), ada.hears('rtc-answered')]);
      expect(answered.agent?.name).to.equal('Ada');
      await Promise.all([vera.seesMoving('Ada'), ada.seesMoving('Vera'), vera.hearsVoices(1), ada.hearsVoices(1), ada.isTitled('Desk')]);

      await vera.press('Microphone');
      await ada.seesMuted('Vera', true);
      await vera.press('Microphone');
      await ada.seesMuted('Vera', false);

      await vera.press('Leave');
      await Promise.all([vera.hears('rtc-ended'), ada.hears('rtc-ended')]);
      expect([vera.details('rtc-ended')[0]?.reason, ada.details('rtc-ended')[0]?.reason]).to.deep.equal(['left', 'ended']);
      await vera.rate(4, 'Quick');
      const rated = await ada.hears('rtc-rated');
      expect(rated).to.deep.include({ stars: 4, comment: 'Quick' }).and.nested.include({ 'visitor.request.name': 'Vera' });
      await ada.reads('4 of 5 stars');
      await vera.reads('Thank you');

      // Whoever has said who they are is not asked again.
      await vera.press('Back');
      await vera.call();
      await ada.queue('Vera');
      await ada.answer('Vera');
      await Promise.all([vera.hears('rtc-answered', 2), ada.hears('rtc-answered', 2)]);
      await Promise.all([vera.seesMoving('Ada'), ada.seesMoving('Vera'), vera.hearsVoices(1), ada.hearsVoices(1)]);
      await ada.press('Leave');
      await Promise.all([vera.hears('rtc-ended', 2), ada.hears('rtc-ended', 2)]);
      expect([vera.details('rtc-ended')[1]?.reason, ada.details('rtc-ended')[1]?.reason]).to.deep.equal(['ended', 'left']);
      await vera.press('Skip');
      await vera.reads('How can we help?');

      await vera.status('online');
      const left = performance.now();
      await ada.page.close();
      await vera.status('offline');
      expect(performance.now() - left).to.be.below(prompt.departure);

      const call = ['rtc-before-call', 'rtc-queue-changed', 'rtc-answered', 'rtc-ended'];
      expect(vera.story).to.deep.equal(['rtc-opened', ...call, 'rtc-rated', ...call]);
      expect(vera.statuses).to.deep.equal(['online', 'busy', 'online', 'busy', 'online', 'offline']);
      const answer = ['rtc-visitor-waiting', 'rtc-answered', 'rtc-ended'];
      expect(ada.events.map(({ type }) => type)).to.deep.equal([...answer, 'rtc-rated', ...answer]);
      expect([...vera.leaks, ...ada.leaks]).to.deep.equal([]);
    });

    it(`shows who is there before anybody has come near the button: ${one}`, async () => {
      const vera = await store.visitor('Vera', one);
      const ada = await store.agent('Ada', other);
      await vera.status('online');
      await ada.press('Take calls');
      await vera.status('offline');
      await ada.press('Take calls');
      await vera.status('online');
      await ada.press('Sign out');
      await vera.status('offline');
      await ada.signIn(store.keyFile);
      await vera.status('online');

      const left = performance.now();
      await ada.page.close();
      await vera.status('offline');
      expect(performance.now() - left).to.be.below(prompt.departure);
    });
  }
});
