import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'puppeteer';
import { household } from './support/household.ts';

const themes = ['quiet', 'brand', 'high-contrast', 'terminal'];
/** What is run in a page has the names of its functions kept by this. */
const keepNames = 'globalThis.__name = (made) => made';
const accents = ['#000000', '#ffffff', '#777777', '#ff0000', '#00ff00', '#0000ff', '#ffff00', '#663399', '#e07b39', '#1e90ff', '#2558d4', '#ff69b4'];

describe('the looks', () => {
  const house = household();

  const open = async (): Promise<Page> => {
    const { page } = await house.visit('chromium', `${house.server.origin}/demo/themes.html`);
    await page.waitForFunction(() => document.documentElement.dataset['ready'] !== undefined);
    await page.evaluate(keepNames);
    return page;
  };
  /** As somebody who chooses: a field of that name and value. */
  const choose = (page: Page, name: string, value: string) =>
    page.evaluate(
      (wanted, chosen) => {
        const field = document.querySelector<HTMLInputElement>(`[name="${wanted}"][type=color], [name="${wanted}"][value="${chosen}"]`)!;
        if (field.type === 'color') field.value = chosen;
        else field.checked = true;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      },
      name,
      value,
    );

  it('are those that there are files for, made of tokens, parts and states only', () => {
    expect(readdirSync('demo/themes')).to.have.members(themes.map((name) => `${name}.css`));
    for (const name of themes) {
      const css = readFileSync(`demo/themes/${name}.css`, 'utf8').replaceAll(/\/\*[^]*?\*\//g, '');
      expect(css, name).not.to.match(/!important|@import|url\(/);
      const selectors = [...css.matchAll(/(?:^|\})([^{}]+)\{/g)].flatMap(([, list = '']) => list.split(',').map((each) => each.trim()));
      expect(selectors.filter((each) => !/^rtc-(call|support|desk)(::part\([a-z-]+\))?(::?[a-z-]+)?$/.test(each)), name).to.deep.equal([]);
    }
  });

  it('can be copied, with the accent that was chosen: what is shown is what the call has', async () => {
    const page = await open();
    const granted = (name: string) => ({ permission: { name }, state: 'granted' }) as const;
    await page.browserContext().setPermission(house.server.origin, granted('clipboard-read'), granted('clipboard-write'));
    await choose(page, 'theme', 'brand');
    const shown = () => page.$eval('#css', (code) => code.textContent);
    expect(await shown()).to.equal(readFileSync('demo/themes/brand.css', 'utf8'));
    await choose(page, 'accent', '#0a7a5c');
    expect(await shown()).to.equal(readFileSync('demo/themes/brand.css', 'utf8').replace('#7a2ee6', '#0a7a5c'));
    expect(await page.$eval('#theme', (sheet) => sheet.textContent)).to.equal(await shown());
    expect(await page.$eval('rtc-call', (call) => getComputedStyle(call).getPropertyValue('--rtc-accent').trim())).to.equal('#0a7a5c');
    await page.bringToFront();
    await page.click('[name=copy]');
    await page.waitForFunction(() => document.querySelector('[name=copy]')!.textContent === 'Copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).to.equal(await shown());
  });

  it('keep words readable with twelve accents, light and dark', async () => {
    const page = await open();
    const low: string[] = [];
    for (const theme of themes) {
      for (const scheme of ['light', 'dark']) {
        await choose(page, 'scheme', scheme);
        await choose(page, 'theme', theme);
        low.push(...(await lowContrasts(page)).map((each) => `${theme}, ${scheme}: ${each}`));
        for (const accent of accents) {
          await choose(page, 'accent', accent);
          low.push(...(await lowContrasts(page)).map((each) => `${theme}, ${scheme}, ${accent}: ${each}`));
        }
      }
    }
    expect(low).to.deep.equal([]);
  });
});

/** Words that have less than 4.5:1 (WCAG 2.2, 1.4.3) where they are, by what they are written in and on. */
function lowContrasts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('rtc-call')!.shadowRoot!;
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
    const luminance = (color: string) => {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const parts = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => (value <= 10 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * parts[0]! + 0.7152 * parts[1]! + 0.0722 * parts[2]!;
    };
    const ratio = (color: string, ground: string) => {
      const [dark = 0, light = 0] = [luminance(color), luminance(ground)].sort((a, b) => a - b);
      return (light + 0.05) / (dark + 0.05);
    };
    const probe = root.appendChild(document.createElement('i'));
    const names = [
      ...['--_surface', '--_raised'].flatMap((ground) => ['--_text', '--_text-muted'].map((words) => [words, ground] as const)),
      ['--_on-accent', '--_accent'],
      ['--_surface', '--_text'],
    ] as const;
    const pairs = names.map(([words, ground]) => {
      probe.style.cssText = `color: var(${words}); background: var(${ground})`;
      const { color, backgroundColor } = getComputedStyle(probe);
      return [`${words} on ${ground}`, ratio(color, backgroundColor)] as const;
    });
    probe.style.cssText = 'color: #fff; background: var(--_danger)';
    const leaving = ['white on --_danger', ratio('#fff', getComputedStyle(probe).backgroundColor)] as const;
    probe.remove();
    const tile = root.querySelector('rtc-stage')?.shadowRoot?.querySelector('rtc-video-tile')?.shadowRoot?.querySelector('[part=name]');
    const named = tile && getComputedStyle(tile);
    // Half transparent, it is painted on what was painted before: on the words' own colour, the worst there is.
    const onPicture = named ? ([`a name on a tile`, ratio(named.color, named.backgroundColor)] as const) : (['no name on a tile', 0] as const);
    return [...pairs, leaving, onPicture].filter(([, each]) => each < 4.5).map(([what, each]) => `${what} ${each.toFixed(2)}`);
  });
}
