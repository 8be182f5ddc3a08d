import { expect } from 'chai';
import type { KeyInput, Page } from 'puppeteer';
import { patience } from './tab.ts';

/** More than there are stops anywhere. */
const mostStops = 25;

/** Somebody who has nothing but a keyboard. Whatever they come to has to be seen to have the focus. */
export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  focused(): Promise<string> {
    return this.#page.evaluate(() => witness.focused());
  }

  /** Goes on until `what` has the focus, element and name. */
  async goTo(what: string | RegExp, key: KeyInput = 'Tab'): Promise<void> {
    const stops: string[] = [];
    const isThere = async () => {
      const now = await this.focused();
      return typeof what === 'string' ? now === what : what.test(now);
    };
    while (stops.length < mostStops && !(await isThere())) {
      await this.press(key);
      stops.push(await this.focused());
    }
    expect(await isThere(), `${String(what)} among: ${stops.join(', ')}`).to.equal(true);
  }

  async goBackTo(what: string | RegExp): Promise<void> {
    await this.#page.keyboard.down('Shift');
    await this.goTo(what);
    await this.#page.keyboard.up('Shift');
  }

  /** Goes there, and presses Enter. */
  async use(what: string | RegExp, key: KeyInput = 'Tab'): Promise<void> {
    await this.goTo(what, key);
    await this.press('Enter');
  }

  async press(...keys: readonly KeyInput[]): Promise<void> {
    for (const key of keys) {
      await this.#page.keyboard.press(key);
      const now = await this.focused();
      if (key !== 'Enter' && now !== 'body') expect(await this.#page.evaluate(() => witness.ringed()), `a ring around ${now}`).to.equal(true);
    }
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  /** Resolves when this has the focus, which it was given. */
  async isAt(what: string): Promise<void> {
    await this.#page.waitForFunction((wanted) => witness.focused() === wanted, { polling: 'raf', timeout: patience }, what).catch(async (cause: unknown) => {
      throw new Error(`Expected the focus on “${what}”; it is on “${await this.focused()}”`, { cause });
    });
  }

  /** Resolves when arrow keys work in the toolbar. */
  async hasToolbar(): Promise<void> {
    await this.#page.evaluate((time) => witness.isOneStop(time), patience);
  }

  /** Resolves when Tab and arrow keys work among the tiles: their code comes when somebody first wants more than a picture. */
  async hasTiles(): Promise<void> {
    await this.#page.evaluate((time) => witness.hasTileStops(time), patience);
  }
}
