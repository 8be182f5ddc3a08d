// The states of the list of files: nobody sends any.
import { RtcError } from '/index.js';
import { live, person, shown } from './made-up.js';
import { call, section } from './states-page.js';

const digest = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

let count = 0;
function transfer(change = {}) {
  const id = `transfer-${++count}`;
  const plain = { direction: 'in', peer: 'person-Grace Hopper', peerName: 'Grace Hopper', type: '', time: 0, phase: 'offered', transferred: 0, speed: 0, pausedBy: [], digest: '' };
  return { id, group: id, name: 'Quarterly numbers.pdf', size: 3_200_000, ...plain, ...change };
}

const going = (part, change = {}) => {
  const size = change.size ?? 48_000_000;
  return transfer({ phase: 'running', name: 'Trip to Whitby.mp4', size, transferred: size * part, speed: 3_200_000, remaining: (size * (1 - part)) / 3_200_000, ...change });
};
const came = (name, type, change = {}) => transfer({ phase: 'done', name, type, transferred: 3_200_000, digest, file: new File(['made up'], name, { type }), ...change });
const failed = (code, change = {}) => transfer({ phase: 'failed', error: new RtcError(code, 'Made up'), ...change });

/** One file to several. */
function to(all) {
  const group = `group-${++count}`;
  return Object.entries(all).map(([peerName, change]) => ({ ...change, direction: 'out', group, peerName, name: 'Minutes.docx', size: 48_000_000 }));
}

/** A picture that is not made up of noise, and is the same everywhere. */
async function photo() {
  const canvas = Object.assign(document.createElement('canvas'), { width: 480, height: 270 });
  const context = canvas.getContext('2d');
  const colors = ['#24476b', '#3d6f8f', '#e0b45c', '#c9633d'];
  colors.forEach((color, index) => {
    context.fillStyle = color;
    context.fillRect(0, index * 68, 480, 68);
  });
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  return came('Sunset.png', 'image/png', { size: blob.size, file: new File([blob], 'Sunset.png', { type: 'image/png' }) });
}

/** Files that are nothing but their state, and in a chat the chat, too. */
function madeUp(transfers, chat = {}) {
  const nothing = async () => undefined;
  const state = { messages: [], unread: 0, firstUnread: undefined, typing: [], others: [], draft: '', isKept: true, ...chat, transfers };
  const commands = ['send', 'accept', 'cancel', 'pause', 'resume', 'dismiss', 'read', 'write', 'forget'];
  return { store: { state, watch: () => undefined }, ...Object.fromEntries(commands.map((name) => [name, nothing])) };
}

export async function transfers() {
  const add = section('files', 'Files');
  const people = [person('Ada Lovelace'), person('Grace Hopper'), person('Alan Turing')];
  const show = async (caption, all, { properties = {}, shape = '' } = {}) => {
    const around = call(properties, document.createElement('div'));
    const session = await add(caption, around, live(people), shape);
    const made = madeUp(all);
    session.use = () => made;
    const element = document.createElement('rtc-files');
    around.firstElementChild.replaceWith(element);
    await customElements.whenDefined('rtc-files');
    await element.updateComplete;
    return element;
  };
  await show('Offered, either way', [transfer(), transfer({ direction: 'out', name: 'Notes.txt', size: 512 })]);
  await show('On its way', [going(0.4), going(0.9, { direction: 'out', name: 'Song.flac', size: 30_000_000 }), going(0, { phase: 'waiting', name: 'Archive.zip', size: 5_400_000_000, speed: 0 })]);
  await show('Paused, by whom', [going(0.4, { phase: 'paused', pausedBy: ['here'] }), going(0.6, { phase: 'paused', pausedBy: ['there'] }), going(0.2, { phase: 'paused', pausedBy: ['here', 'there'] })]);
  const pictured = await show('Here, and checked', [await photo(), came('Song.mp3', 'audio/mpeg'), came('Quarterly numbers.pdf', 'application/pdf'), came('Minutes.docx', '', { direction: 'out' })]);
  await shown({ shadowRoot: pictured.shadowRoot }, '[part=preview]');
  const compared = await show('Compared', [came('Quarterly numbers.pdf', '')]);
  compared.shadowRoot.querySelector('details').open = true;
  await show('May do harm', [transfer({ name: 'setup.exe' }), transfer({ name: 'photo.jpg.scr' }), came('Invoice.html', 'text/html')]);
  await show('Came to nothing', ['file-cancelled', 'file-corrupt', 'file-unreadable', 'storage-full', 'peer-unreachable'].map((code) => failed(code)));
  await show('To several', to({ 'Grace Hopper': going(0.7), 'Alan Turing': transfer(), 'Charles Babbage': failed('file-cancelled'), 'Mary Somerville': came('Minutes.docx', '') }));
  const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
  await show('Long names', [transfer({ name: `${long}.pdf`, peerName: long }), going(0.3, { name: `${long} ${long}.zip`, remaining: 4000 })]);
  await show('Right to left', [transfer({ name: 'تقرير.pdf', peerName: 'فاطمة الفهري' }), going(0.5, { peerName: 'محمد الخوارزمي' })], { properties: { dir: 'rtl', lang: 'ar' } });
  const wide = call();
  const beside = await add('In a chat', wide, live(people, { unread: { files: 1 } }), 'wide');
  const made = madeUp([transfer(), going(0.4)]);
  beside.use = () => made;
  await wide.setPanel('chat');
  await customElements.whenDefined('rtc-chat');
  await shown(wide, 'rtc-chat');
  const chat = wide.shadowRoot.querySelector('rtc-chat');
  await shown(chat, 'rtc-files');
  // What screen readers are told of what is offered comes a moment later.
  const inChat = chat.shadowRoot.querySelector('rtc-files');
  await shown(inChat, '[part=accept-button]');
  const lists = [...document.querySelectorAll('#files rtc-files'), inChat];
  await Promise.all(lists.filter(({ shadowRoot }) => shadowRoot.querySelector('[part=accept-button]')).map((each) => shown(each, '[role=status] p:not(:empty)')));
}
