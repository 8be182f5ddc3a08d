import { join } from 'node:path';
import { crash } from '../e2e/support/crash.ts';
import { Tab } from '../e2e/support/tab.ts';
import { pageScript } from '../e2e/support/witness-script.ts';
import type { Host } from '../network/host.ts';
import { LabBrowser } from '../network/lab-browser.ts';
import type { Look } from './agreement.ts';
import type * as Diary from './page/diary.ts';
import type { Engine } from './scene.ts';

declare global {
  /** In every page of a random story. */
  var diary: typeof Diary;
}

const diaryScript = pageScript('diary', join(import.meta.dirname, 'page/diary.ts'));

/** Where somebody of a random story sits: a machine with a browser, in which they come and go. */
export class Guest {
  readonly name: string;
  readonly engine: Engine;
  readonly host: Host;
  readonly tabs: Tab[] = [];
  readonly #origins: readonly string[];
  #browser: LabBrowser;
  #isHere = false;
  #isAsleep = false;
  /** What a person does, they do one after the other. */
  #doing: Promise<void> = Promise.resolve();

  private constructor(name: string, engine: Engine, origins: readonly string[], browser: LabBrowser) {
    [this.name, this.engine, this.host, this.#origins, this.#browser] = [name, engine, browser.host, origins, browser];
  }

  static async sit(name: string, engine: Engine, host: Host, origins: readonly string[]): Promise<Guest> {
    return new Guest(name, engine, origins, await LabBrowser.start(engine, host, { origins }));
  }

  /** In the call, or on the way into it. */
  get isHere(): boolean {
    return this.#isHere;
  }

  get isAsleep(): boolean {
    return this.#isAsleep;
  }

  version(): Promise<string> {
    return this.#browser.browser.version();
  }

  /** With a new page. */
  join(url: string): void {
    this.#isHere = true;
    this.#do(async () => {
      await this.#closeTab();
      const context = await this.#browser.browser.createBrowserContext();
      const tab = await Tab.watch(await context.newPage());
      this.tabs.push(tab);
      await tab.page.evaluateOnNewDocument(await diaryScript);
      await tab.page.goto(url);
    });
  }

  reload(): void {
    this.#do(async () => this.#tab?.page.reload());
  }

  /** Says goodbye; the page stays, or is closed. */
  leave({ closes }: { closes: boolean }): void {
    this.#isHere = false;
    this.#do(async () => {
      if (closes) await this.#closeTab();
      else await this.#tab?.page.evaluate(() => diary.leave());
    });
  }

  /** Ends without a word. Firefox does not say which process is whose: there the whole browser is killed. */
  crash(): void {
    this.#isHere = false;
    this.#do(async () => {
      const page = this.#tab?.page;
      if (this.engine === 'chromium') await (page && crash(page));
      else {
        await this.#browser.kill();
        this.#browser = await LabBrowser.start(this.engine, this.host, { origins: this.#origins });
      }
    });
  }

  toggle(device: 'microphone' | 'camera'): void {
    this.#do(async () => this.#tab?.page.evaluate((which) => diary.toggle(which), device));
  }

  rename(name: string): void {
    this.#do(async () => this.#tab?.page.evaluate((words) => diary.rename(words), name));
  }

  say(): void {
    this.#do(async () => this.#tab?.page.evaluate(() => diary.say()));
  }

  sleep(): void {
    this.#isAsleep = true;
    this.#browser.stopProcess();
  }

  wake(): void {
    this.#isAsleep = false;
    this.#browser.continueProcess();
  }

  /** Resolves when everything they began is done, one way or the other. */
  async isIdle(): Promise<void> {
    await this.#doing;
  }

  /** Undefined as long as there is no call in their page. */
  async look(): Promise<Look | undefined> {
    return this.#tab?.page.evaluate(() => globalThis.diary?.look()).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.wake();
    await this.#browser.close();
  }

  get #tab(): Tab | undefined {
    return this.tabs.at(-1);
  }

  /** Whatever state it is in. */
  async #closeTab(): Promise<void> {
    await this.#tab?.page.browserContext().close().catch(() => undefined);
  }

  /** A page that was never loaded, with its machine cut off, can do nothing: that is part of the story. */
  #do(action: () => Promise<unknown>): void {
    this.#doing = this.#doing.then(action).then(() => undefined, () => undefined);
  }
}
