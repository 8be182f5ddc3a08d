import type { Page } from 'puppeteer';
import { serve } from '../src/server/serve.ts';
import { Site } from '../test/e2e/support/site.ts';
import { openBrowser } from './browser.ts';
import { minified } from './bundle.ts';
import type { Report } from './report.ts';
import { type ButtonSizes, readButton } from './size-button.ts';
import { compressed, filesFrom, sum, watchRequests } from './weigh.ts';

export interface Sizes {
  /** Everything that a call of two loads, with what comes once the call stands, KiB of brotli. */
  readonly call: number;
  /** What the script tag alone loads. */
  readonly script: number;
  /** What a page with a support button loads before anybody points at it, and what pointing at it adds. */
  readonly support: ButtonSizes;
  /** peerjs and lit, and nothing done with them. */
  readonly packages: number;
  /** By address. */
  readonly files: Readonly<Record<string, number>>;
}

/** Follows the requests of real pages. */
export async function readSizes(): Promise<Sizes> {
  const [server, site] = await Promise.all([serve({ port: 0 }), Site.open()]);
  const browser = await openBrowser(site.origin);
  const script = `<!doctype html><title>Size</title><script type="module" src="${server.url}/rtc-elements.js"></script>`;
  const call = '<rtc-call room="size" autojoin></rtc-call>';
  try {
    const load = async (html: string, ready: (page: Page) => Promise<unknown>) => {
      const page = await browser.newPage();
      const [files, settled] = [filesFrom(server.url, page), watchRequests(page)];
      await page.goto(site.put(html));
      await ready(page);
      await settled();
      return files();
    };
    const alone = await load(script, async () => undefined);
    const pages = [script + call, script + call].map((html) => load(html, untilSomebodyIsSeen));
    const [files = {}] = await Promise.all(pages);
    const support = await readButton(server.url, site, browser);
    const packages = await minified("export { Peer } from 'peerjs'; export { LitElement, html, css } from 'lit';");
    return { call: sum(files), script: sum(alone), support, packages: compressed(Buffer.from(packages)), files };
  } finally {
    await browser.close();
    await Promise.all([server.stop(), site.close()]);
  }
}

/** By events: the page may be behind another one, where timers and frames rest. */
async function untilSomebodyIsSeen(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await customElements.whenDefined('rtc-call');
    const call = document.querySelector('rtc-call');
    while (!call?.participants.some(({ isLocal, camera }) => !isLocal && camera === 'on')) {
      await new Promise((resolve) => ['rtc-participant-joined', 'rtc-participant-changed'].forEach((type) => call?.addEventListener(type, resolve, { once: true })));
    }
  });
}

export async function measureSize(): Promise<Report> {
  const sizes = await readSizes();
  return {
    name: 'size',
    figures: [
      { id: 'B1', measure: 'a call of two, brotli ÷ peerjs + lit', value: sizes.call / sizes.packages, target: 1.2, beyond: 1 },
      { id: '', measure: '… KiB', value: sizes.call },
      { id: '', measure: '… peerjs + lit, KiB', value: sizes.packages },
      { id: 'B2', measure: 'the script tag alone, KiB', value: sizes.script, target: 2, beyond: 1 },
      { id: 'B3', measure: 'a support button nobody pointed at, KiB', value: sizes.support.idle, target: 9, beyond: 6 },
      { id: '', measure: '… what pointing at it adds, KiB', value: sizes.support.hover },
    ],
    data: sizes,
  };
}
