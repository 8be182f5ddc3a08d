import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer';
import { languages } from '../../src/languages.ts';
import { household } from './support/household.ts';
import type { Shown } from './support/page/shown-texts.ts';

describe('the words of every language', () => {
  const house = household();

  it('fit at 320 px, in every state of every element', async () => {
    const { page } = await house.visit('chromium', 'about:blank');
    await page.setViewport({ width: 320, height: 900 });
    await page.goto(`${house.server.origin}/demo/states.html?theme=light`);
    await page.waitForFunction(() => document.documentElement.dataset['ready'] !== undefined);

    const inEnglish = await shown(page, 'en');
    expect(inEnglish.length).to.be.greaterThan(200);
    const all = new Map([['en', inEnglish]]);
    for (const language of Object.keys(languages)) all.set(language, await shown(page, language));

    // What people and devices are called is the same everywhere, and may be shortened; so are initials.
    const names = ['Ada Lovelace', ...inEnglish.map(({ text }) => text).filter((text) => text.length > 3 && all.get('ja')!.some((other) => other.text === text))];
    const isName = (text: string) => /^\p{L}{1,2}$/u.test(text) || names.some((name) => text.includes(name));
    const cut = [...all].flatMap(([language, texts]) => texts.filter(({ text, isCut }) => isCut && !isName(text)).map(({ figure, text }) => `${language}, ${figure}: ${text}`));
    expect([...new Set(cut)]).to.deep.equal([]);
  });
});

describe('a page’s own words', () => {
  const house = household();

  it('are added as the documents say', async () => {
    const manual = readFileSync('docs/calls.md', 'utf8');
    const [, example = ''] = /```js\n(import \{ addWords \}[\s\S]*?)\n```/.exec(manual) ?? [];
    const script = example.replaceAll('https://rtc.example.org', house.server.origin);
    const tags = ['en', 'nl', 'de'].map((lang) => `<div lang="${lang}">${house.tag({ id: lang, room: `words-${lang}`, autojoin: false })}</div>`).join('');
    const url = house.page(`<script type="module">${script}</script>${tags}`);
    const { page } = await house.visit('chromium', url);
    for (const [lang, words] of [['en', 'Enter the classroom'], ['nl', 'Deelnemen'], ['de', 'Teilnehmen']] as const) {
      await page.waitForFunction((id, text) => document.getElementById(id)?.shadowRoot?.querySelector('rtc-prejoin')?.shadowRoot?.textContent.includes(text), {}, lang, words);
    }
  });
});

async function shown(page: Page, language: string): Promise<Shown[]> {
  await page.evaluate((lang) => witness.speak(lang), language);
  return page.evaluate(() => [...document.querySelectorAll('figure')].flatMap((figure) => witness.shownTexts(figure)));
}
