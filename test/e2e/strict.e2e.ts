import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Caller } from './support/caller.ts';
import { shop } from './support/shop.ts';
import { StrictSite } from './support/strict-site.ts';
import { patience, type Tab } from './support/tab.ts';
import { tracesScript } from './support/witness-script.ts';

const both = [
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
] as const;

const loader = 'type="module" src="/rtc-elements.js"';
const everything = 'defer src="/rtc-elements.global.js"';

/** What Lit says of itself, and what every copy of this library knows the first by. */
const marks = ['litElementVersions', 'litHtmlVersions', 'litPropertyMetadata', 'reactiveElementVersions'].map((name) => `globalThis.${name}`);
const own = 'customElements[Symbol(rtc-elements)]';

/** A second of silence: 8000 samples of 8 bits. */
function sound(): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF');
  header.writeUInt32LE(36 + 8000, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(8000, 40);
  return Buffer.concat([header, Buffer.alloc(8000, 128)]);
}

describe('a page that allows next to nothing', () => {
  const store = shop();
  const { house } = store;
  let site: StrictSite;
  let folder: string;
  let watching: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rtc-elements-strict-'));
    writeFileSync(join(folder, 'sound.wav'), sound());
    site = await StrictSite.open(house.server.origin);
    watching = new URL(site.putScript(await tracesScript())).pathname;
  });

  beforeEach(() => house.know(site.origin));

  after(async () => {
    await site.close();
    rmSync(folder, { recursive: true });
  });

  // A browser asks for an icon by itself.
  const head = (script: string) => `<title>Strict</title><link rel="icon" href="data:,"><script src="${watching}"></script><script ${script}></script>`;
  const page = (script: string, body: string) => site.put(`<!doctype html><html lang="en"><head>${head(script)}</head><body>${body}</body></html>`);

  /** Nothing was reported, in the page or in its console, and nothing is left behind but these. */
  async function isAsItWas(tab: Tab, ...more: readonly string[]): Promise<void> {
    const found = await tab.page.evaluate(() => ({ violations: traces.violations, traces: traces.traces(), known: traces.known() }));
    expect(found.violations).to.deep.equal([]);
    expect(found.traces.filter((path) => !marks.includes(path))).to.have.members([own, ...more]);
    expect(found.known).to.be.greaterThan(5000);
    expect((await tab.story()).match(/.*content.security.policy.*|.*trusted.?(types|html|script).*/gi)).to.equal(null);
  }

  const enters = async (name: string, browser: 'chromium' | 'firefox') => {
    const caller = await house.callerAt(page(loader, house.tag({ 'display-name': name, autojoin: false })), name, browser);
    await caller.page.setViewport({ width: 1280, height: 800 });
    // By key: the picture of oneself moves it away from under a mouse.
    await caller.page.evaluate((time) => witness.button('Join', time).then((button) => button.focus()), patience);
    await caller.page.keyboard.press('Enter');
    return caller;
  };

  /** What part of the chat shows a file loads all of it. */
  const plays = (caller: Caller) =>
    caller.page.evaluate(async (time) => {
      const preview = await witness.part('preview', time);
      if (preview instanceof HTMLImageElement) return preview.decode().then(() => preview.naturalWidth > 0);
      return (preview as HTMLAudioElement).play().then(() => true);
    }, patience);

  for (const [one, other] of both) {
    it(`has a call with all there is in it: ${one}, ${other}`, async () => {
      const ada = await enters('Ada', one);
      await isAsItWas(ada.tab);
      const bob = await enters('Bob', other);
      await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
      await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada'), ada.hears(1), bob.hears(1)]);

      await ada.press('Microphone');
      await bob.sees('Ada', { microphone: 'off' });
      await ada.press('Microphone');
      await bob.sees('Ada', { microphone: 'on' });
      await ada.press('React');
      await ada.press('React with 👍');
      await bob.sees('Ada', { reaction: '👍' });
      // Firefox has no screen where it has no window.
      const [sharer, viewer] = one === 'chromium' ? [ada, bob] : [bob, ada];
      await sharer.press('Share screen');
      await viewer.sees(sharer.name, { screen: 'on' });
      await sharer.press('Stop sharing');
      await viewer.sees(sharer.name, { screen: 'off' });
      await ada.press('People2');
      await ada.reads('Bob');
      await ada.press('More');
      await ada.press('Settings');
      await ada.isOffered('Camera', []);
      await ada.press('Test sound');
      await ada.press('More');
      await ada.press('Picture in picture');
      const small = (on: boolean) => ada.tab.until(`a small window: ${on}`, () => ada.details('rtc-view-changed').at(-1)?.changes?.pictureInPicture === on);
      await small(true);
      await ada.press('More');
      await ada.press('Picture in picture');
      await small(false);

      await ada.press('Chat');
      await ada.writes('Look: https://example.org');
      await ada.attaches(resolve('docs/pictures/call-light.webp'));
      await bob.press('Chat, 2 unread');
      await bob.reads('Look:');
      await bob.press('Accept');
      await bob.reads('Verified');
      expect(await plays(bob)).to.equal(true);
      await bob.attaches(join(folder, 'sound.wav'));
      await ada.press('Accept');
      await ada.press('Preview');
      expect(await plays(ada)).to.equal(true);

      await ada.press('Leave');
      await ada.reads('You left the call');
      await bob.isWith();
      for (const { tab } of [ada, bob]) await isAsItWas(tab);
    });

    it(`has a support call: ${one}, ${other}`, async () => {
      const ada = await store.agentAt('Ada', other, page(everything, store.desk({ 'agent-name': 'Ada' })));
      await ada.signIn(store.keyFile);
      const vera = await store.visitorAt('Vera', one, page(everything, store.button({ 'visitor-name': 'Vera' })));
      await vera.status('online');
      await vera.pressLauncher();
      await isAsItWas(vera.tab, 'globalThis.rtcElements');
      await vera.call();
      await ada.answer('Vera');
      await Promise.all([vera.hears('rtc-answered'), ada.hears('rtc-answered')]);
      await Promise.all([vera.seesMoving('Ada'), ada.seesMoving('Vera'), vera.hearsVoices(1), ada.hearsVoices(1)]);
      await vera.press('Leave');
      await Promise.all([vera.hears('rtc-ended'), ada.hears('rtc-ended')]);
      await vera.rate(5, 'Quick');
      await ada.hears('rtc-rated');
      for (const { tab } of [vera, ada]) await isAsItWas(tab, 'globalThis.rtcElements');
    });
  }
});
