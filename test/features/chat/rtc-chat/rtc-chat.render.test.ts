import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { RtcError } from '../../../../src/core/errors.ts';
import type { ChatMessage, ChatState } from '../../../../src/features/chat/chat-state.ts';
import '../../../../src/features/chat/rtc-chat/rtc-chat.ts';
import { ada, grace, mary, message, noon } from '../../../support/chat-messages.ts';
import { nameOf } from '../../../support/shadow.ts';
import type { ShownCall } from '../../../support/shown-call.ts';
import '../../../support/shown-call.ts';

describe('<rtc-chat> shows', () => {
  let call: ShownCall;

  beforeEach(async () => {
    call = await fixture<ShownCall>(html`<shown-call><rtc-chat></rtc-chat></shown-call>`);
    await shows({ others: [grace, mary] });
  });

  afterEach(async () => {
    await expect(call).to.be.accessible();
  });

  const element = () => call.querySelector('rtc-chat')!;
  const root = () => element().shadowRoot!;
  const parts = (name: string) => [...root().querySelectorAll<HTMLElement>(`[part="${name}"]`)];
  const part = (name: string) => parts(name)[0];
  const words = (name: string) => parts(name).map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim());
  const shows = async (patch: Partial<ChatState>) => {
    call.chat.update(patch);
    await element().updateComplete;
  };
  const messages = async (...all: readonly ChatMessage[]) => shows({ messages: all });

  it('that there is nothing yet, and with whom one can write', async () => {
    expect(words('empty')).to.deep.equal(['Nothing has been said yet.']);
    expect(element().matches(':state(empty)')).to.be.true;
    expect(words('head')[0]).to.include('Grace and Mary');
    await shows({ others: [] });
    expect(words('head')[0]).to.include('Nobody else is here yet');
  });

  it('who wrote what, and when, once for what one writes in a row', async () => {
    await messages(message(grace, 'Hello'), message(grace, 'How are you?'), message(ada, 'Fine'), message(mary, 'Me too', { time: noon + 36e5 }));
    expect(words('text')).to.deep.equal(['Hello', 'How are you?', 'Fine', 'Me too']);
    expect(words('author')).to.deep.equal(['Grace', 'You', 'Mary']);
    expect(words('time').at(-1)).to.match(/1:00/);
    expect(element().matches(':state(empty)')).to.be.false;
    expect(part('empty')!.checkVisibility()).to.be.false;
  });

  it('days, by their name or their date', async () => {
    const now = Date.now();
    await messages(message(grace, 'Long ago', { time: noon }), message(grace, 'Yesterday', { time: now - 864e5 }), message(grace, 'Today', { time: now }));
    expect(words('day')).to.deep.equal(['Friday, May 17, 2024', 'Yesterday', 'Today']);
  });

  it('links that open elsewhere and say where; markup and scripts are text', async () => {
    await messages(message(grace, '<img src=x onerror=alert(1)> see https://example.org/a. or javascript:alert(1)'));
    expect(root().querySelector('.list img')).to.be.null;
    expect(words('text')[0]).to.include('<img src=x onerror=alert(1)>');
    const [link, ...more] = parts('link') as HTMLAnchorElement[];
    expect([link!.textContent, link!.href, link!.target, link!.rel, more.length]).to.deep.equal([
      'https://example.org/a',
      'https://example.org/a',
      '_blank',
      'noopener noreferrer nofollow ugc',
      0,
    ]);
  });

  it('names without what turns text round, and each text in its own direction', async () => {
    await messages(message({ ...grace, name: 'Gra\u202ece\n' }, 'שלום'));
    expect(parts('author')[0]!.textContent).to.equal('Grace');
    expect(part('text')!.dir).to.equal('auto');
  });

  it('who is not in the call, in words', async () => {
    await messages(message({ ...grace, verified: false }, 'It is me'));
    expect(part('message')!.textContent).to.include('not in the call');
  });

  it('what is for some only', async () => {
    await messages(message(ada, 'Psst', { to: [grace] }), message(grace, 'Yes?', { to: [ada] }));
    expect(words('audience')).to.deep.equal(['Only to Grace', 'Only to you']);
  });

  it('edits and deletions', async () => {
    const first = message(grace, 'Helo');
    await messages(first, message(mary, 'Hi'));
    const kept = parts('message')[1];
    await messages({ ...first, text: 'Hello', isEdited: true }, call.chat.state.messages[1]!);
    expect(part('bubble')!.textContent).to.equal('Hello edited');
    expect(parts('message')[1] === kept, 'the other one is the same element').to.be.true;
    await messages({ ...first, text: '', isDeleted: true }, call.chat.state.messages[1]!);
    expect(words('text')[0]).to.equal('Message deleted');
  });

  it('what a message answers, as that is now', async () => {
    const asked = message(grace, 'Tea?');
    const answer = message(mary, 'Yes', { replyTo: asked.id });
    await messages(answer);
    expect(words('quote')).to.deep.equal(['Reply to a message that isn’t here']);
    await messages(asked, answer);
    expect(part('quote')!.title).to.equal('Reply to Grace: Tea?');
    await messages({ ...asked, text: 'Coffee?', isEdited: true }, answer);
    expect(part('quote')!.title).to.equal('Reply to Grace: Coffee?');
    part('quote')!.click();
    expect(root().activeElement === parts('message')[0]).to.be.true;
  });

  it('reactions with the names of those who chose them, and takes and gives them', async () => {
    const reactions = new Map([['👍', [grace, ada]], ['🎉', [mary]]]);
    const one = message(grace, 'Done', { reactions });
    await messages(one);
    const [thumb, party] = parts('reaction') as HTMLButtonElement[];
    expect([nameOf(thumb!), thumb!.ariaPressed, nameOf(party!), party!.ariaPressed]).to.deep.equal(['👍 2 Grace and You', 'true', '🎉 1 Mary', 'false']);
    thumb!.click();
    party!.click();
    expect(call.commands.slice(-2)).to.deep.equal([['react', one.id, '👍', false], ['react', one.id, '🎉', true]]);
  });

  it('how far one’s own messages came, and no more than is needed', async () => {
    const failed = message(ada, 'One', { delivery: { state: 'failed', error: new RtcError('peer-unreachable', 'Made up') } });
    await messages(
      failed,
      message(ada, 'Two', { delivery: { state: 'delivered', by: 1, of: 3 } }),
      message(ada, 'Three'),
      message(ada, 'Four', { seenBy: [grace] }),
      message(ada, 'Five', { delivery: { state: 'sending' } }),
    );
    expect(words('status')).to.deep.equal(['Not delivered Try again', 'Delivered to 1 of 3', 'Sending…']);
    part('retry-button')!.click();
    expect(call.commands.at(-1)).to.deep.equal(['retry', failed.id]);
    await messages(message(ada, 'Last', { seenBy: [grace, mary] }));
    expect(words('status')).to.deep.equal(['Seen by Grace and Mary']);
  });

  it('whom a message mentions', async () => {
    await messages(message(grace, 'Hi @Mary and @Ada', { mentions: [mary.key, ada.key], mentionsMe: true }), message(ada, 'Yes'));
    expect(words('mention')).to.deep.equal(['@Mary', '@Ada']);
  });

  it('who is writing', async () => {
    await shows({ typing: [grace] });
    expect(words('typing')).to.deep.equal(['Grace is writing…']);
    await shows({ typing: [grace, mary] });
    expect(words('typing')).to.deep.equal(['Several people are writing…']);
    await shows({ typing: [] });
    expect(words('typing')).to.deep.equal(['']);
  });

  it('a late message in its place, and the others where they were', async () => {
    const all = Array.from({ length: 130 }, (_, index) => message(index % 2 ? grace : mary, `Number ${index}`));
    const late = all[60]!;
    await messages(...all.filter((each) => each !== late));
    const before = parts('message');
    await messages(...all);
    const after = parts('message');
    expect(words('text')).to.deep.equal(all.map(({ text }) => text));
    expect(before.filter((row) => !after.includes(row)).length).to.be.at.most(1);
    expect(root().querySelectorAll('.chunk').length).to.equal(3);
  });

  it('ten thousand messages that the page can find, drawing only what is seen', async () => {
    const all = Array.from({ length: 10_000 }, (_, index) => message(index % 3 ? grace : ada, `Number ${index}`));
    await messages(...all);
    expect(parts('message').length).to.equal(10_000);
    const list = part('list')!;
    await waitUntil(() => list.scrollHeight - list.scrollTop - list.clientHeight < 2, 'at the end');
    const [first] = root().querySelectorAll('.chunk');
    expect(getComputedStyle(first!).contentVisibility).to.equal('auto');
    await messages();
    expect(parts('message').length).to.equal(0);
  }).timeout(20_000);

  it('everything within little room, from either side', async () => {
    const long = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(4);
    await messages(
      message({ ...grace, name: long }, long, { reactions: new Map([['👍', [grace]]]) }),
      message(ada, `${long} https://example.org/${long}`),
      message(mary, long, { to: [ada], replyTo: call.chat.state.messages[0]?.id }),
    );
    for (const dir of ['ltr', 'rtl']) {
      Object.assign(call.style, { display: 'block', inlineSize: '264px' });
      call.dir = dir;
      const list = part('list')!;
      expect(list.scrollWidth, dir).to.equal(list.clientWidth);
      const outer = element().getBoundingClientRect();
      const wrong = [...parts('bubble'), ...parts('field'), ...parts('send-button')].filter((each) => {
        const { left, right } = each.getBoundingClientRect();
        return left < outer.left || right > outer.right;
      });
      expect(wrong.length, dir).to.equal(0);
    }
  });
});
