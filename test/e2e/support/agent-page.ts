import type { ElementHandle } from 'puppeteer';
import { SupportPerson } from './support-person.ts';

/** Somebody on a page with `<rtc-desk>`. */
export class AgentPage extends SupportPerson {
  protected readonly element = 'rtc-desk';

  /** Opens a key file, as a person does; resolves when visitors can see that somebody is there. */
  async signIn(keyFile: string): Promise<void> {
    const field = await this.page.evaluateHandle(async (time) => (await witness.part('open-button', time)).querySelector('input'), 30_000);
    await (field as ElementHandle<HTMLInputElement>).uploadFile(keyFile);
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
