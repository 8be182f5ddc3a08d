import { expect } from 'chai';
import { type RunningServer, serve } from '../../src/server/serve.ts';
import type { AgentPage } from './support/agent-page.ts';
import { shop } from './support/shop.ts';
import { keeping } from './support/kept.ts';
import { TurnServer } from './support/turn-server.ts';
import type { VisitorPage } from './support/visitor-page.ts';
import { VisitorsWire } from './support/visitors-wire.ts';

const both = [
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
] as const;

describe('before a visitor is answered', () => {
  const store = shop();
  const kept = keeping();

  async function wireTo(origin: string): Promise<VisitorsWire> {
    const wire = await kept(VisitorsWire.to(origin));
    store.house.know(wire.origin);
    return wire;
  }

  /** A visitor whose page is not at an address, so that every address in a frame is one too many. */
  async function visitor(browser: 'chromium' | 'firefox', attributes: Record<string, string | boolean>): Promise<VisitorPage> {
    const { port, origin } = new URL(store.house.site.origin);
    store.house.know(`http://localhost:${port}`);
    const url = store.page(store.button({ 'visitor-name': 'Vera', ...attributes })).replace(origin, `http://localhost:${port}`);
    return store.visitorAt('Vera', browser, url);
  }

  async function rings(vera: VisitorPage, ada: AgentPage): Promise<void> {
    await vera.status('online');
    await vera.pressLauncher();
    await vera.call();
    await ada.hears('rtc-visitor-waiting');
    // The agent's side is ready to take the call, and so would make links if it might.
    await Promise.all([vera.hasCallCode(), ada.hasCallCode()]);
  }

  async function talk(vera: VisitorPage, ada: AgentPage): Promise<void> {
    await ada.answer('Vera');
    await Promise.all([vera.hears('rtc-answered'), ada.hears('rtc-answered')]);
    await Promise.all([vera.seesMoving('Ada'), ada.seesMoving('Vera'), vera.hearsVoices(1), ada.hearsVoices(1)]);
  }

  for (const [one, other] of both) {
    it(`no address of theirs leaves the page, unless it says so itself: ${one}`, async () => {
      const wire = await wireTo(store.house.server.origin);
      const [ada, bob] = await Promise.all([store.agent('Ada', other), store.agent('Bob', 'second chromium', { standby: true })]);
      const vera = await visitor(one, { server: `${wire.origin}/peer` });
      await rings(vera, ada);
      // Nothing can be waited for that never comes: a page that says so shows that there was time.
      const walt = await store.visitor('Walt', 'second chromium', { 'visitor-name': 'Walt', standby: true });
      await walt.status('online');
      await walt.pressLauncher();
      await walt.call();
      await Promise.all([walt.isLinked(1), bob.isLinked(1)]);

      expect(wire.frames).not.to.be.empty;
      expect(wire.negotiations).to.deep.equal([]);
      expect(wire.addresses).to.deep.equal([]);
      expect([...vera.connections, ...ada.connections]).to.deep.equal([]);
      expect(JSON.stringify(ada.details('rtc-visitor-waiting')[0])).not.to.match(/\d+\.\d+\.\d+\.\d+/);

      await talk(vera, ada);
      // Else nothing was looked for.
      expect(wire.negotiations).to.include('CANDIDATE');
      expect(wire.addresses).not.to.be.empty;
    });

    it(`links are made through TURN servers, and no address but theirs leaves the page: ${one}`, async () => {
      const turn = await kept(TurnServer.start());
      const server: RunningServer = await kept(serve({ port: 0, libraryDirectory: 'dist', turn: turn.options }));
      const wire = await wireTo(server.url);
      for (const address of [server.url, turn.url]) store.house.know(address);
      const ada = await store.agent('Ada', other, { server: `${server.url}/peer` });
      const vera = await visitor(one, { server: `${wire.origin}/peer` });
      await rings(vera, ada);
      await Promise.all([vera.isLinked(1), ada.isLinked(1)]);

      expect([vera.details('rtc-answered'), ada.details('rtc-answered')]).to.deep.equal([[], []]);
      expect(await vera.linkCandidates()).to.deep.equal(['relay']);
      expect(wire.candidates).not.to.be.empty;
      const made = [vera.connections.length, ada.connections.length];

      await talk(vera, ada);
      expect([vera.connections.length, ada.connections.length]).to.deep.equal(made);
      await Promise.all([vera.isLinked(1), ada.isLinked(1)]);
      expect(new Set(wire.addresses)).to.deep.equal(new Set([TurnServer.host, '0.0.0.0'].filter((each) => wire.addresses.includes(each))));
      expect(wire.candidates.filter((candidate) => !candidate.includes(' typ relay '))).to.deep.equal([]);
    });

    it(`links are made if both pages say that they may: ${one}`, async () => {
      const ada = await store.agent('Ada', other, { standby: true });
      const vera = await store.visitor('Vera', one, { 'visitor-name': 'Vera', standby: true });
      await rings(vera, ada);
      await Promise.all([vera.isLinked(1), ada.isLinked(1)]);
      expect([vera.details('rtc-answered'), ada.details('rtc-answered')]).to.deep.equal([[], []]);
      const made = [vera.connections.length, ada.connections.length];

      await talk(vera, ada);
      expect([vera.connections.length, ada.connections.length]).to.deep.equal(made);
    });
  }
});
