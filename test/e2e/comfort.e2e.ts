import { expect } from 'chai';
import type { Page } from 'puppeteer';
import { household } from './support/household.ts';

/** What is run in a page has the names of its functions kept by this. */
const keepNames = 'globalThis.__name = (made) => made';

/** What somebody may have set in the browser or the system, and every state of every element under it. */
describe('every state, for whoever sees or moves otherwise', () => {
  const house = household();

  const open = async (features: readonly { readonly name: string; readonly value: string }[], width = 1280): Promise<Page> => {
    const { page } = await house.visit('chromium', 'about:blank');
    await page.setViewport({ width, height: 900 });
    const devtools = await page.createCDPSession();
    await devtools.send('Emulation.setEmulatedMedia', { features: [...features] });
    await page.goto(`${house.server.origin}/demo/states.html`);
    await page.waitForFunction(() => document.documentElement.dataset['ready'] !== undefined);
    await page.evaluate(keepNames);
    await page.evaluate(walker);
    return page;
  };

  it('moves nothing where less motion is wanted', async () => {
    const page = await open([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    const moving = await page.evaluate(() => {
      const isTimed = (times: string) => times.split(',').some((time) => Number.parseFloat(time) > 0);
      const all = everyElement().flatMap((element) => {
        const { animationName, animationDuration, transitionProperty, transitionDuration } = getComputedStyle(element);
        const animated = animationName !== 'none' && isTimed(animationDuration);
        const fading = transitionProperty !== 'none' && isTimed(transitionDuration);
        return animated || fading || element.getAnimations().length > 0 ? [nameOf(element)] : [];
      });
      return [...new Set(all)];
    });
    expect(moving).to.deep.equal([]);
  });

  it('shows what is pressed, and where controls are, in the colours that somebody has chosen for everything', async () => {
    const page = await open([{ name: 'forced-colors', value: 'active' }]);
    const found = await page.evaluate(() => {
      const controls = everyElement().filter((element) => element.matches('.control') && element.checkVisibility());
      const look = (element: Element) => getComputedStyle(element).backgroundColor;
      const isMarked = (element: Element) => element.matches('[aria-expanded="true"], .rests[aria-pressed="true"], [aria-pressed="false"]:not(.rests)');
      const marked = controls.filter((element) => isMarked(element) && !element.matches('.danger'));
      const grounds = (all: readonly Element[]) => [...new Set(all.map(look))];
      const others = grounds(controls.filter((element) => !isMarked(element)));
      const edges = everyElement().filter((element) => element.matches('.control, .primary, .secondary, input:not([type]), select') && element.checkVisibility());
      const edgeless = edges.filter((element) => Number.parseFloat(getComputedStyle(element).borderTopWidth) < 1 || getComputedStyle(element).borderTopColor === look(element));
      return { marked: marked.length, alike: grounds(marked).filter((ground) => others.includes(ground)), edgeless: [...new Set(edgeless.map(nameOf))] };
    });
    expect(found.marked).to.be.greaterThan(3);
    expect(found).to.deep.include({ alike: [], edgeless: [] });
  });

  it('fits at 200 % and at 400 % of 1280 px: nothing scrolls to the side, and no control is cut off', async () => {
    // Zoomed, a page is as wide as this, whatever unit its letters are in (WCAG 2.2, 1.4.4 and 1.4.10).
    const page = await open([], 640);
    for (const width of [640, 320]) {
      await page.setViewport({ width, height: 900 });
      const found = await page.evaluate(async () => {
        for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
        const cut = everyElement().filter((element) => element.matches('button, select, input, [role=meter]') && element.checkVisibility({ visibilityProperty: true }) && isCut(element));
        return { wide: document.documentElement.scrollWidth - innerWidth, cut: [...new Set(cut.map(nameOf))] };
      });
      expect(found, `${width} px`).to.deep.equal({ wide: 0, cut: [] });
    }
  });

  it('has room for letters alone at 200 %: none is cut off, none lies on others, and all that can be used is within reach', async () => {
    const { page } = await house.visit('firefox with large letters', 'about:blank');
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(`${house.server.origin}/demo/states.html`);
    await page.waitForFunction(() => document.documentElement.dataset['ready'] !== undefined);
    const found = await page.evaluate(() => {
      const figures = [...document.querySelectorAll('figure')];
      const { fontSize } = getComputedStyle(figures[0]!.querySelector('figcaption')!);
      return {
        fontSize,
        wide: Math.max(0, document.documentElement.scrollWidth - innerWidth),
        cutOff: figures.flatMap((figure) => witness.cutOff(figure)),
        overlaps: figures.flatMap((figure) => witness.overlaps(figure)),
        outOfSight: figures.flatMap((figure) => witness.outOfSight(figure)),
        outOfReach: figures.flatMap((figure) => witness.outOfReach(figure)),
      };
    });
    expect(found).to.deep.equal({ fontSize: '28px', wide: 0, cutOff: [], overlaps: [], outOfSight: [], outOfReach: [] });
  });
});

declare function everyElement(): Element[];
declare function nameOf(element: Element): string;
declare function isCut(element: Element): boolean;

/** What the page is looked through with. */
function walker(): void {
  const within = (root: Document | ShadowRoot): Element[] => [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? within(each.shadowRoot) : [])]);
  const hostOf = (element: Element) => (element.getRootNode() as Partial<ShadowRoot>).host;
  const figureOf = (element: Element): string => (element.closest('figure') ?? (hostOf(element) && { textContent: figureOf(hostOf(element)!) }))?.textContent?.trim().split('\n')[0] ?? '';
  Object.assign(globalThis, {
    everyElement: () => within(document).filter((each) => each.getRootNode() !== document),
    nameOf: (element: Element) => `${hostOf(element)?.localName} ${element.localName}.${element.className || (element.getAttribute('part') ?? '')} in "${figureOf(element)}"`,
    isCut: (element: Element) => {
      const box = element.getBoundingClientRect();
      for (let around: Element | null | undefined = element; around; ) {
        around = around.assignedSlot ?? around.parentElement ?? hostOf(around);
        if (!around || around === document.body) return false;
        const { overflowX, overflowY } = getComputedStyle(around);
        // What can be scrolled to is not cut off.
        if (/auto|scroll/.test(overflowX + overflowY)) return false;
        const edge = around.getBoundingClientRect();
        const isClipping = /hidden|clip/.test(overflowX + overflowY);
        if (isClipping && (box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1 || box.bottom > edge.bottom + 1)) return true;
      }
      return false;
    },
  });
}
