import { expect } from '@open-wc/testing';
import '../../../../src/elements/rtc-call/rtc-call.ts';
import type { RtcFileReceivedEvent } from '../../../../src/features/files/file-events.ts';
import { everyCallIsAccessible, type PageCall, pageCalls } from '../../../support/page-calls.ts';
import { isStill, nameOf } from '../../../support/shadow.ts';

describe('the files of a call', () => {
  afterEach(everyCallIsAccessible);

  const open = async (call: PageCall) => {
    await call.element.setPanel('chat');
    return call.until('a chat to send files in', () => {
      const button = call.part('chat-attach-button') as HTMLButtonElement | undefined;
      return button && !button.disabled ? (button.getRootNode() as ShadowRoot).host as HTMLElementTagNameMap['rtc-chat'] : undefined;
    });
  };
  const still = (...calls: readonly PageCall[]) => Promise.all(calls.map((call) => call.until('nothing to move', () => isStill(call.part('panel')))));
  const statuses = (call: PageCall) => call.parts('chat-files-status').map(({ textContent }) => textContent);
  const press = async (call: PageCall, part: string) => (await call.until(part, () => call.part(`chat-files-${part}`))).click();

  it('are counted on the button of the chat until somebody answers, and come there', async () => {
    const [ada, grace] = await pageCalls({ 'display-name': 'Ada' }, { 'display-name': 'Grace' });
    const chat = await open(ada!);
    await grace!.enabled('Chat');
    const received = new Promise<RtcFileReceivedEvent>((resolve) => grace!.element.addEventListener('rtc-file-received', resolve, { once: true }));
    await chat.sendFiles([new File(['Hello, Grace'], 'hello.txt', { type: 'text/plain' })]);
    await ada!.until('a card', () => statuses(ada!).join() === 'Waiting for Grace to accept');
    (await grace!.enabled('Chat, 1 unread')).click();
    await press(grace!, 'accept-button');
    await grace!.until('all of it', () => grace!.part('chat-files-digest')?.textContent.includes('Verified'));
    await ada!.until('that it is there', () => ada!.part('chat-files-digest')?.textContent.includes('Sent, verified'));
    const sums = [ada!, grace!].map((call) => call.part('chat-files-digest')!.querySelector('code')!.textContent);
    expect(sums[0]).to.have.lengthOf(64).and.to.equal(sums[1]);
    const { file, digest } = await received;
    expect([await file.text(), digest]).to.deep.equal(['Hello, Grace', sums[0]]);
    expect(nameOf((await grace!.enabled('Chat')))).to.equal('Chat');
    await press(grace!, 'dismiss-button');
    await grace!.until('no list', () => !grace!.part('chat-files'));
    await still(ada!, grace!);
  });

  it('come to a chat that stands in the place of the call’s own interface', async () => {
    const [ada, grace] = await pageCalls({ 'display-name': 'Ada' }, { 'display-name': 'Grace' });
    const chat = document.createElement('rtc-chat');
    grace!.element.append(chat);
    await (await open(ada!)).sendFiles([new File(['Made up'], 'a.txt')]);
    const list = () => chat.shadowRoot?.querySelector('rtc-files')?.shadowRoot;
    await grace!.until('an offer', () => list()?.querySelector('[part="name"]')?.textContent === 'a.txt');
    await still(ada!);
  });

  it('are declined, and both sides say so', async () => {
    const [ada, grace] = await pageCalls({ 'display-name': 'Ada' }, { 'display-name': 'Grace' });
    const chat = await open(ada!);
    await open(grace!);
    await chat.sendFiles([new File(['Made up'], 'setup.exe')]);
    await grace!.until('a warning', () => grace!.part('chat-files-warning')?.textContent.includes('.exe'));
    await press(grace!, 'decline-button');
    await ada!.until('her word', () => statuses(ada!).join() === 'Cancelled by Grace');
    await grace!.until('her own', () => statuses(grace!).join() === 'Cancelled');
    await still(ada!, grace!);
  });
});
