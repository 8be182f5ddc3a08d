import { expect } from 'chai';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Caller } from './support/caller.ts';
import { household } from './support/household.ts';
import { insecureHost, launchWithInsecureHost } from './support/insecure-host.ts';
import { Tab } from './support/tab.ts';

const browsers = ['chromium', 'firefox'] as const;

function errorOf({ page, room }: Caller): Promise<string> {
  return page.evaluate((name) => {
    const { error } = witness.callIn(name);
    return `${error?.code}: ${error?.message}`;
  }, room);
}

async function hasFailed(caller: Caller): Promise<void> {
  await caller.tab.until('the call to fail', () => caller.state.phase === 'failed');
}

// A file is a secure context in both browsers, with camera and microphone.
describe('a page from a file', () => {
  const house = household();
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rtc-page-'));
    house.know('null');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function file(body: string): string {
    const path = join(folder, 'page.html');
    writeFileSync(path, `<!doctype html><html lang="en"><title>A file</title>${body}</html>`);
    return pathToFileURL(path).href;
  }

  for (const browser of browsers) {
    for (const [name, tagOf] of [
      ['rtc-elements.js', () => house.scriptTag],
      ['rtc-elements.global.js', () => `<script src="${house.server.origin}/rtc-elements.global.js"></script>`],
    ] as const) {
      it(`calls, with a server’s ${name}: ${browser}`, async () => {
        const ada = await house.callerAt(file(tagOf() + house.tag({ 'display-name': 'Ada' })), 'Ada', browser);
        const bob = await house.caller('Bob', browser === 'firefox' ? 'chromium' : 'second chromium');

        await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
        await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
      });
    }

    it(`calls, with rtc-elements.global.js beside it, if it names a server: ${browser}`, async () => {
      copyFileSync('dist/rtc-elements.global.js', join(folder, 'rtc-elements.global.js'));
      const call = house.tag({ 'display-name': 'Ada', server: `${house.server.origin}/peer` });
      const ada = await house.callerAt(file(`<script src="rtc-elements.global.js"></script>${call}`), 'Ada', browser);

      await ada.joined();
    });

    it(`says so if it names none: ${browser}`, async () => {
      copyFileSync('dist/rtc-elements.global.js', join(folder, 'rtc-elements.global.js'));
      const ada = await house.callerAt(file(`<script src="rtc-elements.global.js"></script>${house.tag({})}`), 'Ada', browser);

      await hasFailed(ada);
      expect(await errorOf(ada)).to.match(/^bad-attribute: server=/);
    });
  }
});

describe('a page that is not secure', () => {
  const house = household();

  for (const browserName of browsers) {
    for (const autojoin of [true, false]) {
      it(`is told so ${autojoin ? 'when it joins' : 'before it joins'}: ${browserName}`, async () => {
        const url = house.page(house.tag({ autojoin })).replace('127.0.0.1', insecureHost);
        const browser = await launchWithInsecureHost(browserName);
        try {
          const tab = await Tab.watch(await browser.newPage());
          await tab.page.goto(url);
          const ada = new Caller('Ada', house.room, tab);

          await hasFailed(ada);
          expect(await errorOf(ada)).to.match(/^insecure-context: .*https:/);
          expect(await tab.page.evaluate((room) => witness.callIn(room).shadowRoot?.textContent, house.room)).to.include('Open this page with https.');
          expect(tab.told.filter(({ kind }) => kind === 'trouble')).to.deep.equal([]);
        } finally {
          await browser.close();
        }
      });
    }
  }
});
