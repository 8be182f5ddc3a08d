import { expect } from 'chai';
import type { KeyInput } from 'puppeteer';
import type { AgentPage } from './support/agent-page.ts';
import type { BrowserName } from './support/browser-processes.ts';
import { Keyboard } from './support/keyboard.ts';
import { shop } from './support/shop.ts';
import type { SupportPerson } from './support/support-person.ts';
import type { VisitorPage } from './support/visitor-page.ts';

/** Notes at every frame whether the focus was nowhere while the panel was open. */
const note = `<script>
  lost = [];
  const look = () => {
    const isOpen = document.querySelector('rtc-support')?.matches(':state(open)');
    if (isOpen && document.activeElement === document.body) lost.push(Math.round(performance.now()));
    requestAnimationFrame(look);
  };
  look();
</script>`;

describe('without a mouse', () => {
  const store = shop();

  async function use(person: SupportPerson, what: string): Promise<void> {
    await new Keyboard(person.page).use(what);
  }

  /** The bar of controls is one stop; its last control leaves. */
  async function leave(person: SupportPerson): Promise<void> {
    const keys = new Keyboard(person.page);
    await keys.goTo('button Microphone');
    await keys.hasToolbar();
    await keys.press('End');
    expect(await keys.focused()).to.equal('button Leave');
    await keys.press('Enter');
  }

  /** Somebody who comes to the desk's page, opens the key file, and goes on at once. */
  async function agent(browser: BrowserName, key: KeyInput): Promise<AgentPage> {
    const ada = await store.agentAtDoor('Ada', browser);
    await ada.signInByKey(store.keyFile, key);
    expect(await ada.focused()).to.equal('h3 Waiting: 0');
    return ada;
  }

  async function talk(vera: VisitorPage, ada: AgentPage, count: number): Promise<void> {
    await Promise.all([vera.hears('rtc-answered', count), ada.hears('rtc-answered', count)]);
    await Promise.all([vera.hearsVoices(1), ada.hearsVoices(1)]);
  }

  for (const [one, other] of [
    ['chromium', 'firefox'],
    ['firefox', 'chromium'],
  ] as const) {
    it(`somebody calls, talks and rates, and somebody answers: visitor in ${one}, agent in ${other}`, async () => {
      const ada = await agent(other, 'Enter');
      const vera = await store.visitorAt('Vera', one, store.page(note + store.button({ prechat: 'name! topic' })));
      await vera.status('online');

      await use(vera, 'button Talk to us, Online');
      await vera.hears('rtc-opened');
      await use(vera, 'button Talk to a person');
      // The first field has the focus.
      await vera.reads('Before the call');
      expect(await vera.focused()).to.equal('input Your name');
      await vera.page.keyboard.type('Vera');
      await vera.page.keyboard.press('Enter');

      await ada.queue('Vera');
      await use(ada, 'button Answer next');
      await talk(vera, ada, 1);
      await use(vera, 'button Microphone');
      await ada.seesMuted('Vera', true);
      await use(ada, 'button Microphone');
      await vera.seesMuted('Ada', true);
      await leave(vera);

      await vera.reads('How was it?');
      expect(await vera.focused()).to.equal('input 1 star');
      await vera.page.keyboard.press('ArrowRight');
      await vera.page.keyboard.press('ArrowRight');
      await use(vera, 'button Send');
      expect((await ada.hears('rtc-rated')).stars).to.equal(3);
      await vera.reads('Thank you');

      await vera.page.keyboard.press('Escape');
      await vera.hears('rtc-closed');
      expect(await vera.focused()).to.match(/^button Talk to us/);
      expect(await vera.page.evaluate('lost')).to.deep.equal([]);
    });

    it(`somebody who closes the panel while it rings calls nobody; during a call it goes on: ${one}`, async () => {
      const ada = await agent(other, ' ');
      const vera = await store.visitorAt('Vera', one, store.page(note + store.button({ 'visitor-name': 'Vera' })));
      await vera.status('online');
      await use(vera, 'button Talk to us, Online');
      // Else Tab goes on from the launcher, and out of the page.
      await vera.hears('rtc-opened');
      await use(vera, 'button Talk to a person');
      await ada.queue('Vera');
      await vera.page.keyboard.press('Escape');
      expect((await vera.hears('rtc-ended')).reason).to.equal('cancelled');
      await ada.queue();
      expect(await vera.focused()).to.match(/^button Talk to us/);

      await vera.page.keyboard.press('Enter');
      await vera.hears('rtc-opened', 2);
      await use(vera, 'button Talk to a person');
      await ada.queue('Vera');
      await use(ada, 'button Answer next');
      await talk(vera, ada, 1);
      await vera.page.keyboard.press('Escape');
      await vera.hears('rtc-closed', 2);
      await Promise.all([vera.hearsVoices(1), ada.hearsVoices(1)]);
      await vera.page.keyboard.press('Enter');
      await vera.hears('rtc-opened', 3);
      await leave(vera);
      expect((await ada.hears('rtc-ended')).reason).to.equal('ended');
      expect(await vera.page.evaluate('lost')).to.deep.equal([]);
    });
  }
});
