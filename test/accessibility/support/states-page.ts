import { join } from 'node:path';
import { pageScript } from '../../e2e/support/witness-script.ts';
import type { ElementReference, WebDriver } from './web-driver.ts';

/** CSS pixels: how wide the page is wherever names are compared, since what has no room goes behind “more”. */
export const width = 1100;
export const height = 900;

/** The page with every state, where a server has it. */
export function addressOf(origin: string, theme: 'light' | 'dark'): string {
  return `${origin}/demo/states.html?theme=${theme}`;
}

/** A script that has the function of this name in a global of the same name. */
export function scriptOf(name: 'audit' | 'named' | 'settled'): Promise<string> {
  return pageScript(name, join(import.meta.dirname, 'page', `${name}.ts`));
}

/** Something in a figure: where, which role a browser says that it has, and which name. */
export interface Named {
  readonly place: string;
  readonly role: string;
  readonly name: string;
}

/** The page with every state in a browser under WebDriver. */
export class StatesPage {
  readonly #driver: WebDriver;

  private constructor(driver: WebDriver) {
    this.#driver = driver;
  }

  static async open(driver: WebDriver, origin: string): Promise<StatesPage> {
    const page = new StatesPage(driver);
    await driver.resize(width, height);
    const inner = await page.#run<number>('Promise.resolve(innerWidth)');
    // What was asked for is the size of the window.
    if (inner !== width) await driver.resize(2 * width - inner, height);
    await driver.goTo(addressOf(origin, 'light'));
    await page.#run('settled.settled()', await scriptOf('settled'));
    return page;
  }

  async audit(): Promise<string[]> {
    return this.#run('audit.audit()', await scriptOf('audit'));
  }

  async named(): Promise<Named[]> {
    const { places, elements } = await this.#run<{ places: string[]; elements: ElementReference[] }>('Promise.resolve(named.named())', await scriptOf('named'));
    const all: Named[] = [];
    // One after another: WebKit's driver answers no crowd.
    for (const [index, element] of elements.entries()) {
      all.push({ place: places[index] ?? '', role: await this.#driver.roleOf(element), name: await this.#driver.nameOf(element) });
    }
    return all;
  }

  /** A promise's value, or what it failed with. */
  async #run<Answer>(promise: string, script = ''): Promise<Answer> {
    const answer = await this.#driver.run<{ value: Answer } | { error: string }>(
      `${script}; const done = arguments[arguments.length - 1]; ${promise}.then((value) => done({ value }), (error) => done({ error: String(error) }));`,
    );
    if ('error' in answer) throw new Error(answer.error);
    return answer.value;
  }
}
