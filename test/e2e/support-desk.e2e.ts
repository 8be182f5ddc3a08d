import { expect } from 'chai';
import type { AgentPage } from './support/agent-page.ts';
import { killBrowser } from './support/browser-processes.ts';
import { shop } from './support/shop.ts';
import type { VisitorPage } from './support/visitor-page.ts';

const both = [
  ['second chromium', 'second firefox'],
  ['second firefox', 'second chromium'],
] as const;

/** Its connections never get anywhere: whoever answers with it is not in the call before something else happens. */
const stuck = '<script>RTCPeerConnection.prototype.setLocalDescription = () => new Promise(() => {});</script>';

describe('a desk with two agents', () => {
  const store = shop();

  async function rings(visitor: VisitorPage): Promise<void> {
    await visitor.status('online');
    await visitor.pressLauncher();
    await visitor.call();
    await visitor.reads('Calling Acme…');
  }

  async function talk(visitor: VisitorPage, agent: AgentPage): Promise<void> {
    const [answered] = await Promise.all([visitor.hears('rtc-answered'), agent.hears('rtc-answered')]);
    expect(answered.agent?.name).to.equal(agent.name);
    await Promise.all([visitor.seesMoving(agent.name), agent.seesMoving(visitor.name), visitor.hearsVoices(1), agent.hearsVoices(1)]);
  }

  /** One call for each, and nobody lost it. */
  function areServedOnce(...visitors: VisitorPage[]): void {
    for (const visitor of visitors) {
      expect(visitor.details('rtc-answered')).to.have.lengthOf(1);
      expect(visitor.details('rtc-ended')).to.deep.equal([]);
    }
  }

  it('rings for both; one answers, and the next visitor is the other’s', async () => {
    const [ada, bob] = await Promise.all([store.agent('Ada', 'second chromium'), store.agent('Bob', 'second firefox')]);
    const vera = await store.visitor('Vera', 'firefox', { 'visitor-name': 'Vera' });
    await rings(vera);
    await Promise.all([ada.queue('Vera'), bob.queue('Vera')]);

    await ada.answer('Vera');
    await talk(vera, ada);
    expect(await bob.hears('rtc-visitor-left')).to.deep.include({ reason: 'taken', by: 'Ada' });
    await Promise.all([bob.reads('Answered by Ada'), bob.isTitled('Desk')]);

    const walt = await store.visitor('Walt', 'chromium', { 'visitor-name': 'Walt' });
    await rings(walt);
    await Promise.all([ada.queue('Walt'), bob.queue('Walt')]);
    await bob.answer('Walt');
    await talk(walt, bob);
    await Promise.all([vera.seesMoving('Ada'), ada.seesMoving('Vera')]);
    await ada.queue();
    areServedOnce(vera, walt);
    expect([ada, bob].map((agent) => agent.details('rtc-answered').length)).to.deep.equal([1, 1]);
  });

  it('lets one of two have a visitor whom both answer at once', async () => {
    const [ada, bob] = await Promise.all([store.agent('Ada', 'second chromium'), store.agent('Bob', 'second firefox')]);
    const vera = await store.visitor('Vera', 'firefox', { 'visitor-name': 'Vera' });
    await rings(vera);
    await Promise.all([ada.queue('Vera'), bob.queue('Vera')]);

    const buttons = await Promise.all([ada.control('Answer Vera'), bob.control('Answer Vera')]);
    // Whoever is slower may find that it is gone.
    await Promise.all(buttons.map((button) => button.evaluate((element) => (element).click())));
    const { agent } = await vera.hears('rtc-answered');
    const [winner, other] = agent?.name === 'Ada' ? [ada, bob] : [bob, ada];
    await talk(vera, winner);
    await other.reads(`Answered by ${winner.name}`);
    areServedOnce(vera);
    expect(other.details('rtc-answered')).to.deep.equal([]);
  });

  for (const [first, second] of both) {
    it(`outlives an agent’s browser that dies while it rings: ${first}`, async () => {
      const [ada, bob] = await Promise.all([store.agent('Ada', first), store.agent('Bob', second)]);
      const vera = await store.visitor('Vera', 'chromium', { 'visitor-name': 'Vera' });
      await rings(vera);
      await Promise.all([ada.queue('Vera'), bob.queue('Vera')]);

      await killBrowser(first);
      await bob.answer('Vera');
      await talk(vera, bob);
      areServedOnce(vera);
    });

    it(`outlives an agent’s browser that dies right after answering: ${first}`, async () => {
      const [ada, bob] = await Promise.all([store.agent('Ada', first, {}, stuck), store.agent('Bob', second)]);
      const vera = await store.visitor('Vera', 'chromium', { 'visitor-name': 'Vera' });
      await rings(vera);
      await Promise.all([ada.queue('Vera'), bob.queue('Vera')]);

      await ada.answer('Vera');
      // The visitor has said so.
      await bob.reads('Answered by Ada');
      await killBrowser(first);
      // It rings again, and nobody had to do anything.
      await bob.hears('rtc-visitor-waiting', 2);
      await vera.reads('Calling Acme…');
      await bob.answer('Vera');
      await talk(vera, bob);
      areServedOnce(vera);
    });
  }

  it('goes on ringing while the server is away and comes back', async () => {
    const [ada, bob] = await Promise.all([store.agent('Ada', 'second chromium'), store.agent('Bob', 'second firefox')]);
    const vera = await store.visitor('Vera', 'firefox', { 'visitor-name': 'Vera' });
    const walt = await store.visitor('Walt', 'chromium', { 'visitor-name': 'Walt' });
    await rings(vera);
    await ada.queue('Vera');
    await rings(walt);
    await Promise.all([ada.queue('Vera', 'Walt'), bob.queue('Vera', 'Walt')]);
    await Promise.all([ada, bob, vera, walt].map((each) => each.hasCallCode()));

    await store.house.killServer();
    await Promise.all([ada, bob].map((agent) => agent.reads('Can’t reach the server, so nobody can reach you. Trying again…')));
    await Promise.all([vera, walt].map((visitor) => visitor.reads('Can’t reach the call server. Trying again…')));
    await store.house.restartServer();
    await Promise.all([ada, bob].map((agent) => agent.readsNoMore('Can’t reach the server')));
    await Promise.all([vera, walt].map((visitor) => visitor.readsNoMore('Can’t reach the call server')));
    await Promise.all([ada.queue('Vera', 'Walt'), bob.queue('Vera', 'Walt')]);

    // One after the other: rows move up when one is gone.
    await ada.answer('Vera');
    await bob.queue('Walt');
    await bob.answer('Walt');
    await Promise.all([talk(vera, ada), talk(walt, bob)]);
    areServedOnce(vera, walt);
    for (const agent of [ada, bob]) {
      expect(agent.details('rtc-error').map(({ error }) => error?.code)).to.deep.equal(['server-lost']);
      expect(agent.details('rtc-visitor-waiting')).to.have.lengthOf(2);
    }
  });
});
