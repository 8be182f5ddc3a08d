import { expect } from 'chai';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { PNG } from 'pngjs';
import type { Page } from 'puppeteer';
import { household } from '../e2e/support/household.ts';
import { blockFont } from './block-font.ts';
import { compare, encode, mostOff, shrink } from './picture.ts';

const sections = ['before', 'prejoin', 'call', 'stage', 'tile', 'controls', 'menus', 'people', 'chat', 'files', 'panels', 'after', 'support', 'desk'];
/** Where something points somewhere, or has a colour of its own. */
const mirrored = ['controls', 'menus', 'people', 'chat', 'files', 'panels', 'support', 'desk'];
const forced = ['prejoin', 'tile', 'controls', 'menus', 'people', 'chat', 'files', 'panels', 'support', 'desk'];
const baselines = join(import.meta.dirname, 'baselines');
const output = 'test/output/screenshots';
const isUpdate = process.env['RTC_UPDATE_SCREENSHOTS'] === '1';

interface Look {
  readonly name: string;
  /** Of the page's address. */
  readonly query: string;
  readonly widths: readonly number[];
  readonly sections: readonly string[];
  readonly media?: readonly { readonly name: string; readonly value: string }[];
}

const looks: readonly Look[] = [
  { name: 'light', query: 'theme=light', widths: [320, 768, 1440], sections },
  { name: 'dark', query: 'theme=dark', widths: [320, 768, 1440], sections },
  // In English, since what is looked at is the way it runs.
  { name: 'rtl', query: 'theme=light&dir=rtl&lang=en', widths: [320, 1440], sections: mirrored },
  { name: 'forced', query: '', widths: [320, 1440], sections: forced, media: [{ name: 'forced-colors', value: 'active' }, { name: 'prefers-color-scheme', value: 'dark' }] },
];

/**
 * Every state of every element, as drawn when somebody last looked at them. After a change that is meant:
 * `RTC_UPDATE_SCREENSHOTS=1 node scripts/test.mjs build e2e test/screenshots/states.e2e.ts`, and a look at the new ones.
 */
describe('demo/states.html looks as it did', () => {
  const house = household();

  for (const look of looks) {
    for (const width of look.widths) {
      it(`${look.name}, ${width} px`, async () => {
        const { page } = await house.visit('chromium', 'about:blank');
        await page.setViewport({ width, height: 900 });
        const devTools = await page.createCDPSession();
        // What slides in is looked at when it is there.
        await devTools.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value: 'reduce' }, ...(look.media ?? [])] });

        const failures: string[] = [];
        let judgeLast: () => unknown = () => undefined;
        for (const section of look.sections) {
          // A page with all of them takes longer than all of these.
          const opened = page.goto(`${house.server.origin}/demo/states.html?only=${section}&${look.query}`);
          // One processor has the picture before, and the other the page.
          await Promise.all([opened, setImmediate().then(judgeLast)]);
          await untilDrawn(page);
          const element = await page.waitForSelector(`#${section}`);
          const screenshot = await element!.screenshot();
          judgeLast = () => failures.push(...(judge(`${section}-${width}-${look.name}`, shrink(screenshot)) ?? []));
        }
        judgeLast();
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
    const screens = [...document.querySelectorAll('#prejoin > .figures > * > rtc-call')];
    const meters = screens.flatMap((call) => call.shadowRoot?.querySelector('rtc-prejoin')?.shadowRoot?.querySelector('[role=meter]') ?? []);
    return (meters.length > 0 || screens.length === 0) && meters.every((meter) => meter.ariaValueNow !== '0');
  });
  // What a font or a menu has moved is where it stays; menus are asked to look where their buttons are.
  await page.evaluate(async () => {
    await document.fonts.ready;
    window.dispatchEvent(new Event('resize'));
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  });
}

/** What is wrong with a picture, in words; as files, in {@link output}. */
function judge(name: string, picture: PNG): string[] | undefined {
  const file = join(baselines, `${name}.png`);
  if (isUpdate) writeFileSync(file, encode(picture));
  if (!existsSync(file)) return [`${name} has no baseline`];
  const { off, difference, where } = compare(PNG.sync.read(readFileSync(file)), picture);
  if (off <= mostOff) return undefined;
  mkdirSync(output, { recursive: true });
  writeFileSync(join(output, `${name}.actual.png`), encode(picture));
  writeFileSync(join(output, `${name}.difference.png`), difference);
  return [`${name}: ${off} small pixels differ, ${where}, see ${output}`];
}
