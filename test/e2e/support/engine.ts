import type { Browser } from 'puppeteer';

export async function isFirefox(browser: Browser): Promise<boolean> {
  return (await browser.version()).toLowerCase().startsWith('firefox');
}
