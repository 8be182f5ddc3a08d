import { expect } from 'chai';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { LibraryServer } from '../e2e/support/library-server.ts';
import { Site } from '../e2e/support/site.ts';
import { pageScript } from '../e2e/support/witness-script.ts';
import { inLab } from './in-lab.ts';
import { LabBrowser } from './lab-browser.ts';
import type * as BusyCall from './page/busy-call.ts';

declare global {
  var busyCall: typeof BusyCall;
}

/** kbit/s and milliseconds. */
const way = { rate: 2000, delay: 20 };
/** Milliseconds: until pictures have found what the way carries, until the stream has, and for how long is looked. */
const [settling, starting, looking] = [6000, 3000, 15_000];

describe('a call on a way of 2 Mbit/s', () => {
  const lab = inLab();

  it('goes on as before while as much as possible is transferred', async () => {
    const [shop, library, home, office] = await Promise.all([lab.host('shop'), lab.host('library'), lab.host('home', { shaped: true }), lab.host('office')]);
    const [server, site] = await Promise.all([LibraryServer.start(9000, library), Site.open(await shop.listen(8080))]);
    const browsers = await Promise.all([home, office].map((host) => LabBrowser.start('chromium', host, { origins: [site.origin] })));
    const pages = await Promise.all(browsers.map(({ browser }) => browser.newPage()));
    for (const page of pages) {
      await page.goto(site.put('<!doctype html><title>A call</title><body>'));
      await page.evaluate(await pageScript('busyCall', join(import.meta.dirname, 'page/busy-call.ts')));
    }
    await Promise.all(pages.map((page) => page.evaluate((origin) => busyCall.join(origin, 'room'), server.origin)));
    await home.condition(way);
    for (const page of pages) await page.evaluate(() => busyCall.talk());
    await pause(settling);
    const quiet = await measure(pages, 5000);
    await pages[0]!.evaluate(() => void busyCall.pour());
    await pause(starting);
    const busy = await measure(pages, looking);
    for (const [name, all] of Object.entries({ quiet, busy })) for (const line of all) console.log(`      ${name}: ${JSON.stringify(line)}`);
    for (const { lost, fps, chat } of busy) {
      expect(lost).to.be.below(1);
      expect(fps).to.be.above(5);
      expect(chat).to.be.below(500);
    }
    expect(busy[1]?.rate).to.be.above(150);
    await Promise.all([...browsers.map((browser) => browser.close()), site.close()]);
    await server.kill();
  });
});

interface Measure {
  /** Of sound, packets in a hundred. */
  readonly lost: number;
  readonly fps: number;
  /** Milliseconds there and back that 95 of a hundred messages keep to. */
  readonly chat: number;
  /** Of the stream, kbit/s. */
  readonly rate: number;
}

async function measure(pages: readonly Page[], duration: number): Promise<Measure[]> {
  const look = () => Promise.all(pages.map((page) => page.evaluate(() => busyCall.account())));
  const before = await look();
  await pause(duration);
  const after = await look();
  return after.map((now, index) => {
    const then = before[index]!;
    const [received, lost] = [now.sound.received - then.sound.received, now.sound.lost - then.sound.lost];
    const times = now.times.slice(then.times.length).sort((a, b) => a - b);
    const seconds = (now.at - then.at) / 1000;
    return {
      lost: (100 * lost) / (received + lost),
      fps: (now.frames - then.frames) / seconds,
      chat: times[Math.floor(times.length * 0.95)] ?? Infinity,
      rate: ((now.bytes - then.bytes) * 8) / 1000 / seconds,
    };
  });
}

/** The duration of what is measured. */
function pause(duration: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, duration));
}
