import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer';
import { launchOptions } from '../scripts/browsers.mjs';
import { pageScript } from './bundle.ts';
import type * as Instrument from './page/instrument.ts';

declare global {
  /** In every page of a bench. */
  var instrument: typeof Instrument;
}

/** A browser process of its own, whose pages may use camera and microphone of `origin`. */
export async function openBrowser(origin: string): Promise<Browser> {
  const browser = await puppeteer.launch(await launchOptions('chromium'));
  await allowDevices(browser.defaultBrowserContext(), origin);
  return browser;
}

/** Where nothing was loaded before, for somebody who comes for the first time. */
export async function openContext(browser: Browser, origin: string): Promise<BrowserContext> {
  const context = await browser.createBrowserContext();
  await allowDevices(context, origin);
  return context;
}

async function allowDevices(context: BrowserContext, origin: string): Promise<void> {
  const granted = (name: string) => ({ permission: { name }, state: 'granted' as const });
  await context.setPermission(origin, granted('camera'), granted('microphone'));
}

export interface PageOptions {
  readonly url: string;
  /** A file of bench/page/ to run beside the instrument. */
  readonly script?: string;
  readonly userAgent?: string;
}

/** A page with the instrument in it, and with media at hand. */
export async function openPage(browser: Pick<Browser, 'newPage'>, { url, script, userAgent }: PageOptions): Promise<Page> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(`In ${url}: ${String(error)}`));
  if (userAgent) await page.setUserAgent({ userAgent });
  await page.evaluateOnNewDocument(await pageScript('instrument'));
  await page.goto(url);
  if (script) await page.evaluate(await pageScript(script));
  await page.evaluate(() => instrument.acquire());
  return page;
}
