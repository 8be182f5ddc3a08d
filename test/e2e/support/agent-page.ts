import type { ElementHandle, KeyInput } from 'puppeteer';
import { Keyboard } from './keyboard.ts';
import { SupportPerson } from './support-person.ts';
import { patience } from './tab.ts';

/** Somebody on a page with `<rtc-desk>`. */
export class AgentPage extends SupportPerson {
  protected readonly element = 'rtc-desk';

  /** Opens a key file, as a person does; resolves when visitors can see that somebody is there. */
  async signIn(keyFile: string): Promise<void> {
    const field = await this.page.evaluateHandle(async (time) => (await witness.part('open-button', time)).querySelector('input'), 30_000);
    await (field as ElementHandle<HTMLInputElement>).uploadFile(keyFile);
    await this.is('open');
  }

  /** The same with nothing but a keyboard: a key opens the browser's own window to choose a file in, and that is given one. */
  async signInByKey(keyFile: string, key: KeyInput): Promise<void> {
    const keys = new Keyboard(this.page);
    await this.part('open-button');
    const press = async () => {
      await keys.goTo('input Open key file');
      await keys.press(key);
    };
    // It is waited for from before the way there: the page is to know of it when the key comes.
    const [chooser] = await Promise.all([this.page.waitForFileChooser({ timeout: patience }), press()]);
    await chooser.accept([keyFile]);
    await this.is('open');
  }

  /** Resolves when these wait, the longest first. */
  async queue(...names: readonly string[]): Promise<void> {
    await this.page.waitForFunction((wanted) => witness.partTexts('visitor-name').join() === wanted, { polling: 'raf' }, names.join());
  }

  async answer(name: string): Promise<void> {
    await this.press(`Answer ${name}`);
  }
}
