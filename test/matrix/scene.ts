import { join } from 'node:path';
import { Caller } from '../e2e/support/caller.ts';
import { LibraryServer } from '../e2e/support/library-server.ts';
import { Site } from '../e2e/support/site.ts';
import { Tab } from '../e2e/support/tab.ts';
import { pageScript } from '../e2e/support/witness-script.ts';
import type { Host } from '../network/host.ts';
import { Lab } from '../network/lab.ts';
import { LabBrowser } from '../network/lab-browser.ts';
import type * as Gauge from './page/gauge.ts';

declare global {
  /** In every page of an outage test. */
  var gauge: typeof Gauge;
}

export type Engine = 'chromium' | 'firefox';

/** Who is in the call. Whatever happens happens to Ada, of the first. */
export type Pair = readonly [ada: Engine, bob: Engine];

export interface SceneOptions {
  readonly pair: Pair;
  /** Ada's cable can be made slow and lossy. */
  readonly shaped?: boolean;
  /** Command-line words that Ada's Chromium is not started with, such as those that keep hidden pages awake. */
  readonly without?: readonly string[];
}

/** Somebody on a machine of their own, with a browser. */
export interface Person {
  readonly name: string;
  readonly host: Host;
  readonly browser: LabBrowser;
}

/** Two who are in a call, and what their pages keep account of. */
export interface Meeting {
  readonly ada: Caller;
  readonly bob: Caller;
}

const gaugeScript = pageScript('gauge', join(import.meta.dirname, 'page/gauge.ts'));

/** A lab with a server, a site, and two people: each outage test is played here. */
export class Scene {
  readonly pair: Pair;
  readonly ada: Person;
  readonly bob: Person;
  readonly #lab: Lab;
  readonly #site: Site;
  #server: LibraryServer;
  #rooms = 0;
  readonly #tabs: Tab[] = [];
  #third: Promise<LabBrowser> | undefined;

  private constructor(pair: Pair, lab: Lab, site: Site, server: LibraryServer, people: readonly [Person, Person]) {
    this.pair = pair;
    this.#lab = lab;
    this.#site = site;
    this.#server = server;
    [this.ada, this.bob] = people;
  }

  static async open({ pair, shaped = false, without = [] }: SceneOptions): Promise<Scene> {
    const lab = await Lab.open();
    try {
      const [library, shop] = await Promise.all([lab.host('library'), lab.host('shop')]);
      const [server, site] = await Promise.all([LibraryServer.start(9000, library), Site.open(await shop.listen(8080))]);
      const person = async (name: string, engine: Engine, cable: { shaped?: boolean }): Promise<Person> => {
        const host = await lab.host(name.toLowerCase(), cable);
        const browser = await LabBrowser.start(engine, host, { origins: [site.origin], without });
        return { name, host, browser };
      };
      const people = await Promise.all([person('Ada', pair[0], { shaped }), person('Bob', pair[1], {})]);
      return new Scene(pair, lab, site, server, people);
    } catch (error) {
      await lab.close();
      throw error;
    }
  }

  /** Both in a new room, with picture and sound both ways, and messages both ways from now on. */
  async meet(picture: Readonly<Record<string, string>> = {}): Promise<Meeting> {
    await this.part();
    this.#rooms++;
    const attributes = { autojoin: '', ...picture };
    const ada = await this.caller(this.ada, attributes);
    await ada.isWith();
    const bob = await this.caller(this.bob, attributes);
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await Promise.all([ada.page.evaluate(() => gauge.follow('Bob')), bob.page.evaluate(() => gauge.follow('Ada'))]);
    await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada'), ada.hears(1), bob.hears(1)]);
    await Promise.all([ada, bob].map(({ page }) => page.evaluate(() => gauge.count())));
    return { ada, bob };
  }

  /** Somebody opens a page with the call of this room, under a name of their own. */
  async caller({ name, browser }: Person, attributes: Readonly<Record<string, string>> = { autojoin: '' }): Promise<Caller> {
    const context = await browser.browser.createBrowserContext();
    const tab = await Tab.watch(await context.newPage());
    this.#tabs.push(tab);
    await tab.page.evaluateOnNewDocument(await gaugeScript);
    await tab.page.goto(this.#page(name, attributes));
    return new Caller(name, this.room, tab);
  }

  /** Somebody else, on a machine of their own: a tab of Bob's browser would hide his. */
  async newcomer(name: string): Promise<Person> {
    this.#third ??= this.#lab.host('third').then((host) => LabBrowser.start('chromium', host, { origins: [this.#site.origin] }));
    const browser = await this.#third;
    return { name, host: browser.host, browser };
  }

  /** A page without a call. */
  elsewhere(): string {
    return this.#site.put('<!doctype html><title>Elsewhere</title>');
  }

  get room(): string {
    return `room-${this.#rooms}`;
  }

  async killServer(): Promise<void> {
    await this.#server.kill();
  }

  /** Resolves when it listens again. */
  async restartServer(): Promise<void> {
    this.#server = await this.#server.startAgain();
  }

  /** Such as `{ chromium: 'Chrome/156.0' }`. */
  async versions(): Promise<Record<string, string>> {
    const versions = await Promise.all([this.ada, this.bob].map(({ browser }) => browser.browser.version()));
    return Object.fromEntries(this.pair.map((engine, index) => [engine, versions[index] ?? '']));
  }

  /** What the pages told, for whoever reads of a failure. */
  async stories(): Promise<string> {
    const stories = await Promise.all(this.#tabs.map((tab) => tab.story()));
    const isTelling = (line: string) => !line.includes('rtc-data-received');
    return stories.map((story, index) => `  Tab ${index + 1}:\n${story.split('\n').filter(isTelling).join('\n')}`).join('\n');
  }

  /** Closes all pages, whatever state they are in. */
  async part(): Promise<void> {
    await Promise.all(this.#tabs.splice(0).map(({ page }) => page.browserContext().close().catch(() => undefined)));
  }

  async close(): Promise<void> {
    await Promise.all([this.ada.browser.close(), this.bob.browser.close(), this.#third?.then((browser) => browser.close())]);
    await Promise.all([this.#server.kill(), this.#site.close()]);
    await this.#lab.close();
  }

  #page(name: string, attributes: Readonly<Record<string, string>>): string {
    const small = { resolution: '180p', 'frame-rate': '10' };
    const all = Object.entries({ room: this.room, 'display-name': name, ...small, ...attributes });
    const written = all.map(([key, value]) => `${key}="${value}"`).join(' ');
    const script = `<script type="module" src="${this.#server.origin}/rtc-elements.js"></script>`;
    return this.#site.put(`<!doctype html><html lang="en"><head><title>A page</title>${script}</head><body><rtc-call ${written}></rtc-call></body></html>`);
  }
}
