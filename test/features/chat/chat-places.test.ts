import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { chat } from '../../../src/features/chat/chat.ts';
import '../../../src/features/chat/rtc-chat/rtc-chat.ts';
import type { RtcChat } from '../../../src/features/chat/rtc-chat/rtc-chat.ts';
import { sessionOf } from '../../support/call-scenes.ts';
import { everyCallIsAccessible, type PageCall, pageCalls } from '../../support/page-calls.ts';

describe('a chat in a page', () => {
  afterEach(everyCallIsAccessible);

  const two = async (one = {}, other = {}) => (await pageCalls({ 'display-name': 'Ada', ...one }, { 'display-name': 'Grace', ...other })) as [PageCall, PageCall];
  /** A chat elsewhere in the page. */
  async function chatFor(call: PageCall, id: string): Promise<RtcChat> {
    call.element.id = id;
    return fixture<RtcChat>(html`<rtc-chat for=${id}></rtc-chat>`);
  }
  const texts = (element: RtcChat) => [...element.shadowRoot!.querySelectorAll('[part="text"]')].map(({ textContent }) => textContent);

  it('may be anywhere, and name its call', async () => {
    const [ada, grace] = await two();
    const [adas, graces] = [await chatFor(ada, 'call-of-ada'), await chatFor(grace, 'call-of-grace')];
    await adas.send('Hello');
    await grace.until('the message', () => texts(graces).join() === 'Hello');
    await graces.send('Hello, Ada');
    await ada.until('the answer', () => texts(adas).join() === 'Hello,Hello, Ada');
    expect(ada.all('rtc-message-received').map(({ message }) => message.text)).to.deep.equal(['Hello, Ada']);
    expect(ada.all('rtc-message-sent').map(({ message }) => message.text)).to.deep.equal(['Hello']);
  });

  it('comes by itself where the first message arrives, and the controls have one', async () => {
    const [ada, grace] = await two();
    await (await chatFor(ada, 'call-of-ada')).send('Hello');
    await grace.until('the message', () => grace.all('rtc-message-received').length === 1);
    await grace.until('a count on the control', () => grace.part('chat-count')?.textContent.trim() === '1');
  });

  it('is not had where the controls have none', async () => {
    const [ada, grace] = await two({}, { controls: 'leave' });
    const { store } = sessionOf(ada.element).use(chat);
    await (await chatFor(ada, 'call-of-ada')).send('Anybody?');
    await ada.element.send('topic', 'after it');
    await grace.until('what came later', () => grace.all('rtc-data-received').length === 1);
    expect(grace.all('rtc-message-received')).to.deep.equal([]);
    expect(store.state.messages[0]?.delivery).to.deep.equal({ state: 'sending' });
  });

  it('keeps nothing where the page wants no history, from the start or from now on', async () => {
    const [ada, grace] = await two({ 'no-history': true });
    const kept = (call: PageCall) => sessionOf(call.element).use(chat).store.state.isKept;
    await (await chatFor(ada, 'call-of-ada')).send('Between us');
    await (await chatFor(grace, 'call-of-grace')).send('Indeed');
    await grace.until('its box', () => kept(grace));
    expect(kept(ada)).to.equal(false);
    grace.element.noHistory = true;
    await grace.element.updateComplete;
    await grace.element.send('topic', 'something');
    await ada.until('what came later', () => ada.all('rtc-data-received').length === 1);
    expect(kept(grace)).to.equal(false);
  });
});
