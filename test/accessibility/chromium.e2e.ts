import { expect } from 'chai';
import type { Page } from 'puppeteer';
import { household } from '../e2e/support/household.ts';
import { judge } from './support/snapshots.ts';
import { addressOf, height, scriptOf, width } from './support/states-page.ts';
import { treesOf } from './support/tree.ts';

/**
 * Every state of every element, as axe judges it, and as a screen reader is told of it. After a change that is meant:
 * `RTC_UPDATE_ACCESSIBILITY=1 node scripts/test.mjs build e2e test/accessibility/chromium.e2e.ts`, and read what is different.
 */
describe('demo/states.html is accessible in Chromium', () => {
  const house = household();

  const shown = async (theme: 'light' | 'dark', across: number) => {
    const { page } = await house.visit('chromium', 'about:blank');
    await page.setViewport({ width: across, height });
    await page.goto(addressOf(house.server.origin, theme));
    await page.evaluate(await scriptOf('settled'));
    await page.evaluate('settled.settled()');
    return page;
  };
  const audit = async (page: Page) => {
    await page.evaluate(await scriptOf('audit'));
    return page.evaluate('audit.audit()');
  };

  it('to axe, in the dark, 320 px wide', async () => {
    expect(await audit(await shown('dark', 320))).to.deep.equal([]);
  });

  it('to axe in the light, and to screen readers as it was', async () => {
    const page = await shown('light', width);
    const differences = judge(await treesOf(page));
    expect(await audit(page)).to.deep.equal([]);
    expect(differences).to.deep.equal([]);
  });
});
