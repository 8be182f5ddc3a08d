import puppeteer, { type Browser } from 'puppeteer';
import { launchOptions } from '../../../scripts/browsers.mjs';

/** Each is a process of its own, started when somebody first needs it and kept until all tests are done. */
export type BrowserName = 'chromium' | 'second chromium' | 'third chromium' | 'firefox';

const running = new Map<BrowserName, Promise<Browser>>();

export async function browserNamed(name: BrowserName): Promise<Browser> {
  const known = await running.get(name);
  if (known?.connected) return known;
  const launched = launch(name);
  running.set(name, launched);
  return launched;
}

/** Ends one for good: the next who asks for its name gets another. */
export async function endBrowser(name: BrowserName): Promise<void> {
  const browser = running.get(name);
  running.delete(name);
  await (await browser)?.close();
}

export async function isFirefox(browser: Browser): Promise<boolean> {
  return (await browser.version()).toLowerCase().startsWith('firefox');
}

async function launch(name: BrowserName): Promise<Browser> {
  return puppeteer.launch(await launchOptions(name === 'firefox' ? 'firefox' : 'chromium'));
}

after('end the browsers', async () => {
  await Promise.all([...running.keys()].map(endBrowser));
});
