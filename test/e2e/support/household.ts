import type { BrowserContext } from 'puppeteer';
import { browserNamed, type BrowserName } from './browser-processes.ts';
import { Caller } from './caller.ts';
import { LibraryServer } from './library-server.ts';
import { Site } from './site.ts';
import { Tab } from './tab.ts';
import type { Told } from './told.ts';

/** Attributes of an element; `true` is one without a value, `false` one that is absent. */
export type Attributes = Readonly<Record<string, string | boolean>>;

/** What the scenarios of a file share: the library's server, a site of another origin, and a room for each test. */
export class Household {
  /** Another one for every test. */
  room = '';
  #rooms = 0;
  #server: LibraryServer | undefined;
  #site: Site | undefined;
  /** Other origins and ICE servers that a test means to ask. */
  readonly #known = new Set<string>();
  readonly #tabs: Tab[] = [];
  readonly #contexts: BrowserContext[] = [];

  get server(): LibraryServer {
    if (!this.#server) throw new Error('The server runs while the tests of a file do');
    return this.#server;
  }

  get site(): Site {
    if (!this.#site) throw new Error('The site is up while the tests of a file run');
    return this.#site;
  }

  /** Somebody who opens a page of the site, with one script tag and one call that joins by itself. */
  async caller(name: string, where: BrowserName | Tab, attributes: Attributes = {}): Promise<Caller> {
    return this.callerAt(this.page(this.tag({ 'display-name': name, ...attributes })), name, where);
  }

  /** Somebody who opens an address with a call in it. */
  async callerAt(url: string, name: string, where: BrowserName | Tab): Promise<Caller> {
    return new Caller(name, this.room, await this.visit(where, url));
  }

  /** Two who are in a call with each other. */
  async pair(first: BrowserName, second: BrowserName): Promise<[Caller, Caller]> {
    const ada = await this.caller('Ada', first);
    await ada.isWith();
    const bob = await this.caller('Bob', second);
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    return [ada, bob];
  }

  /** A call that joins the room by itself, with a picture that two cores carry several times. */
  tag(attributes: Attributes): string {
    const wanted: Attributes = { room: this.room, autojoin: true, resolution: '180p', 'frame-rate': '10', ...attributes };
    const present = Object.entries(wanted).filter(([, value]) => value !== false);
    const written = present.map(([name, value]) => (value === true ? name : `${name}="${value}"`));
    return `<rtc-call ${written.join(' ')}></rtc-call>`;
  }

  /** Puts up a page with the library's script tag in its head, or whatever else, and answers its address. */
  page(body: string, head = this.scriptTag): string {
    return this.site.put(`<!doctype html><html lang="en"><head><title>A page</title>${head}</head><body>${body}</body></html>`);
  }

  get scriptTag(): string {
    return `<script type="module" src="${this.server.origin}/rtc-elements.js"></script>`;
  }

  /** A new tab with nothing of any other in it, or one beside another: in the same window of the same browser. */
  async visit(where: BrowserName | Tab, url: string): Promise<Tab> {
    const context = where instanceof Tab ? where.page.browserContext() : await this.#newContext(where);
    const tab = await Tab.watch(await context.newPage());
    this.#tabs.push(tab);
    await tab.page.goto(url);
    return tab;
  }

  async #newContext(browser: BrowserName): Promise<BrowserContext> {
    const context = await (await browserNamed(browser)).createBrowserContext();
    this.#contexts.push(context);
    return context;
  }

  async open(): Promise<void> {
    [this.#server, this.#site] = await Promise.all([LibraryServer.start(), Site.open()]);
  }

  /** The server's process ends, as if its machine had died. */
  async killServer(): Promise<void> {
    await this.server.kill();
  }

  async restartServer(): Promise<void> {
    this.#server = await this.server.startAgain();
  }

  /** Pages may talk to this origin too, in this test; or use this STUN or TURN server. */
  know(address: string): void {
    this.#known.add(address);
  }

  enterRoom(): void {
    this.#known.clear();
    this.room = `room-${++this.#rooms}`;
  }

  async stories(): Promise<string> {
    const stories = await Promise.all(this.#tabs.map((tab) => tab.story()));
    return stories.map((story, index) => `  Tab ${index + 1}:\n${story}`).join('\n');
  }

  /** What a page may never do, whatever the test was about. */
  violations(): string[] {
    const home = [this.site.origin, this.server.origin, ...this.#known];
    return this.#tabs.flatMap(({ requests, told }) => [
      ...requests.filter((url) => !isAt(url, home)).map((url) => `A request went elsewhere: ${url}`),
      ...told.flatMap((each) => violation(each, this.#known) ?? []),
    ]);
  }

  /** Closes one that the test is done with; it is looked at all the same. */
  async closeTab({ page }: Tab): Promise<void> {
    await page.close();
  }

  async closeTabs(): Promise<void> {
    this.#tabs.length = 0;
    // One whose browser was ended by the test is gone already.
    await Promise.all(this.#contexts.splice(0).map((context) => context.close().catch(() => undefined)));
  }

  async close(): Promise<void> {
    await Promise.all([this.#server?.kill(), this.#site?.close()]);
  }
}

/** The household of a file: to be called where its `describe` begins. */
export function household(): Household {
  const house = new Household();
  before('open the house', () => house.open());
  beforeEach('enter a room', () => house.enterRoom());
  afterEach('close the tabs', async function () {
    if (this.currentTest?.state === 'failed') console.error(await house.stories());
    const violations = house.violations();
    await house.closeTabs();
    if (violations.length > 0) throw new Error(violations.join('\n'));
  });
  after('close the house', () => house.close());
  return house;
}

function violation(told: Told, known: ReadonlySet<string>): string | undefined {
  if (told.kind === 'trouble') return `Nobody caught: ${told.message}`;
  if (told.kind !== 'connection') return undefined;
  const urls = (told.configuration?.iceServers ?? []).flatMap((server) => server.urls);
  if (urls.every((url) => known.has(url))) return undefined;
  return `ICE servers that nobody named: ${JSON.stringify(urls)}`;
}

function isAt(url: string, origins: readonly string[]): boolean {
  const { protocol, origin } = new URL(url.replace(/^ws/, 'http'));
  // Made in the page itself.
  return ['data:', 'blob:', 'about:'].includes(protocol) || origins.includes(origin);
}
