import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, newRoom, type PageCall, pageCall, pageCalls } from '../../support/page-calls.ts';

describe('<rtc-call> announcements', () => {
  afterEach(everyCallIsAccessible);

  const log = ({ element }: PageCall) => element.shadowRoot!.querySelector('[role="log"]:not([part])')!;
  const said = (call: PageCall) => log(call).textContent.replaceAll(/\s+/g, ' ').trim();
  const hears = (call: PageCall, words: string) => call.until(words, () => said(call) === words);

  it('say who came and who left', async () => {
    const [ada, grace] = await pageCalls({ 'display-name': 'Ada' }, { 'display-name': 'Grace' });
    await hears(ada!, 'Grace joined.');
    await grace!.element.leave();
    await hears(ada!, 'Grace left.');
  });

  it('gather those who come together into one sentence, and count many', async () => {
    const room = newRoom();
    const all = await Promise.all(['Ada', 'Grace', 'Linus'].map((name) => pageCall({ room, 'view-only': true, 'display-name': name })));
    await Promise.all(all.map((call) => call.phase('prejoin')));
    await all[0]!.element.join();
    await Promise.all([all[1]!.element.join(), all[2]!.element.join()]);
    await all[0]!.until('both', () => /^(Grace and Linus|Linus and Grace) joined\.$/.test(said(all[0]!)));

    const late = await Promise.all(Array.from({ length: 4 }, () => pageCall({ room, 'view-only': true })));
    await Promise.all(late.map((call) => call.phase('prejoin')));
    await Promise.all(late.map((call) => call.element.join()));
    await hears(all[0]!, '4 people joined.');
  });

  it('say the same twice by a new element each time, or it would not be read', async () => {
    const [ada, grace] = await pageCalls({}, { 'display-name': 'Grace' });
    await hears(ada!, 'Grace joined.');
    const first = log(ada!).firstElementChild;
    await grace!.element.leave();
    await hears(ada!, 'Grace left.');
    await grace!.element.join();
    await hears(ada!, 'Grace joined.');
    expect(log(ada!).firstElementChild === first).to.be.false;
  });

  it('are not seen, take no room, and are read politely', async () => {
    const [ada] = await pageCalls({}, {});
    expect(log(ada!).getBoundingClientRect().width).to.be.at.most(1);
    // A log is polite (WAI-ARIA 1.2 §5.3.3).
    expect(log(ada!).role).to.equal('log');
  });
});
