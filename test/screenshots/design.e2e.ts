import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { household } from '../e2e/support/household.ts';
import { brokenRules, type Breach } from './design-rules.ts';

interface Manifest {
  readonly modules: readonly { readonly declarations?: readonly { readonly tagName?: string }[] }[];
}

const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as Manifest;
const tags = manifest.modules.flatMap(({ declarations = [] }) => declarations.flatMap(({ tagName }) => tagName ?? []));

/** What a machine can check of how everything looks, on the page that has every state. */
describe('demo/states.html', () => {
  const house = household();

  it('shows every element, and each keeps to the rules of the design, for a mouse and for fingers', async () => {
    const { page } = await house.visit('chromium', 'about:blank');
    await page.setViewport({ width: 1440, height: 900 });
    // What runs the tests gives functions their names by this.
    await page.evaluateOnNewDocument('globalThis.__name = (each) => each');
    await page.goto(`${house.server.origin}/demo/states.html`);
    await page.waitForSelector('[data-ready]');

    const { breaches, tags: shown } = await page.evaluate(brokenRules, 36);
    expect(tags.filter((tag) => !shown.includes(tag)), 'elements that are not shown').to.deep.equal([]);

    const devTools = await page.createCDPSession();
    await devTools.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    await page.waitForFunction(() => matchMedia('(pointer: coarse)').matches);
    const { breaches: ofFingers } = await page.evaluate(brokenRules, 44);
    expect(told([...breaches, ...ofFingers.filter(({ rule }) => rule === 'target')])).to.deep.equal([]);
  });
});

/** Each once, with how often. */
function told(breaches: readonly Breach[]): string[] {
  const counts = new Map<string, number>();
  for (const { rule, where, what } of breaches) {
    const line = `${rule}: ${where}: ${what}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].map(([line, count]) => `${line} (${count} times)`);
}
