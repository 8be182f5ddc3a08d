// The states of the chat: what was written is made up, at times that are always the same.
import { RtcError } from '/index.js';
import { live, person, shown } from './made-up.js';
import { call, section } from './states-page.js';

const noon = new Date(2024, 4, 17, 12).getTime();
const author = (name, change = {}) => ({ key: `key-${name}`, name, id: `person-${name}`, isLocal: false, verified: true, ...change });
const ada = author('Ada Lovelace', { isLocal: true });
const grace = author('Grace Hopper');
const alan = author('Alan Turing');
const delivered = { state: 'delivered', by: 2, of: 2 };

let count = 0;
function message(by, text, change = {}) {
  const number = ++count;
  const own = by.isLocal ? { delivery: delivered } : {};
  const plain = { isEdited: false, isDeleted: false, mentions: [], mentionsMe: false, reactions: new Map(), seenBy: [] };
  return { id: `message-${number}`, author: by, time: noon + number * 30_000, text, ...plain, ...own, ...change };
}

/** A chat that is nothing but its state; no call of this page has a room to write in. */
function madeUp(state) {
  const nothing = async () => undefined;
  const store = {
    state: { messages: [], unread: 0, firstUnread: undefined, typing: [], others: [grace, alan], draft: '', isKept: true, ...state },
    watch: () => undefined,
  };
  return { store, send: nothing, edit: nothing, delete: nothing, react: nothing, forget: nothing, retry: nothing, read: nothing, write: nothing };
}

/** A talk with a bit of everything. */
function talk() {
  const tea = message(grace, 'Shall we meet at four?');
  return [
    message(grace, 'Good morning'),
    message(grace, 'The new numbers are here: https://example.org/numbers/2024?week=20'),
    message(ada, 'Thank you. They look better than I thought.\nThe second table has a mistake in it, I think.', { reactions: new Map([['👍', [grace, alan]], ['🎉', [alan]]]) }),
    message(alan, 'I had the same thought.', { isEdited: true }),
    tea,
    message(alan, 'Yes', { replyTo: tea.id }),
    message(alan, '👍'),
    message(ada, 'See you then', { seenBy: [grace, alan] }),
  ];
}

export async function chats() {
  const add = section('chat', 'Chat');
  const people = [person('Ada Lovelace'), person('Grace Hopper'), person('Alan Turing')];
  const show = async (caption, state, { properties = {}, phase, shape = '' } = {}) => {
    const around = call(properties, document.createElement('div'));
    const session = await add(caption, around, phase ? { status: { phase } } : live(people), shape);
    const made = madeUp(state);
    session.use = () => made;
    const element = document.createElement('rtc-chat');
    around.firstElementChild.replaceWith(element);
    await customElements.whenDefined('rtc-chat');
    await element.updateComplete;
    return element;
  };
  const click = async (element, selector) => {
    element.shadowRoot.querySelector(selector).click();
    await element.updateComplete;
  };
  await show('Nothing was said', { others: [] });
  await show('One message', { messages: [message(grace, 'Hello')] });
  await show('Many', { messages: talk(), typing: [grace] });
  await show('Outside a call', { messages: talk().slice(0, 3), draft: 'What was begun stays', others: [] }, { phase: 'ended' });
  await show('What is new begins at a line', { messages: [...talk(), message(grace, 'One more thing'), message(grace, 'Bring the notes')], unread: 2, firstUnread: `message-${count - 1}` });
  await show('For one alone', { messages: [message(grace, 'Can you hear me?'), message(ada, 'Yes. Can you?', { to: [grace] }), message(grace, 'Just about', { to: [ada] })] });
  await show('Not yet, not to all, not at all', {
    messages: [
      message(ada, 'To all but one', { delivery: { state: 'delivered', by: 1, of: 2 } }),
      message(ada, 'To nobody', { delivery: { state: 'failed', error: new RtcError('peer-unreachable', 'Made up') } }),
      message(ada, 'On its way', { delivery: { state: 'sending' } }),
    ],
  });
  await show('Edited, deleted, and from somebody who is not here', {
    messages: [
      message(grace, 'At five', { isEdited: true }),
      message(grace, '', { isDeleted: true }),
      message({ ...author('Charles Babbage'), verified: false }, 'I may be late.'),
      message(ada, '', { isDeleted: true }),
      message(grace, '@Ada Lovelace are you there?', { mentions: [ada.key], mentionsMe: true }),
    ],
  });
  const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
  await show('Long words, long names, long texts', {
    messages: [message(author('Wolfeschlegelsteinhausenbergerdorff'.repeat(2)), `${long} https://example.org/${long}`), message(ada, 'It goes on and on. '.repeat(20))],
    draft: 'One line\nand another\nand another',
  });
  const rtl = [author('فاطمة الفهري'), author('محمد الخوارزمي')];
  await show('Right to left', {
    others: rtl,
    messages: [message(rtl[0], 'صباح الخير'), message(ada, 'Good morning'), message(rtl[1], 'أين نلتقي؟ https://example.org/map', { reactions: new Map([['👍', rtl]]) })],
  }, { properties: { dir: 'rtl', lang: 'ar' } });
  const answering = await show('An answer is written', { messages: talk() });
  await click(answering, '.dots');
  await shownIn(answering, '.menu:popover-open');
  [...answering.shadowRoot.querySelectorAll('.item')].find((each) => !each.matches('.emoji-item')).click();
  const empty = await show('Nothing to send', { messages: talk().slice(0, 2) });
  empty.shadowRoot.querySelector('form').requestSubmit();
  const searching = await show('Searched', { messages: talk() });
  await click(searching, '.top .quiet');
  await shownIn(searching, '[part=search-field]');
  const field = searching.shadowRoot.querySelector('[part=search-field]');
  field.value = 'the';
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await searching.updateComplete;
  const wide = call();
  const beside = await add('Beside the tiles', wide, live(people, { unread: { chat: 2 } }), 'wide');
  const narrow = call();
  const over = await add('Over the tiles', narrow, live(people), 'narrow');
  for (const [element, session] of [[wide, beside], [narrow, over]]) {
    const made = madeUp({ messages: talk() });
    session.use = () => made;
    await element.setPanel('chat');
    await shown(element, 'rtc-chat:defined');
  }
}

/** Resolves when there is something like this in an element. */
function shownIn(element, selector) {
  return shown({ shadowRoot: element.shadowRoot }, selector);
}
