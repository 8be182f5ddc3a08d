import { expect } from '@open-wc/testing';
import '../../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, type PageCall, pageCalls, rejected } from '../../../support/page-calls.ts';
import { focusedIn, nameOf } from '../../../support/shadow.ts';

describe('the chat of a call', () => {
  afterEach(everyCallIsAccessible);

  const open = async (call: PageCall) => {
    await call.element.setPanel('chat');
    const field = await call.until('the field', () => call.part('chat-field') as HTMLTextAreaElement | undefined);
    await call.until('a call to write in', () => !field.disabled);
    return field;
  };
  const typed = (field: HTMLTextAreaElement, text: string) => {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  };
  const key = (element: Element, pressed: string) => element.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true, composed: true, cancelable: true }));
  const texts = (call: PageCall) => call.parts('chat-text').map(({ textContent }) => textContent);
  const reads = (call: PageCall, ...expected: readonly string[]) => call.until(`to read ${expected.join(' / ')}`, () => texts(call).join('|') === expected.join('|'));
  const chosen = async (call: PageCall, message: string, item: string) => {
    const row = call.parts('chat-message').find((each) => each.textContent.includes(message))!;
    row.querySelector<HTMLButtonElement>('[part="menu-button"]')!.click();
    const found = await call.until(item, () => call.parts('chat-menu-item').find((each) => nameOf(each as HTMLButtonElement) === item));
    found.click();
  };

  it('is written in a panel, answered, changed, chosen emoji for, and taken back', async () => {
    const [ada, grace] = await pageCalls({ 'display-name': 'Ada' }, { 'display-name': 'Grace' });
    const [field, other] = [await open(ada!), await open(grace!)];
    await ada!.until('somebody to write to', () => ada!.part('chat-head')!.textContent.includes('Grace'));
    typed(field, 'Tea?');
    await grace!.until('that somebody writes', () => grace!.part('chat-typing')!.textContent === 'Ada is writing…');
    key(field, 'Enter');
    await reads(grace!, 'Tea?');
    await ada!.until('that it was seen', () => ada!.part('chat-status')?.textContent === 'Seen by Grace');

    await chosen(grace!, 'Tea?', 'Reply');
    typed(other, 'Yes');
    key(other, 'Enter');
    await reads(ada!, 'Tea?', 'Yes');
    expect(ada!.part('chat-quote')!.title).to.equal('Reply to You: Tea?');

    await chosen(ada!, 'Yes', 'React with 🎉');
    await grace!.until('a reaction', () => grace!.part('chat-reaction')?.title === '🎉 Ada');
    await chosen(ada!, 'Tea?', 'Edit');
    typed(field, 'Coffee?');
    key(field, 'Enter');
    await reads(grace!, 'Coffee?', 'Yes');
    await chosen(grace!, 'Yes', 'Delete');
    await reads(ada!, 'Coffee?', 'Message deleted');
  });

  it('is counted on its button while it is closed, and read when it is opened', async () => {
    const [ada, grace] = await pageCalls({ 'display-name': 'Ada' }, { 'display-name': 'Grace' });
    const field = await open(ada!);
    await grace!.enabled('Chat');
    typed(field, 'Hello');
    key(field, 'Enter');
    const button = await grace!.enabled('Chat, 1 unread');
    button.focus();
    button.click();
    await reads(grace!, 'Hello');
    await grace!.enabled('Chat');
    key(focusedIn(grace!.element)!, 'Escape');
    await grace!.until('no panel', () => !grace!.part('panel'));
    expect(focusedIn(grace!.element) === grace!.button('Chat')).to.be.true;
  });

  it('can be anywhere in the page, by the name of its call, and says so where there is none', async () => {
    const [ada] = await pageCalls({ 'display-name': 'Ada', id: 'named' });
    const chat = document.createElement('rtc-chat');
    ada!.element.after(chat);
    await customElements.whenDefined('rtc-chat');
    expect(await rejected(chat.send('Hello'))).to.equal('connection-lost');
    chat.setAttribute('for', 'named');
    await chat.updateComplete;
    const sent = await chat.send('Hello');
    expect([sent.text, sent.author.isLocal]).to.deep.equal(['Hello', true]);
    await ada!.until('the message', () => chat.shadowRoot!.querySelector('[part="text"]')?.textContent === 'Hello');
    await ada!.element.leave();
    await ada!.until('an end', () => chat.matches(':state(disabled)'));
    expect(await rejected(chat.send('Hello'))).to.equal('connection-lost');
  });
});
