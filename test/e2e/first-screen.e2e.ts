import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { Caller } from './support/caller.ts';
import { household } from './support/household.ts';

/** Where a call begins only when somebody asks for it. */
const isOfSupport = (page: string) => ['shop.html', 'care.html', 'desk.html'].includes(page);
/** A page of the shop, one click from there. */
const innerPage = 'care.html';

describe('`npm start`', () => {
  const house = household();
  const demos = () => /^Demos: (\S+)$/.exec(house.server.lines[0] ?? '')?.[1] ?? '';

  it('is what the README says first; it builds, and serves what was built', () => {
    const [, commands] = /```sh\n([^`]*)```/.exec(readFileSync('README.md', 'utf8')) ?? [];
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    expect(commands?.split('\n').map((line) => line.split('#')[0]?.trim())).to.include.members(['npm ci && npm start', 'npm ci && npm test']);
    expect(scripts['start']).to.equal('npm run build && node dist/server/cli.js serve');
    expect(demos()).to.match(/^http:\/\/127\.0\.0\.1:\d+\/demo\/$/);
  });

  for (const browser of ['chromium', 'firefox'] as const) {
    it(`prints an address that, opened in two tabs, is a video call: ${browser}`, async () => {
      const first = await house.visit(browser, demos());
      const second = await house.visit(first, demos());
      const [ada, bob] = [new Caller('Ada', 'demo', first), new Caller('Bob', 'demo', second)];

      // Nobody was asked for a name.
      await Promise.all([ada.isWith(''), bob.isWith('')]);
      for (const each of [ada, bob]) {
        await each.page.bringToFront();
        expect(await each.namesShown()).to.deep.equal(['You', 'Guest']);
        await each.seesMoving('Guest');
        await each.hears(1);
      }
    });
  }

  for (const browser of ['chromium', 'firefox'] as const) {
    it(`has demos that all begin, and are one click away: ${browser}`, async () => {
      const pages = readdirSync('demo').filter((file) => file.endsWith('.html'));
      expect(pages).to.include.members(['index.html', 'states.html']);

      for (const page of pages) {
        const tab = await house.visit(browser, demos() + page);
        const hasBegun = () => tab.told.some((told) => told.kind === 'event' && ['prejoin', 'live'].includes(told.state.phase));
        if (isOfSupport(page)) await tab.page.waitForSelector('rtc-support:defined, rtc-desk:defined');
        else await tab.until(`${page} to begin`, hasBegun);
        const links = await tab.page.$$eval('.demos a', (anchors) => anchors.map(({ pathname }) => pathname.replace(/\/$/, '/index.html')));
        if (page === innerPage) expect(links).to.have.members(['/demo/index.html']);
        else if (page === 'shop.html') expect(links).to.have.members(['/demo/desk.html', '/demo/index.html']);
        else expect(links, page).to.have.members(pages.filter((each) => each !== innerPage).map((each) => `/demo/${each}`));
        await house.closeTabs();
      }
    });

    it(`shows every state, made up: ${browser}`, async () => {
      const { page } = await house.visit(browser, `${demos()}states.html`);
      await page.waitForSelector('[data-ready]');
    });
  }
});
