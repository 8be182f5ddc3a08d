import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import type { AgentPage } from './support/agent-page.ts';
import { shop } from './support/shop.ts';
import { StockPeerServer } from './support/stock-peer-server.ts';
import type { VisitorPage } from './support/visitor-page.ts';

const both = [
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
] as const;

/** Notes what would annoy a visitor, from before anything else is there. */
const watch = `<script>
  entries = [];
  for (const type of ['longtask', 'layout-shift']) {
    new PerformanceObserver((list) => entries.push(...list.getEntries().map((entry) => entry.toJSON()))).observe({ type, buffered: true });
  }
</script>`;

/** As often is a page opened to see what it is always busy with. */
const visits = 5;

/** What the build's file asks for by itself, with itself. */
function closure(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file) || !existsSync(`dist/${file}`)) return known;
  known.add(file);
  const code = readFileSync(`dist/${file}`, 'utf8');
  for (const [, path = ''] of code.matchAll(/(?:from|import)"(\.[^"]+\.js)"/g)) closure(posix.join(posix.dirname(file), path), known);
  return known;
}

describe('a page with a support button', () => {
  const store = shop();

  /** Of the library's server, by path. */
  const asked = ({ tab }: VisitorPage) => tab.requests.filter((url) => url.startsWith(store.house.server.origin)).map((url) => new URL(url).pathname);
  const launcherFiles = () => [...new Set([...closure('rtc-elements.js'), ...closure('rtc-support.js')])].map((file) => `/${file}`);

  async function talk(vera: VisitorPage, ada: AgentPage): Promise<void> {
    await ada.press('Answer next');
    await Promise.all([vera.hears('rtc-answered'), ada.hears('rtc-answered')]);
    await Promise.all([vera.hearsVoices(1), ada.hearsVoices(1)]);
  }

  it('is not held up by it, and nothing moves: chromium', async () => {
    const url = store.page(store.button(), 'Cart', watch + store.house.scriptTag);
    const tasks: number[] = [];
    for (let visit = 0; visit < visits; visit++) {
      const vera = await store.visitorAt('Vera', 'chromium', url);
      await vera.reads(', Offline');
      const noted = (await vera.page.evaluate('entries')) as PerformanceEntry[];
      expect(noted.filter(({ entryType }) => entryType === 'layout-shift')).to.deep.equal([]);
      tasks.push(noted.length);
      await store.house.closeTab(vera.tab);
    }
    // Other processes hold a page up as well; a task of its own would be there each time.
    expect(Math.min(...tasks)).to.equal(0);
  });

  for (const [one, other] of both) {
    for (const [means, use] of [
      ['hover', async (vera: VisitorPage) => (await vera.part('launcher')).hover()],
      ['focus', async (vera: VisitorPage) => vera.page.keyboard.press('Tab')],
      ['touch', async (vera: VisitorPage) => (await vera.part('launcher')).tap()],
    ] as const) {
      it(`asks for the launcher’s files, and for the rest on ${means}: ${one}`, async () => {
        const vera = await store.visitor('Vera', one);
        await vera.reads(', Offline');
        const before = asked(vera);
        expect(before.filter((path) => !path.startsWith('/presence/'))).to.have.members(launcherFiles());
        expect(before).to.have.lengthOf(launcherFiles().length + 1);

        const rest = vera.page.waitForRequest((request) => request.url().includes('/support-panel-'));
        await use(vera);
        await rest;
      });
    }

    it(`makes a call by a stock PeerServer, and knows who is there once somebody comes near: ${one}`, async () => {
      const server = await StockPeerServer.start();
      try {
        store.house.know(server.origin);
        const ada = await store.agent('Ada', other, { server: server.url });
        const vera = await store.visitor('Vera', one, { server: server.url });
        expect(vera.statuses).to.deep.equal([]);
        await (await vera.part('launcher')).hover();
        await vera.status('online');
        await vera.pressLauncher();
        await vera.call();
        await ada.queue('Visitor');
        await talk(vera, ada);
        await Promise.all([vera.seesMoving('Ada'), ada.seesMoving('Guest')]);
      } finally {
        await server.stop();
      }
    });

    for (const [script, more] of [
      ['rtc-elements.js', 'type="module"'],
      ['rtc-elements.global.js', 'defer'],
    ] as const) {
      it(`has a call under a strict Content-Security-Policy: ${script}: ${one}`, async () => {
        const { origin } = store.house.server;
        const sources = `connect-src ${origin} ${origin.replace('http', 'ws')}; script-src 'nonce-today'`;
        const policy = `default-src 'none'; img-src 'self'; ${sources}; require-trusted-types-for 'script'; trusted-types lit-html`;
        const notes = `violations = []; addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI));`;
        const head = `<meta http-equiv="Content-Security-Policy" content="${policy}"><script nonce="today">${notes}</script>
          <script ${more} nonce="today" src="${origin}/${script}"></script>`;
        const [shopPage, deskPage] = [store.page(store.button(), 'Cart', head), store.page(store.desk({ 'agent-name': 'Ada' }), 'Desk', head)];
        const ada = await store.agentAt('Ada', other, deskPage);
        await ada.signIn(store.keyFile);
        const vera = await store.visitorAt('Vera', one, shopPage);
        await vera.status('online');
        await vera.pressLauncher();
        await vera.call();
        await talk(vera, ada);
        await Promise.all([vera.seesMoving('Ada'), ada.seesMoving('Guest')]);
        const scripts = asked(vera).filter((path) => path.endsWith('.js'));
        if (script === 'rtc-elements.global.js') expect(scripts).to.deep.equal([`/${script}`]);
        for (const { page } of [vera, ada]) expect(await page.evaluate('violations')).to.deep.equal([]);
      });
    }

    it(`opens and calls by whatever the page makes a trigger: ${one}`, async () => {
      const triggers = '<button data-rtc-support="open">Help</button> <a href="#nowhere" data-rtc-support="call"><b>Call now</b></a>';
      const ada = await store.agent('Ada', other);
      const vera = await store.visitorAt('Vera', one, store.page(triggers + store.button({ 'visitor-name': 'Vera' })));
      await vera.status('online');
      await vera.press('Help');
      await vera.hears('rtc-opened');
      await vera.reads('How can we help?');
      await vera.page.keyboard.press('Escape');
      await vera.hears('rtc-closed');
      expect(await vera.focused()).to.equal('button Help');

      await vera.press('Call now');
      await ada.queue('Vera');
      expect(new URL(vera.page.url()).hash).to.equal('');
      await talk(vera, ada);
      expect(vera.story).to.deep.equal(['rtc-opened', 'rtc-closed', 'rtc-opened', 'rtc-before-call', 'rtc-queue-changed', 'rtc-answered']);
    });

    it(`opens no camera in mode="audio": ${one}`, async () => {
      const note = `<script>
        asked = [];
        const { getUserMedia } = navigator.mediaDevices;
        navigator.mediaDevices.getUserMedia = function (constraints) {
          asked.push(Object.keys(constraints).filter((kind) => constraints[kind]).join());
          return getUserMedia.call(this, constraints);
        };
      </script>`;
      const ada = await store.agent('Ada', other, {}, note);
      const vera = await store.visitorAt('Vera', one, store.page(note + store.button({ mode: 'audio', 'visitor-name': 'Vera' })));
      await vera.status('online');
      await vera.pressLauncher();
      await vera.call();
      await ada.queue('Vera');
      await talk(vera, ada);
      for (const { page } of [vera, ada]) expect(new Set((await page.evaluate('asked')) as string[])).to.deep.equal(new Set(['audio']));
    });
  }
});
