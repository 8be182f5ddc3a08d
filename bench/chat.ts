import type { Page } from 'puppeteer';
import { Site } from '../test/e2e/support/site.ts';
import { openBrowser } from './browser.ts';
import { pageScript } from './bundle.ts';
import type * as ChatPage from './page/chat.ts';
import type { Figure, Report } from './report.ts';
import { median, paired, shuffled, spread } from './statistics.ts';

declare global {
  var chat: typeof ChatPage;
}

const arms = ['own', 'lit'] as const;
type Samples = Record<ChatPage.Arm, ChatPage.Sample[]>;

/** Until the page's code is compiled as well as it will be. */
const warmUp = 2;

/** A thousand messages and one more, by the chat's list and by Lit's; and ten thousand that go by. */
export async function measureChat({ rounds }: { rounds: number }): Promise<Report> {
  const samples: Samples = { own: [], lit: [] };
  const many: Awaited<ReturnType<typeof ChatPage.measureMany>>[] = [];
  const site = await Site.open();
  const browser = await openBrowser(site.origin);
  try {
    const page: Page = await browser.newPage();
    await page.goto(site.put('<!doctype html><html lang="en"><title>Chat</title><body></body></html>'));
    await page.evaluate(await pageScript('chat'));
    for (let round = -warmUp; round < rounds; round++) {
      for (const name of shuffled([...arms])) {
        const sample = await page.evaluate((arm) => chat.measure(arm), name);
        if (round >= 0) samples[name].push(sample);
      }
      if (round >= 0 && round < 5) many.push(await page.evaluate(() => chat.measureMany()));
    }
  } finally {
    await browser.close();
    await site.close();
  }
  const times = (name: ChatPage.Arm, what: keyof ChatPage.Sample) => samples[name].map((sample) => sample[what]);
  const figure = (measure: string, values: readonly number[], more: Partial<Figure> = {}): Figure => ({ id: '', measure, value: median(values), spread: spread(values), ...more });
  const ratio = (measure: string, what: keyof ChatPage.Sample, more?: Partial<Figure>) => figure(measure, paired(times('own', what), times('lit', what), (a, b) => a / b), more);
  return {
    name: 'chat',
    figures: [
      ratio('a message more than 1000 ÷ a Lit list of the same rows', 'appended', { id: 'E2', target: 0.1 }),
      figure('… ms', times('own', 'appended')),
      figure('… by Lit, ms', times('lit', 'appended')),
      ratio('1000 messages ÷ a Lit list of the same rows', 'rendered'),
      figure('… ms', times('own', 'rendered')),
      figure('… by Lit, ms', times('lit', 'rendered')),
      figure('10,000 messages, ms', many.map(({ rendered }) => rendered)),
      figure('… the longest frame while they go by, ms', many.map(({ longestFrame }) => longestFrame)),
    ],
    data: { samples, many },
  };
}
