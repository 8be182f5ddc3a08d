import { expect } from 'chai';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import type { Page } from 'puppeteer';
import { household } from '../e2e/support/household.ts';
import { blockFont } from './block-font.ts';
import { compare, encode, mostOff, shrink } from './picture.ts';

const sections = ['before', 'prejoin', 'call', 'stage', 'tile', 'controls', 'people', 'after'];
const baselines = join(import.meta.dirname, 'baselines');
const output = 'test/output/screenshots';
const isUpdate = process.env['RTC_UPDATE_SCREENSHOTS'] === '1';

/**
 * Every state of every element, as drawn when somebody last looked at them. After a change that is meant:
 * `RTC_UPDATE_SCREENSHOTS=1 node scripts/test.mjs build e2e test/screenshots/states.e2e.ts`, and a look at the new ones.
 */
describe('demo/states.html looks as it did', () => {
  const house = household();

  for (const theme of ['light', 'dark']) {
    for (const width of [320, 768, 1440]) {
      it(`${theme}, ${width} px`, async () => {
        const { page } = await house.visit('chromium', 'about:blank');
        await page.setViewport({ width, height: 900 });
        await page.goto(`${house.server.origin}/demo/states.html?theme=${theme}`);
        await untilDrawn(page);

        const pictures = new Map<string, PNG>();
        for (const section of sections) {
          const element = await page.waitForSelector(`#${section}`);
          pictures.set(`${section}-${width}-${theme}`, shrink(await element!.screenshot()));
        }
        const failures = [...pictures].flatMap(([name, picture]) => judge(name, picture) ?? []);
        expect(failures).to.deep.equal([]);
      });
    }
  }
});

/** Everything is as it will stay. */
async function untilDrawn(page: Page): Promise<void> {
  // Whatever fonts there are: which words, is not what is looked at here.
  await page.addStyleTag({ content: `@font-face { font-family: blocks; src: url(${blockFont()}); } :root { font-family: blocks !important; }` });
  await page.waitForFunction(() => document.documentElement.dataset['ready'] !== undefined);
  await page.waitForFunction(() => {
    const meters = [...document.querySelectorAll('#prejoin > .figures > * > rtc-call')].flatMap((call) => {
      return call.shadowRoot?.querySelector('rtc-prejoin')?.shadowRoot?.querySelector('[role=meter]') ?? [];
    });
    return meters.length > 0 && meters.every((meter) => meter.ariaValueNow !== '0');
  });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** What is wrong with a picture, in words; as files, in {@link output}. */
function judge(name: string, picture: PNG): string | undefined {
  const file = join(baselines, `${name}.png`);
  if (isUpdate) writeFileSync(file, encode(picture));
  if (!existsSync(file)) return `${name} has no baseline`;
  const { off, difference } = compare(PNG.sync.read(readFileSync(file)), picture);
  if (off <= mostOff) return undefined;
  mkdirSync(output, { recursive: true });
  writeFileSync(join(output, `${name}.actual.png`), encode(picture));
  writeFileSync(join(output, `${name}.difference.png`), difference);
  return `${name}: ${off} pixels differ, see ${output}`;
}
