import { brotliCompressSync, constants } from 'node:zlib';
import type { Page } from 'puppeteer';
import { serve } from '../src/server/serve.ts';
import { Site } from '../test/e2e/support/site.ts';
import { openBrowser } from './browser.ts';
import { minified } from './bundle.ts';
import type { Report } from './report.ts';

export interface Sizes {
  /** Everything that a call of two loads, KiB of brotli. */
  readonly call: number;
  /** What the script tag alone loads. */
  readonly script: number;
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
      const files = filesFrom(server.url, page);
      await page.goto(site.put(html), { waitUntil: 'networkidle0' });
      await ready(page);
      return files();
    };
    const alone = await load(script, async () => undefined);
    const pages = [script + call, script + call].map((html) => load(html, untilSomebodyIsSeen));
    const [files = {}] = await Promise.all(pages);
    const packages = await minified("export { Peer } from 'peerjs'; export { LitElement, html, css } from 'lit';");
    return { call: sum(files), script: sum(alone), packages: compressed(Buffer.from(packages)), files };
  } finally {
    await browser.close();
    await Promise.all([server.stop(), site.close()]);
  }
}

async function untilSomebodyIsSeen(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document.querySelector('rtc-call')?.participants.some(({ isLocal, camera }) => !isLocal && camera === 'on'),
  );
}

/** Gathers what comes from an origin. */
function filesFrom(origin: string, page: Page): () => Promise<Record<string, number>> {
  const bodies = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    const url = response.url();
    if (url.startsWith(origin)) bodies.set(url.slice(origin.length), response.buffer());
  });
  return async () => {
    const sizes = await Promise.all([...bodies].map(async ([path, body]) => [path, compressed(await body)] as const));
    return Object.fromEntries(sizes);
  };
}

function compressed(bytes: Buffer): number {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length / 1024;
}

function sum(sizes: Readonly<Record<string, number>>): number {
  return Object.values(sizes).reduce((total, size) => total + size, 0);
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
    ],
    data: sizes,
  };
}
