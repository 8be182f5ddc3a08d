import type { Browser, Page } from 'puppeteer';
import { Site } from '../test/e2e/support/site.ts';
import { startWires } from '../test/network/wires.ts';
import { openBrowser } from './browser.ts';
import { startRawRelay } from './raw-relay.ts';

/** Two browser processes, and where they find what they need. */
export interface Stage {
  readonly browsers: readonly [joiner: Browser, other: Browser];
  /** Puts a page up with the library's script tag and this, and answers its address. */
  readonly put: (html: string) => string;
  /** A blank page, and one with the library's script tag. */
  readonly pages: { readonly blank: string; readonly library: string };
  /** Origins, at the other end of the wires. */
  readonly servers: { readonly peer: string; readonly raw: string };
  /** One way, in milliseconds. */
  readonly setDelay: (milliseconds: number) => void;
  /** Packets in a hundred that are lost, each way. */
  readonly setLoss: (percent: number) => void;
  /** Silently, both ways, between two participants. */
  readonly setCut: (a: string, b: string, isCut: boolean) => void;
  /** Starts another browser in the place of one that has ended; true if there was one. */
  readonly revive: () => Promise<boolean>;
}

/** Opens a stage for `play`, and closes it whatever happens. */
export async function onStage(play: (stage: Stage) => Promise<void>): Promise<void> {
  // Greetings do not wait at the server for a newcomer: whoever is there has been there for a while.
  const server = { expireTimeout: 10 };
  const [relay, site, peer] = await Promise.all([startRawRelay(), Site.open(), startWires({ server })]);
  const raw = await startWires({ origin: relay.origin });
  const open = () => openBrowser(site.origin);
  const browsers = await Promise.all([open(), open()]);
  const page = (head: string) => site.put(`<!doctype html><title>Bench</title>${head}`);
  const put = (html: string) => page(`<script type="module" src="${peer.url}/rtc-elements.js"></script>${html}`);
  const stage: Stage = {
    browsers,
    put,
    pages: { blank: page(''), library: put('') },
    servers: { peer: peer.url, raw: raw.url },
    setDelay: (milliseconds) => {
      peer.delay = raw.delay = milliseconds;
    },
    setLoss: (percent) => {
      peer.loss = raw.loss = percent;
    },
    setCut: (a, b, isCut) => (isCut ? peer.cut(a, b) : peer.heal(a, b)),
    async revive() {
      const ended = browsers.flatMap(({ connected }, index) => (connected ? [] : [index]));
      for (const index of ended) {
        const { exitCode, signalCode } = browsers[index]?.process() ?? {};
        console.error(`A browser has ended: ${signalCode ?? exitCode ?? 'nobody knows why'}`);
        browsers[index] = await open();
      }
      return ended.length > 0;
    },
  };
  try {
    await play(stage);
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    await Promise.all([peer.close(), raw.close()]);
    await Promise.all([relay.close(), site.close()]);
  }
}

/** What `run` answers; later than this, in milliseconds, it has failed. */
export async function inTime<Result>(run: Promise<Result>, patience = 20_000): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No frame within ${patience} ms`)), patience);
  });
  try {
    return await Promise.race([run, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** When the first frame of the other's picture was shown in a page, milliseconds since the epoch. */
export function firstFrame(page: Page): Promise<number> {
  return page.evaluate(() => instrument.firstFrame.happened);
}
