import { expect } from 'chai';
import type { Page } from 'puppeteer';
import { languages } from '../../src/languages.ts';
import { household } from './support/household.ts';

/** A text that a visitor reads, and whether all of it is seen. */
interface Shown {
  readonly figure: string;
  readonly text: string;
  readonly isCut: boolean;
}

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

    // What people and devices are called is the same everywhere, and may be shortened.
    const names = new Set(inEnglish.map(({ text }) => text).filter((text) => all.get('ja')!.some((other) => other.text === text)));
    const cut = [...all].flatMap(([language, texts]) => texts.filter(({ text, isCut }) => isCut && !names.has(text)).map(({ figure, text }) => `${language}, ${figure}: ${text}`));
    expect([...new Set(cut)]).to.deep.equal([]);
  });
});

async function shown(page: Page, language: string): Promise<Shown[]> {
  await page.evaluate(async (lang) => {
    document.documentElement.lang = lang;
    if (lang !== 'en') await import(new URL(`/words/${lang}.js`, location.href).href);
    const hosts = (root: ParentNode): Element[] => [...root.querySelectorAll('*')].flatMap((element) => (element.shadowRoot ? [element, ...hosts(element.shadowRoot)] : []));
    // The document is watched, and tells in a task of its own; sizes are told with the next frame.
    for (let round = 0; round < 3; round++) {
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      await Promise.all(hosts(document).map((host) => (host as Element & { updateComplete?: Promise<unknown> }).updateComplete));
    }
  }, language);
  return page.evaluate(() => {
    const found: Shown[] = [];
    const over = ({ left, right, top, bottom }: DOMRect, box: DOMRect, isX: boolean, isY: boolean) =>
      (isX && (left < box.left - 1 || right > box.right + 1)) || (isY && (top < box.top - 2 || bottom > box.bottom + 2));

    function isCut(text: Text, figure: Element): boolean {
      const range = document.createRange();
      range.selectNodeContents(text);
      const area = range.getBoundingClientRect();
      for (let element: Element | null = text.parentElement; element; element = element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as ShadowRoot).host ?? null) {
        const { overflowX, overflowY, position } = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        // What scrolls downwards can be read; nobody scrolls sideways to read.
        if (over(area, box, overflowX !== 'visible', overflowY === 'hidden' || overflowY === 'clip')) return true;
        // Above everything else, nothing clips it but the window.
        if (element.matches(':popover-open')) return over(area, document.documentElement.getBoundingClientRect(), true, false);
        if (element === figure) return over(area, box, true, false);
        if (position === 'fixed') return over(area, document.documentElement.getBoundingClientRect(), true, false);
      }
      return false;
    }

    /** For eyes, not for screen readers only. */
    function isSeen(element: Element): boolean {
      const { width, height } = element.getBoundingClientRect();
      const { clipPath } = getComputedStyle(element);
      return width > 1 && height > 1 && clipPath === 'none' && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    }

    function look(root: ParentNode, figure: Element): void {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot, figure);
        if (element.closest('option, style, script') || !isSeen(element)) continue;
        for (const node of element.childNodes) {
          const text = node.nodeType === Node.TEXT_NODE ? node.textContent!.trim() : '';
          if (text) found.push({ figure: figure.querySelector('figcaption')!.textContent, text, isCut: isCut(node as Text, figure) });
        }
      }
    }
    for (const figure of document.querySelectorAll('figure')) {
      for (const element of figure.children) {
        if (element.localName === 'figcaption') continue;
        if (element.shadowRoot) look(element.shadowRoot, figure);
        look(element, figure);
      }
    }
    return found;
  });
}
