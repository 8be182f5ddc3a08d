import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { Caller } from './support/caller.ts';
import { type Household, household } from './support/household.ts';

const readme = readFileSync('README.md', 'utf8');
/** Those of the support button are indented, and followed in support-readme.e2e.ts. */
const examples = [...readme.matchAll(/^```html\n([\s\S]*?)\n```/gm)].map(([, html]) => html ?? '');
/** Of data that pages send each other: messages, then questions. */
const scripts = [...readme.matchAll(/^```js\n([\s\S]*?)\n```/gm)].map(([, js]) => js ?? '');
const [messages = '', questions = ''] = scripts.filter((js) => /call\.send|respond/.test(js));
const styles = [...readme.matchAll(/```css\n([\s\S]*?)\n```/g)].map(([, css]) => css ?? '');

/** An example as it stands, on this machine's server; light, for two cores. */
function page(house: Household, example: string, room: string, style: string): string {
  const html = example
    .replaceAll('https://rtc.example.org', house.server.origin)
    .replaceAll('room="daily-standup"', `room="${room}" resolution="180p"`);
  return house.site.put(`<!doctype html><html lang="en"><head><title>README</title><style>${style}</style></head><body>${html}</body></html>`);
}

describe('the README', () => {
  const house = household();
  const visit = async (example: string, name: string, browser: 'chromium' | 'firefox', style = '') =>
    new Caller(name, house.room, await house.visit(browser, page(house, example, house.room, style)));

  it('has four examples', () => {
    expect(examples).to.have.lengthOf(4);
    expect(styles).to.have.lengthOf(1);
  });

  it('shows a call in a page', async () => {
    const [first = ''] = examples;
    const ada = await visit(first, 'Ada', 'chromium', styles[0]);
    const bob = await visit(first.replace('Ada', 'Bob'), 'Bob', 'firefox', styles[0]);
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
  });

  it('shows a call that a script joins', async () => {
    const [, script = ''] = examples;
    const bob = await house.caller('Bob', 'second chromium');
    await bob.isWith();
    const ada = await visit(script, 'Ada', 'chromium');
    await ada.tab.until('the pre-join screen', () => ada.state.phase === 'prejoin');
    await ada.page.locator('#join').click();
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada'), bob.sees('Ada', { camera: 'off' })]);
    await bob.tab.until('the greeting', () => bob.details('rtc-data-received').length > 0);
    await ada.page.waitForFunction(() => document.getElementById('who')?.textContent === 'Ada, Bob', { polling: 'mutation' });
  });

  it('shows a call in which people only write', async () => {
    const [, , written = ''] = examples;
    const ada = await visit(written, 'Ada', 'chromium');
    const bob = await visit(written.replace('Ada', 'Bob'), 'Bob', 'firefox');
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await ada.page.evaluate(async () => {
      await customElements.whenDefined('rtc-chat');
      await document.querySelector('rtc-chat')!.send('Hello');
    });
    await bob.page.waitForFunction(() => witness.partTexts('text').join() === 'Hello', { polling: 'raf' });
  });

  it('shows a layout of one’s own', async () => {
    const [, , , own = ''] = examples;
    const bob = await house.caller('Bob', 'second chromium');
    await bob.isWith();
    const ada = await visit(own, '', 'chromium');
    await ada.tab.until('the pre-join screen', () => ada.state.phase === 'prejoin');
    // A locator does not see what comes inside a shadow root.
    await ada.page.evaluate(async () => {
      await customElements.whenDefined('rtc-prejoin');
      await document.querySelector('rtc-prejoin')?.updateComplete;
    });
    await ada.page.locator('rtc-prejoin >>> input').fill('Ada');
    await ada.page.locator('rtc-prejoin >>> .primary').click();
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await ada.page.waitForFunction(() => document.querySelector('rtc-stage')?.shadowRoot?.querySelectorAll('rtc-video-tile').length === 2);
    expect(await ada.page.evaluate(() => document.querySelector('rtc-call')?.shadowRoot?.querySelector('rtc-toolbar'))).to.equal(null);
    await bob.sees('Ada', { microphone: 'on' });
    await ada.page.locator('rtc-mic-button >>> button').click();
    await bob.sees('Ada', { microphone: 'off' });
    await ada.page.locator('rtc-leave-button >>> button').click();
    await bob.isWith();
  });

  it('shows pages that send each other data, and ask each other', async () => {
    const ask = '<button id="ask">Ask</button><p id="answer"></p><i id="paddle"></i>';
    const script = `<script type="module">${messages}</script><script type="module">${questions}</script>`;
    const tag = '<script type="module" src="https://rtc.example.org/rtc-elements.js"></script>';
    const call = house.tag({ 'view-only': true });
    const open = (name: string, browser: 'chromium' | 'firefox') => visit(tag + call.replace('<rtc-call', `<rtc-call display-name="${name}"`) + ask + script, name, browser);
    const ada = await open('Ada', 'chromium');
    const bob = await open('Bob', 'firefox');
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await ada.page.locator('#ask').click();
    await ada.page.waitForFunction(() => document.getElementById('answer')?.textContent === 'UTC', { polling: 'mutation' });
    await ada.page.mouse.move(40, 123);
    await bob.page.waitForFunction(() => document.getElementById('paddle')?.style.translate === '0px 123px');
  });
});
