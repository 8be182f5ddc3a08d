import { expect } from '@open-wc/testing';
import { RtcError } from '../../../../src/core/errors.ts';
import { longestText } from '../../../../src/features/chat/chat-state.ts';
import { ada, grace, mary, message } from '../../../support/chat-messages.ts';
import { ShownChat } from '../../../support/shown-chat.ts';

describe('the field of <rtc-chat>', () => {
  let chat: ShownChat;

  beforeEach(async () => {
    chat = await ShownChat.open();
  });

  afterEach(async () => {
    await expect(chat.call).to.be.accessible();
  });

  it('sends by Enter, and is empty then; Shift and Enter is another line', async () => {
    await chat.type('Hello');
    expect((await chat.press('Enter', { shiftKey: true })).defaultPrevented).to.be.false;
    expect(chat.commands).to.deep.equal([]);
    expect((await chat.press('Enter')).defaultPrevented).to.be.true;
    expect(chat.commands).to.deep.equal([['send', 'Hello', {}]]);
    expect(chat.field.value).to.equal('');
  });

  it('sends by its button', async () => {
    await chat.type('Hello');
    chat.part('send-button')!.click();
    expect(chat.commands).to.deep.equal([['send', 'Hello', {}]]);
  });

  it('does not send what is still composed', async () => {
    await chat.type('こん');
    await chat.press('Enter', { isComposing: true });
    await chat.press('Enter', { keyCode: 229 });
    expect(chat.commands).to.deep.equal([]);
    expect(chat.field.value).to.equal('こん');
  });

  it('says what is wrong with nothing, and with too much, and keeps the text', async () => {
    await chat.type('  ');
    await chat.press('Enter');
    expect(chat.words('problem')).to.equal('Write something first.');
    expect(chat.field.ariaInvalid).to.equal('true');
    const long = 'a'.repeat(longestText + 1);
    await chat.type(long);
    expect(chat.words('problem')).to.equal('');
    await chat.press('Enter');
    expect(chat.words('problem')).to.include('too long');
    expect([chat.field.value === long, chat.commands.length]).to.deep.equal([true, 0]);
  });

  it('has what could not be sent again', async () => {
    chat.call.refusals = { send: new RtcError('connection-lost', 'Made up') };
    await chat.type('Hello');
    await chat.press('Enter');
    await chat.until('the text', () => chat.field.value === 'Hello');
    expect(chat.words('problem')).to.include('Your text is still here');
  });

  it('keeps a draft, and has the one that was kept', async () => {
    await chat.shows({ draft: 'Begun in another page' });
    expect(chat.field.value).to.equal('Begun in another page');
    await chat.type('Begun here');
    expect(chat.call.commands.at(-1)).to.deep.equal(['write', 'Begun here']);
    await chat.shows({ draft: 'Late' });
    expect(chat.field.value, 'what is typed goes first').to.equal('Begun here');
  });

  it('cannot be used outside a call; what was begun stays', async () => {
    await chat.type('Begun');
    chat.call.store.update({ status: { phase: 'ended' } });
    await chat.element.updateComplete;
    expect([chat.field.disabled, chat.field.value, chat.element.matches(':state(disabled)')]).to.deep.equal([true, 'Begun', true]);
    chat.call.store.update({ status: { phase: 'live' } });
    await chat.element.updateComplete;
    expect([chat.field.disabled, chat.field.value, chat.element.matches(':state(disabled)')]).to.deep.equal([false, 'Begun', false]);
  });

  it('grows with its lines, up to six', async () => {
    const heightOf = async (lines: number) => {
      await chat.type(Array.from({ length: lines }, () => 'x').join('\n'));
      return chat.field.offsetHeight;
    };
    expect([await heightOf(1), await heightOf(3), await heightOf(6), await heightOf(20)]).to.deep.equal([44, 92, 164, 164]);
    await chat.type('');
    expect(chat.field.offsetHeight).to.equal(44);
  });

  it('answers a message, and leaves that by Escape', async () => {
    const asked = message(grace, 'Tea?');
    await chat.messages(asked);
    await chat.openMenu();
    await chat.choose('Reply');
    expect(chat.words('about')).to.equal('Replying to Grace Tea?');
    await chat.until('the focus', () => chat.focused === chat.field);
    await chat.type('Yes');
    await chat.press('Enter');
    expect(chat.commands).to.deep.equal([['send', 'Yes', { replyTo: asked.id }]]);
    expect(chat.part('about')).to.be.undefined;
    await chat.openMenu();
    await chat.choose('Reply');
    await chat.until('the focus', () => chat.focused === chat.field);
    expect((await chat.press('Escape')).defaultPrevented).to.be.true;
    expect(chat.part('about')).to.be.undefined;
    expect((await chat.press('Escape')).defaultPrevented, 'the panel has the next one').to.be.false;
  });

  it('edits what one wrote last, by the upward key, and goes on with what was begun', async () => {
    const own = message(ada, 'Helo');
    await chat.messages(own, message(grace, 'What?'));
    await chat.type('');
    await chat.press('ArrowUp');
    expect([chat.words('about'), chat.field.value]).to.deep.equal(['Editing your message Helo', 'Helo']);
    await chat.type('Hello');
    await chat.press('Enter');
    await chat.until('the end of it', () => !chat.part('about'));
    expect(chat.commands).to.deep.equal([['edit', own.id, 'Hello']]);
    expect(chat.field.value).to.equal('');
    await chat.type('Begun');
    await chat.press('ArrowUp');
    expect(chat.part('about')).to.be.undefined;
  });

  it('keeps what an edit was to be when it fails', async () => {
    chat.call.refusals = { edit: new RtcError('connection-lost', 'Made up') };
    await chat.messages(message(ada, 'Helo'));
    await chat.type('');
    await chat.press('ArrowUp');
    await chat.type('Hello');
    await chat.press('Enter');
    await chat.until('what is wrong', () => chat.words('problem') !== '');
    expect([chat.field.value, chat.words('about')]).to.deep.equal(['Hello', 'Editing your message Helo']);
  });

  describe('where there are several', () => {
    const select = () => chat.part('audience-select') as HTMLSelectElement;
    const choose = async (key: string) => {
      select().value = key;
      select().dispatchEvent(new Event('change', { bubbles: true }));
      await chat.element.updateComplete;
    };

    it('is for everyone, or for one of them', async () => {
      expect(select(), 'of one there is no choice').to.be.undefined;
      await chat.shows({ others: [grace, mary] });
      expect([...select().options].map(({ text }) => text)).to.deep.equal(['To everyone', 'Only to Grace', 'Only to Mary']);
      await choose(mary.key);
      await chat.type('Psst');
      await chat.press('Enter');
      expect(chat.commands).to.deep.equal([['send', 'Psst', { to: [mary.id] }]]);
      await chat.shows({ others: [grace] });
      expect(select().selectedOptions[0]!.text, 'what was meant for one goes to nobody else').to.equal('Only to Mary');
      await chat.type('Psst');
      await chat.press('Enter');
      expect(chat.commands.at(-1)).to.deep.equal(['send', 'Psst', { to: [''] }]);
    });

    it('answers where only the same one reads it', async () => {
      await chat.shows({ others: [grace, mary], messages: [message(grace, 'Psst', { to: [ada] })] });
      await chat.openMenu();
      await chat.choose('Reply');
      expect(select().value).to.equal(grace.key);
    });

    it('offers names after an at sign', async () => {
      await chat.shows({ others: [grace, mary] });
      await chat.type('Hi @');
      await chat.until('names', () => chat.parts('suggestion').length === 2);
      expect(chat.part('suggestions')!.role).to.equal('listbox');
      await chat.type('Hi @m');
      const [only] = chat.parts('suggestion');
      expect([only!.textContent, only!.ariaSelected, chat.field.getAttribute('aria-activedescendant')]).to.deep.equal(['Mary', 'true', only!.id]);
      await chat.press('Enter');
      expect([chat.field.value, chat.commands.length]).to.deep.equal(['Hi @Mary ', 0]);
      expect(chat.part('suggestions')!.checkVisibility()).to.be.false;
      await chat.type('@');
      expect((await chat.press('Escape')).defaultPrevented).to.be.true;
      expect(chat.part('suggestions')!.checkVisibility()).to.be.false;
      await chat.type('a@g');
      expect(chat.parts('suggestion').length, 'in an address').to.equal(0);
    });
  });

  it('takes emoji from a choice of them, by keyboard', async () => {
    await chat.type('Fine');
    chat.part('emoji-button')!.focus();
    chat.part('emoji-button')!.click();
    await chat.until('the choice', () => chat.part('emoji-picker')?.matches(':popover-open') ?? false);
    expect(chat.parts('emoji').length).to.be.greaterThan(50);
    await chat.until('the focus in it', () => chat.focused === chat.parts('emoji')[0]);
    await expect(chat.call).to.be.accessible();
    await chat.press('ArrowRight');
    expect(chat.focused === chat.parts('emoji')[1]).to.be.true;
    await chat.press('ArrowDown');
    const [second, below] = [chat.parts('emoji')[1]!, chat.focused].map((each) => each.getBoundingClientRect());
    expect([below!.left, below!.top > second!.top]).to.deep.equal([second!.left, true]);
    await chat.press('Home');
    chat.focused.click();
    expect(chat.field.value).to.equal(`Fine${chat.parts('emoji')[0]!.textContent}`);
    expect(chat.focused === chat.field).to.be.true;
  });
});
