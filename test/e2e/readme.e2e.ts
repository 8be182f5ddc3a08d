import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Caller } from './support/caller.ts';
import { type Household, household } from './support/household.ts';

const manual = ['README.md', 'docs/calls.md', 'docs/chat-files-data.md'].map((file) => readFileSync(file, 'utf8')).join('\n');
const inManual = (language: string) => [...manual.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)\\n\`\`\``, 'gm'))].map(([, code]) => code ?? '');
/** Those of the support button are indented, and followed in support-readme.e2e.ts. */
const [first = '', script = '', own = '', written = '', ...more] = inManual('html');
/** What pages send each other: files, messages, questions. The words of one's own are followed in words.e2e.ts. */
const [words = '', files = '', messages = '', questions = '', ...others] = inManual('js');
const [style = '', ...styles] = inManual('css');

/** An example as it stands, on this machine's server; light, for two cores. */
function page(house: Household, example: string, room: string, style: string): string {
  const html = example
    .replaceAll('https://rtc.example.org', house.server.origin)
    .replaceAll('room="daily-standup"', `room="${room}" resolution="180p"`);
  return house.site.put(`<!doctype html><html lang="en"><head><title>README</title><style>${style}</style></head><body>${html}</body></html>`);
}

describe('the examples of the README and the manual', () => {
  const house = household();
  const visit = async (example: string, name: string, browser: 'chromium' | 'firefox', css = '') =>
    new Caller(name, house.room, await house.visit(browser, page(house, example, house.room, css)));

  it('have these examples and no other', () => {
    expect([script, own, written].map((html) => /id="\w+|<rtc-chat/.exec(html)?.[0])).to.deep.equal(['id="call', 'id="stand', '<rtc-chat']);
    expect([words, files, messages, questions].map((js) => /addWords|sendFiles|call\.send|respond/.exec(js)?.[0])).to.deep.equal(['addWords', 'sendFiles', 'call.send', 'respond']);
    expect([...more, ...others, ...styles]).to.deep.equal([]);
  });

  it('show a call in a page', async () => {
    const ada = await visit(first, 'Ada', 'chromium', style);
    const bob = await visit(first.replace('Ada', 'Bob'), 'Bob', 'firefox', style);
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
    const drawn = () => getComputedStyle(document.querySelector('rtc-call')!.shadowRoot!.querySelector('[part~=toolbar]')!).backgroundColor;
    expect([await ada.page.evaluate(drawn), await bob.page.evaluate(drawn)]).to.deep.equal(['rgb(230, 230, 250)', 'rgb(230, 230, 250)']);
  });

  it('show a call that a script joins', async () => {
    const bob = await house.caller('Bob', 'second chromium');
    await bob.isWith();
    const ada = await visit(script, 'Ada', 'chromium');
    await ada.tab.until('the pre-join screen', () => ada.state.phase === 'prejoin');
    await ada.page.locator('#join').click();
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada'), bob.sees('Ada', { camera: 'off' })]);
    await bob.tab.until('the greeting', () => bob.details('rtc-data-received').length > 0);
    await ada.page.waitForFunction(() => document.getElementById('who')?.textContent === 'Ada, Bob', { polling: 'mutation' });
  });

  it('show a call in which people only write', async () => {
    const ada = await visit(written, 'Ada', 'chromium');
    const bob = await visit(written.replace('Ada', 'Bob'), 'Bob', 'firefox');
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await ada.page.evaluate(async () => {
      await customElements.whenDefined('rtc-chat');
      await document.querySelector('rtc-chat')!.send('Hello');
    });
    await bob.page.waitForFunction(() => witness.partTexts('text').join() === 'Hello', { polling: 'raf' });
  });

  it('show how files are sent by a script, and taken by one', async () => {
    const around = `<input id="files" type="file"><p id="came"></p><script type="module">${files}</script>`;
    const ada = await visit(written + around, 'Ada', 'chromium');
    const bob = await visit(written.replace('Ada', 'Bob') + around, 'Bob', 'firefox');
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await ada.page.evaluate(async () => {
      await customElements.whenDefined('rtc-chat');
      const chosen = new DataTransfer();
      chosen.items.add(new File(['Hello'], 'hello.txt', { type: 'text/plain' }));
      Object.assign(document.getElementById('files') as HTMLInputElement, { files: chosen.files }).dispatchEvent(new Event('change'));
    });
    const said = `hello.txt: ${createHash('sha256').update('Hello').digest('hex')}`;
    await bob.page.waitForFunction((words) => document.getElementById('came')?.textContent === words, { polling: 'raf' }, said);
  });

  it('show a layout of one’s own', async () => {
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

  it('show pages that send each other data, and ask each other', async () => {
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
