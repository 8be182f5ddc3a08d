import type { Browser } from 'puppeteer';
import type { Site } from '../test/e2e/support/site.ts';
import { newDesk, supportButton } from './desk.ts';
import { type Files, filesFrom, sum, watchRequests } from './weigh.ts';

export interface ButtonSizes {
  /** KiB of brotli before anybody points at the button. */
  readonly idle: number;
  /** What comes when somebody does. */
  readonly hover: number;
  readonly files: { readonly idle: Files; readonly hover: Files };
}

/** Follows the requests of the README's page: one script tag, one button. */
export async function readButton(server: string, site: Site, browser: Browser): Promise<ButtonSizes> {
  const page = await browser.newPage();
  const [files, settled] = [filesFrom(server, page), watchRequests(page)];
  await page.goto(site.put(`<!doctype html><title>Size</title><script type="module" src="${server}/rtc-elements.js"></script>${supportButton(newDesk())}`));
  const launcher = await page.waitForSelector('rtc-support >>> [part=launcher]', { visible: true });
  await settled();
  const idle = await files();
  await launcher?.hover();
  await settled();
  const hover = Object.fromEntries(Object.entries(await files()).filter(([path]) => !(path in idle)));
  if (Object.keys(hover).length === 0) throw new Error('Nothing came when the button was pointed at');
  await page.close();
  return { idle: sum(idle), hover: sum(hover), files: { idle, hover } };
}
