import { expect } from '@open-wc/testing';
import { ada, grace, message } from '../../../support/chat-messages.ts';
import { nameOf } from '../../../support/shadow.ts';
import { ShownChat } from '../../../support/shown-chat.ts';

describe('reading in <rtc-chat>', () => {
  let chat: ShownChat;

  beforeEach(async () => {
    chat = await ShownChat.open();
  });

  afterEach(async () => {
    // What fades in is looked at when it is there.
    await Promise.all(chat.root.getAnimations().map(({ finished }) => finished));
    await expect(chat.call).to.be.accessible();
  });

  const many = (count: number) => Array.from({ length: count }, (_, index) => message(index % 4 ? grace : ada, `Number ${index}`));
  const list = () => chat.part('list')!;
  const fromEnd = () => list().scrollHeight - list().scrollTop - list().clientHeight;
  const isAtEnd = () => Math.abs(fromEnd()) < 2;
  const reads = () => chat.call.commands.filter(([name]) => name === 'read').map(([, id]) => id);
  const scrolled = async (top: number) => {
    const moved = new Promise((resolve) => list().addEventListener('scroll', resolve, { once: true }));
    list().scrollTop = top;
    await moved;
    await chat.element.updateComplete;
  };
  const heard = () => [...chat.root.querySelectorAll('[role="status"] p')].map(({ textContent }) => textContent).join('\n');

  it('stays at the end while one is there', async () => {
    const all = many(80);
    await chat.messages(...all.slice(0, 60));
    await chat.until('the end', isAtEnd);
    await chat.messages(...all);
    await chat.until('the end', isAtEnd);
    expect(chat.part('jump-button')).to.be.undefined;
  });

  it('is searched by the browser’s own search, in what is out of sight, too', async () => {
    await chat.messages(...many(300));
    await chat.until('the end', isAtEnd);
    // Chromium scrolls for its own search only, not for a script's.
    const found = (text: string) => (window as unknown as { find: (text: string) => boolean }).find(text);
    expect([found('Number 7'), found('No such number')]).to.deep.equal([true, false]);
  });

  it('is drawn with the next frame: an answer does not wait for it', async () => {
    const [one, two] = [message(grace, 'One'), message(grace, 'Two')];
    void chat.messages(one);
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    expect(chat.parts('text').length).to.equal(0);
    await chat.messages(one, two);
    expect(chat.parts('text').length).to.equal(2);
  });

  it('is drawn where no frame comes any more: in a page that was hidden just now', async () => {
    const request = window.requestAnimationFrame;
    window.requestAnimationFrame = () => 0;
    try {
      await chat.messages(message(grace, 'One'));
      expect(chat.parts('text').length).to.equal(1);
    } finally {
      window.requestAnimationFrame = request;
    }
  });

  it('leaves a text that somebody has selected alone when only its state changes', async () => {
    const own = message(ada, 'Selected', { delivery: { state: 'sending' } });
    await chat.messages(own);
    const text = chat.part('text')!;
    await chat.messages({ ...own, delivery: { state: 'delivered', by: 1, of: 1 } });
    await chat.until('its state', () => chat.part('status')?.textContent === 'Delivered');
    expect(chat.part('text') === text).to.be.true;
  });

  it('stays where one reads, says how much is new, and goes there', async () => {
    const all = many(80);
    await chat.messages(...all.slice(0, 60));
    await chat.until('the end', isAtEnd);
    await scrolled(200);
    expect(chat.part('jump-button')!.title).to.equal('To the latest message');
    const first = all.slice(60).find(({ author }) => !author.isLocal)!;
    await chat.shows({ messages: all, unread: 15, firstUnread: first.id });
    expect(list().scrollTop).to.be.within(100, 300);
    expect(reads()).to.deep.equal([]);
    expect(nameOf(chat.part('jump-button') as HTMLButtonElement)).to.equal('15 new messages');
    chat.part('jump-button')!.click();
    await chat.until('the line', () => {
      const [line, own] = [chat.part('new-line')!.getBoundingClientRect(), list().getBoundingClientRect()];
      return line.top >= own.top - 40 && line.bottom <= own.bottom;
    });
    expect(chat.focused.textContent).to.include(first.text);
  });

  it('tells that all was read when one sees the end', async () => {
    const all = many(4);
    await chat.shows({ messages: all, unread: 2, firstUnread: all[2]!.id });
    await chat.until('it is told', () => reads().includes(all[3]!.id));
    await chat.shows({ unread: 0, firstUnread: undefined });
    expect(reads().length).to.be.lessThan(4);
  });

  it('has a line before what is new when it is opened, until one writes', async () => {
    const all = many(4);
    chat.call.chat.update({ messages: all, unread: 1, firstUnread: all[3]!.id });
    const again = document.createElement('rtc-chat');
    chat.element.replaceWith(again);
    await again.updateComplete;
    const line = () => again.shadowRoot!.querySelector('[part="new-line"]');
    expect(line()?.textContent).to.equal('New');
    expect(line()!.nextElementSibling!.textContent).to.include(all[3]!.text);
    chat.call.chat.update({ unread: 0, firstUnread: undefined });
    await again.updateComplete;
    expect(line()?.textContent, 'read by now, and still where one reads on').to.equal('New');
    const field = again.shadowRoot!.querySelector('textarea')!;
    field.value = 'Hello';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await again.updateComplete;
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true, bubbles: true }));
    await again.updateComplete;
    expect(line()).to.be.null;
  });

  it('is told to screen readers as it comes, not what was there', async () => {
    expect([list().role, list().ariaLive, list().ariaLabel]).to.deep.equal(['log', 'off', 'Messages']);
    const old = many(50);
    await chat.messages(...old);
    const [one, two] = [message(grace, 'Hello'), message(grace, 'Psst', { to: [ada] })];
    await chat.shows({ messages: [...old, one], unread: 1, firstUnread: one.id });
    await chat.shows({ messages: [...old, one, two], unread: 2 });
    await chat.until('what is told', () => heard() !== '');
    expect(heard()).to.equal('Grace: Hello\nGrace, only to you: Psst');
    const more = many(20).map((each) => ({ ...each, author: grace }));
    await chat.shows({ messages: [...old, one, two, ...more], unread: 22 });
    await chat.until('how many', () => heard() === '20 new messages');
  });

  it('is one stop of the Tab key, with arrow keys from message to message', async () => {
    const all = [message(grace, 'One'), message(ada, 'Two'), message(grace, 'Three https://example.org/')];
    await chat.messages(...all);
    const rows = chat.parts('message');
    expect(rows.map(({ tabIndex }) => tabIndex)).to.deep.equal([-1, -1, 0]);
    expect(chat.parts('menu-button').map(({ tabIndex }) => tabIndex)).to.deep.equal([-1, -1, 0]);
    rows[2]!.focus();
    expect(rows[2]!.ariaLabel).to.match(/^Grace: Three https:\/\/example.org\/, .*:\d\d/);
    await chat.press('ArrowUp');
    expect(chat.focused === rows[1]).to.be.true;
    expect([rows[1]!.ariaLabel?.includes('You: Two'), rows[1]!.tabIndex, rows[2]!.tabIndex]).to.deep.equal([true, 0, -1]);
    await chat.press('Home');
    expect(chat.focused === rows[0]).to.be.true;
    await chat.press('ArrowUp');
    expect(chat.focused === rows[0], 'there is nothing before the first').to.be.true;
    await chat.press('End');
    expect(chat.focused === rows[2]).to.be.true;
  });

  it('keeps the focus on a message that changes', async () => {
    const all = [message(grace, 'One'), message(grace, 'Two')];
    await chat.messages(...all);
    chat.parts('message')[0]!.focus();
    await chat.messages({ ...all[0]!, text: 'First', isEdited: true }, all[1]!);
    expect(chat.focused === chat.parts('message')[0]).to.be.true;
    expect(chat.focused.ariaLabel).to.include('Grace: First, edited');
  });

  it('opens the menu of a message by its key, and gives the focus back', async () => {
    await chat.messages(message(grace, 'One'), message(ada, 'Two'));
    for (const [key, more] of [['Enter', {}], ['ContextMenu', {}], ['F10', { shiftKey: true }]] as const) {
      const row = chat.parts('message')[0]!;
      row.focus();
      expect((await chat.press(key, more)).defaultPrevented).to.be.true;
      await chat.until('the menu', () => chat.items.length > 0 && chat.focused === chat.items[0]);
      expect((await chat.press('Escape')).defaultPrevented).to.be.true;
      expect([chat.items.length, chat.focused === row]).to.deep.equal([0, true]);
    }
  });

  it('has in the menu what can be done: less of what others wrote, nothing outside a call', async () => {
    const [theirs, own] = [message(grace, 'One'), message(ada, 'Two')];
    await chat.messages(theirs, own);
    await chat.openMenu(0);
    const words = () => chat.items.map(nameOf).filter((each) => !each.startsWith('React') && each !== 'Other emoji');
    expect(words()).to.deep.equal(['Reply', 'Copy text']);
    await expect(chat.call).to.be.accessible();
    chat.items[0]!.click();
    await chat.openMenu(1);
    expect(words()).to.deep.equal(['Reply', 'Copy text', 'Edit', 'Delete']);
    await chat.choose('Delete');
    expect(chat.commands.at(-1)).to.deep.equal(['delete', own.id]);
    await chat.openMenu(0);
    await chat.choose('React with 👍');
    expect(chat.commands.at(-1)).to.deep.equal(['react', theirs.id, '👍', true]);
    await chat.openMenu(0);
    await chat.choose('Other emoji');
    await chat.until('a choice', () => chat.part('emoji-picker')?.matches(':popover-open') ?? false);
    chat.parts('emoji')[3]!.click();
    expect(chat.commands.at(-1)).to.deep.equal(['react', theirs.id, chat.parts('emoji')[3]!.textContent, true]);
    chat.call.store.update({ status: { phase: 'ended' } });
    await chat.element.updateComplete;
    await chat.openMenu(1);
    expect(words()).to.deep.equal(['Copy text']);
  });

  it('searches: shows what has it, says how many, goes from one to the next', async () => {
    const all = [...many(60), message(grace, 'Crème brûlée'), ...many(60), message(ada, 'creme')];
    await chat.messages(...all);
    chat.part('search-button')!.click();
    await chat.until('the field', () => chat.focused === chat.part('search-field'));
    const field = chat.focused as HTMLInputElement;
    field.value = 'creme';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await chat.element.updateComplete;
    const seen = () => chat.parts('text').filter((each) => each.checkVisibility()).map(({ textContent }) => textContent);
    expect(seen()).to.deep.equal(['Crème brûlée', 'creme']);
    expect(chat.words('found')).to.equal('2 messages');
    const marked = () => chat.root.querySelector('.found-now [part="text"]')?.textContent;
    await chat.press('Enter');
    expect(marked()).to.equal('creme');
    await chat.press('Enter');
    expect(marked()).to.equal('Crème brûlée');
    await chat.messages(...all, message(grace, 'No'), message(grace, 'More creme'));
    expect(chat.words('found')).to.equal('3 messages');
    expect((await chat.press('Escape')).defaultPrevented).to.be.true;
    expect([seen().length, chat.part('search') === undefined, chat.focused === chat.part('search-button')]).to.deep.equal([124, true, true]);
  });

  it('is forgotten only by whoever says so twice', async () => {
    await chat.messages(message(grace, 'One'));
    const open = async () => {
      chat.part('options-button')!.click();
      await chat.until('the menu', () => chat.items.length > 0);
    };
    await open();
    await chat.choose('Forget this chat');
    expect([chat.commands.length, chat.items.map(nameOf), nameOf(chat.focused as HTMLButtonElement)]).to.deep.equal([0, ['Forget', 'Cancel'], 'Cancel']);
    await expect(chat.call).to.be.accessible();
    await chat.choose('Cancel');
    expect(chat.commands).to.deep.equal([]);
    await open();
    await chat.choose('Forget this chat');
    await chat.choose('Forget');
    expect(chat.commands).to.deep.equal([['forget']]);
  });
});
