import type { Page } from 'puppeteer';
import { brotliCompressSync, constants } from 'node:zlib';

/** KiB of brotli, by address. */
export type Files = Readonly<Record<string, number>>;

/** After so long without a request, none is to come. Milliseconds. */
const quiet = 1000;
/** A page that goes on asking for longer than this never comes to rest. Milliseconds. */
const patience = 15_000;

/** Gathers what comes from an origin; of what goes on coming, such as server-sent events, nothing. */
export function filesFrom(origin: string, page: Page): () => Promise<Files> {
  const bodies = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    const url = response.url();
    if (url.startsWith(origin) && response.request().resourceType() !== 'eventsource') bodies.set(url.slice(origin.length), response.buffer());
  });
  return async () => {
    const sizes = await Promise.all([...bodies].map(async ([path, body]) => [path, compressed(await body)] as const));
    return Object.fromEntries(sizes);
  };
}

export function compressed(bytes: Buffer): number {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length / 1024;
}

export function sum(files: Files): number {
  return Object.values(files).reduce((total, size) => total + size, 0);
}

/** Answers what waits until the page has asked for nothing for a while. @throws If it does not stop. */
export function watchRequests(page: Page): () => Promise<void> {
  let [latest, address] = [performance.now(), ''];
  page.on('request', (request) => ([latest, address] = [performance.now(), request.url()]));
  return async () => {
    const since = performance.now();
    for (latest = since; performance.now() - latest < quiet; ) {
      if (performance.now() - since > patience) throw new Error(`The page still asks, at last for ${address}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
}
