import { expect } from 'chai';
import type { Caller } from './support/caller.ts';
import { type Attributes, household } from './support/household.ts';
import { type LibraryCopy, serveCopy, version } from './support/library-copy.ts';

const loader = 'rtc-elements.js';
const everything = 'rtc-elements.global.js';

/** A page that puts in scripts one after the other, and then a call; it keeps what is said in its console. */
function arriving(scripts: readonly string[], call: string): string {
  return `<template>${call}</template><script type="module">
    globalThis.warnings = [];
    console.warn = (...words) => warnings.push(words.join(' '));
    const arrival = (src) => new Promise((onload, onerror) => {
      const type = src.includes('global') ? '' : 'module';
      document.head.append(Object.assign(document.createElement('script'), { src, type, onload, onerror }));
    });
    for (const script of ${JSON.stringify(scripts)}) await arrival(script);
    document.body.append(document.querySelector('template').content);
  </script>`;
}

function warningsIn(caller: Caller): Promise<string[]> {
  return caller.page.evaluate(() => (globalThis as unknown as { warnings: string[] }).warnings);
}

describe('two scripts in one page', () => {
  const house = household();
  let other: LibraryCopy;
  let twin: LibraryCopy;

  before(async () => {
    [other, twin] = await Promise.all(['9.9.9', version].map(serveCopy)) as [LibraryCopy, LibraryCopy];
  });

  after(() => Promise.all([other.stop(), twin.stop()]));

  async function joinedAt(scripts: readonly string[], browser: 'chromium' | 'firefox', attributes: Attributes = {}): Promise<Caller> {
    for (const { origin } of [other, twin]) house.know(origin);
    const url = house.page(arriving(scripts, house.tag({ 'display-name': 'Ada', ...attributes })), '');
    const ada = await house.callerAt(url, 'Ada', browser);
    await ada.joined();
    return ada;
  }

  const orders = [loader, everything].flatMap((first) => [loader, everything].map((second) => [first, second] as const));
  for (const [browser, firstScript, secondScript] of (['chromium', 'firefox'] as const).flatMap((each) => orders.map((order) => [each, ...order] as const))) {
    it(`of two versions: the call is of the first, and the second says so: ${firstScript}, ${secondScript}: ${browser}`, async () => {
      const [first, second] = [`${house.server.origin}/${firstScript}`, `${other.origin}/${secondScript}`];
      const ada = await joinedAt([first, second], browser);

      expect(await warningsIn(ada)).to.deep.equal([`rtc-elements ${version} (${first}) is here already; ${other.version} (${second}) is not used`]);
      expect(ada.tab.requests).to.include(`${house.server.origin}/ice`);
      const ofSecond = ada.tab.requests.filter((url) => url.startsWith(other.origin));
      expect(ofSecond.filter((url) => !url.includes('/chunks/base-'))).to.deep.equal([second]);
      // The first's, or none.
      const words = firstScript === everything ? 'object' : 'undefined';
      expect(await ada.page.evaluate(() => typeof globalThis.rtcElements)).to.equal(words);
    });
  }

  it('has the first watch, whoever is asked', async () => {
    house.know(other.origin);
    const call = house.tag({ 'display-name': 'Ada' });
    const body = `<div><template shadowrootmode="open"></template></div><template>${call}</template><script type="module">
      import '${house.server.origin}/${loader}';
      import { watch } from '${other.origin}/${loader}';
      const { shadowRoot } = document.querySelector('div');
      watch(shadowRoot);
      shadowRoot.append(document.querySelector('template').content);
    </script>`;
    const ada = await house.callerAt(house.page(body, ''), 'Ada', 'chromium');

    await ada.joined();
    expect(ada.tab.requests).to.include(`${house.server.origin}/rtc-call.js`);
    expect(ada.tab.requests).not.to.include(`${other.origin}/rtc-call.js`);
  });

  it('that are the same say nothing', async () => {
    const script = `${house.server.origin}/${everything}`;
    const ada = await joinedAt([script, script], 'chromium');

    expect(await warningsIn(ada)).to.deep.equal([]);
  });

  it('of one version, from two places, say that the second is not used', async () => {
    const [first, second] = [`${house.server.origin}/${loader}`, `${house.server.origin}/${everything}`];
    const ada = await joinedAt([first, second], 'chromium');

    expect(await warningsIn(ada)).to.deep.equal([`rtc-elements ${version} (${first}) is here already; ${version} (${second}) is not used`]);
  });

  it('leave no tag to a module of another version', async () => {
    const ada = await joinedAt([`${house.server.origin}/${loader}`, `${other.origin}/rtc-call.js`], 'chromium');

    expect(await warningsIn(ada)).to.deep.equal([
      `rtc-elements ${version} (${house.server.origin}/${loader}) is here already; ${other.version} is not used`,
    ]);
    expect(ada.tab.requests).to.include.members([`${house.server.origin}/rtc-call.js`, `${house.server.origin}/ice`]);
  });

  // What the modules define is theirs, with the page's own origin for a server unless it is named; the rest is the script's.
  it('go along with modules of their version', async () => {
    const scripts = [`${twin.origin}/rtc-call.js`, `${house.server.origin}/${loader}`];
    const ada = await joinedAt(scripts, 'chromium', { server: `${house.server.origin}/peer` });

    expect(await warningsIn(ada)).to.deep.equal([]);
    expect(ada.tab.requests).not.to.include(`${house.server.origin}/rtc-call.js`);
  });
});
