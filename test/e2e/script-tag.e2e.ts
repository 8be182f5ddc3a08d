import { expect } from 'chai';
import type { Caller } from './support/caller.ts';
import { type Household, household } from './support/household.ts';

const browsers = ['chromium', 'firefox'] as const;

/** Each as the page writes it; `more` are more attributes. */
const scripts: Readonly<Record<string, (house: Household, more?: string) => string>> = {
  'rtc-elements.js': ({ server }, more = '') => `<script type="module" ${more} src="${server.origin}/rtc-elements.js"></script>`,
  'rtc-elements.global.js': ({ server }, more = '') => `<script ${more} src="${server.origin}/rtc-elements.global.js"></script>`,
};

describe('the script tag', () => {
  const house = household();

  async function callsBob(body: string, browser: (typeof browsers)[number], head = ''): Promise<Caller> {
    const ada = await house.callerAt(house.page(body, head), 'Ada', browser);
    const bob = await house.caller('Bob', browser === 'firefox' ? 'chromium' : 'second chromium');
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
    return ada;
  }

  const own = () => house.tag({ 'display-name': 'Ada' });

  for (const browser of browsers) {
    it(`rtc-elements.global.js from another origin makes a call, and asks for no other file: ${browser}`, async () => {
      const ada = await callsBob(own() + scripts['rtc-elements.global.js']!(house), browser);

      const scriptsAskedFor = ada.tab.requests.filter((url) => url.endsWith('.js'));
      expect(scriptsAskedFor).to.deep.equal([`${house.server.origin}/rtc-elements.global.js`]);
      expect(await ada.page.evaluate(() => globalThis.rtcElements?.RtcCall === customElements.get('rtc-call'))).to.equal(true);
      expect(await ada.page.evaluate(() => globalThis.rtcElements?.watch(document))).to.equal(undefined);
    });

    for (const [name, script] of Object.entries(scripts)) {
      it(`keeps to a strict Content-Security-Policy, given its nonce: ${name}: ${browser}`, async () => {
        const { origin } = house.server;
        const sources = `connect-src ${origin} ${origin.replace('http', 'ws')}; script-src 'nonce-today'; img-src 'self'`;
        const trusted = `require-trusted-types-for 'script'; trusted-types lit-html`;
        const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ${sources}; ${trusted}">`;
        const notes = `<script nonce="today">violations = []; addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));</script>`;
        const ada = await callsBob(own(), browser, policy + notes + script(house, 'nonce="today"'));

        expect(await ada.page.evaluate('violations')).to.deep.equal([]);
      });
    }

    it(`never writes into the document, and leaves nothing behind but what it says: ${browser}`, async () => {
      const trap = `<script>
        written = 0;
        for (const name of ['write', 'writeln', 'open']) document[name] = () => void written++;
        before = undefined;
        before = new Set(Reflect.ownKeys(window));
      </script>`;
      const ada = await callsBob(trap + Object.values(scripts).map((script) => script(house)).join('') + own(), browser);

      expect(await ada.page.evaluate('written')).to.equal(0);
      const left = await ada.page.evaluate('Reflect.ownKeys(window).filter((key) => !before.has(key)).map(String)');
      expect(left).to.have.members(['rtcElements', 'litElementVersions', 'litHtmlVersions', 'reactiveElementVersions', 'litPropertyMetadata']);
    });

    it(`makes a call in the page’s own shadow roots, one in another: ${browser}`, async () => {
      const body = `<section><template shadowrootmode="open"><div></div></template></section><template>${own()}</template>
        <script type="module">
          import { watch } from '${house.server.origin}/rtc-elements.js';
          const outer = document.querySelector('section').shadowRoot;
          watch(outer);
          const inner = outer.querySelector('div').attachShadow({ mode: 'open' });
          watch(inner);
          inner.append(document.querySelector('template').content);
        </script>`;
      await callsBob(body, browser);
    });
  }

  it('makes no connection for a page without a call', async () => {
    const tab = await house.visit('chromium', house.page('', scripts['rtc-elements.global.js']!(house)));

    expect(await tab.page.evaluate(() => typeof globalThis.rtcElements)).to.equal('object');
    expect(tab.told).to.deep.equal([]);
  });

  it('asks for the code of an element once, however many there are', async () => {
    const many = `<rtc-call room="r" no-standby></rtc-call><rtc-video-tile></rtc-video-tile>`.repeat(12);
    const tab = await house.visit('chromium', house.page(many + scripts['rtc-elements.js']!(house) + many));
    await tab.page.waitForFunction(() => document.querySelectorAll(':is(rtc-call, rtc-video-tile):defined').length === 48);

    const count = (file: string) => tab.requests.filter((url) => url === `${house.server.origin}/${file}`).length;
    expect(['rtc-elements.js', 'rtc-call.js', 'rtc-video-tile.js'].map(count)).to.deep.equal([1, 1, 1]);
  });

  it('lets go of a shadow root that the page lets go of', async () => {
    const tab = await house.visit('chromium', house.page(''));
    await tab.page.evaluate(async (loader) => {
      const { watch } = (await import(loader)) as { watch(root: ShadowRoot): void };
      const host = document.body.appendChild(document.createElement('div'));
      watch(host.attachShadow({ mode: 'open' }));
      host.remove();
      Object.assign(globalThis, { gone: new WeakRef(host) });
    }, `${house.server.origin}/rtc-elements.js`);

    const session = await tab.page.createCDPSession();
    await session.send('HeapProfiler.collectGarbage');
    expect(await tab.page.evaluate('gone.deref() === undefined')).to.equal(true);
  });
});
