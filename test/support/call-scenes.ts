import { ContextEvent } from '@lit/context';
import { callContext } from '../../src/controllers/call-context.ts';
import type { CallSession } from '../../src/core/call-session.ts';
import { type CallState, mediaKey, type Participant } from '../../src/core/call-state.ts';
import { RtcError } from '../../src/core/errors.ts';
import { Store } from '../../src/core/store.ts';
import { type ChatState, emptyChat } from '../../src/features/chat/chat-state.ts';
import { newParticipant } from '../../src/core/roster.ts';
import { noKeys } from '../../src/core/shortcut-keys.ts';
import type { RtcCall } from '../../src/elements/rtc-call/rtc-call.ts';
// Behind “more”, where its code would come when that opens.
import '../../src/elements/rtc-layout-button/rtc-layout-button.ts';
import { ada, grace, mary, message } from './chat-messages.ts';
import { done, failed, png, running, sentTo, transfer, wav } from './made-transfers.ts';
import { ShownMedia } from './shown-call.ts';

/** A state of a call, and a part that is there when all of it is drawn. */
export interface Scene {
  readonly name: string;
  readonly state: (before: CallState) => Partial<CallState>;
  readonly shows: string;
  /** What went wrong in it. */
  readonly error?: RtcError;
  /** What somebody does in the chat, once a part of it is there. */
  readonly act?: { readonly on: string; readonly how: (part: HTMLElement) => void };
}

/** Twenty people: everything that can be seen of somebody is seen of one of them. */
const crowd: readonly Participant[] = Array.from({ length: 20 }, (_, index) => ({
  ...newParticipant(`p${index}`, 0, {}),
  name: `Person ${index}`,
  isLocal: index === 0,
  microphone: index % 2 ? 'on' : 'off',
  camera: index % 3 ? 'on' : 'off',
  speaking: index === 4,
  hand: index === 1,
  reaction: index === 2 ? '👍' : '',
  quality: index === 3 ? 'poor' : 'good',
}));
const pictured = crowd.filter(({ camera }) => camera === 'on');
const media = new Map([...pictured.map(({ id }) => [mediaKey(id, 'camera'), new ShownMedia()] as const), [mediaKey('p0', 'microphone'), new ShownMedia('microphone')] as const]);
const live = { status: { phase: 'live' }, localId: 'p0', unread: { chat: 2 }, participants: crowd, media, microphone: 'on', keys: { ...noKeys, microphone: 'm' } } as const;
const looks = (change: Partial<CallState['view']>) => (before: CallState) => ({ ...live, view: { ...before.view, hideSelf: false, panel: '', ...change } }) as const;
const sharing = crowd.slice(0, 4).map((each) => (each.isLocal ? { ...each, screen: 'on' as const } : each));

const said = [
  message(grace, 'Tea, @Ada? See https://example.org/', { mentions: [ada.key], mentionsMe: true, reactions: new Map([['👍', [ada]]]) }),
  message(ada, 'Yes', { delivery: { state: 'failed', error: new RtcError('peer-unreachable', 'Made up') } }),
  ...Array.from({ length: 30 }, (_, index) => message(grace, `Number ${index}`)),
];
const written = [...said, message(ada, 'Only for you', { to: [grace], replyTo: said[0]!.id }), message(mary, 'New')];
const talk: ChatState = { ...emptyChat, messages: written, others: [{ ...grace, id: 'p1' }, { ...mary, id: 'p2' }], typing: [{ ...mary, id: 'p2' }], unread: 1, firstUnread: written.at(-1)!.id };

const transfers = [
  transfer({ name: 'photo.jpg.exe' }),
  running(),
  done('photo.png', 'image/png', [png]),
  done('song.wav', 'audio/wav', [wav]),
  failed('file-cancelled'),
  ...sentTo({ Grace: 'offered', Mary: running() }),
];

const typed = (text: string) => (field: HTMLElement) => {
  Object.assign(field, { value: text });
  field.focus();
  (field as HTMLTextAreaElement).setSelectionRange(text.length, text.length);
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
};
const dragOver = (part: HTMLElement) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['made up'], 'a.txt'));
  part.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, composed: true, cancelable: true }));
};
const click = (part: HTMLElement) => part.click();
const reply = (item: HTMLElement) => [...(item.getRootNode() as ShadowRoot).querySelectorAll<HTMLElement>('[part=menu-item]')].find(({ textContent }) => textContent.includes('Reply'))?.click();
/** What is there once somebody has done something. */
const chatActs: readonly Omit<Required<Scene>, 'state' | 'error'>[] = [
  // Once what is new has been brought into view.
  { name: 'further up', act: { on: 'list', how: (list) => void requestAnimationFrame(() => requestAnimationFrame(() => (list.scrollTop = 0))) }, shows: 'chat-jump-button' },
  { name: 'a menu', act: { on: 'menu-button', how: click }, shows: 'chat-menu-item' },
  { name: 'an answer', act: { on: 'menu-item', how: reply }, shows: 'chat-cancel-button' },
  { name: 'emoji', act: { on: 'emoji-button', how: click }, shows: 'chat-emoji' },
  { name: 'a search', act: { on: 'search-button', how: click }, shows: 'chat-found' },
  { name: 'a name', act: { on: 'field', how: typed('@Gr') }, shows: 'chat-suggestion' },
  { name: 'a file over it', act: { on: 'composer', how: dragOver }, shows: 'chat-drop-target' },
  { name: 'too much', act: { on: 'send-button', how: click }, shows: 'chat-problem' },
];

/** Between them, every part of a call is seen that has joined, or cannot. */
export const scenes: readonly Scene[] = [
  { name: 'many, and the list of them', state: looks({ panel: 'people' }), shows: 'people-search-field' },
  { name: 'settings', state: looks({ panel: 'settings' }), shows: 'settings-meter' },
  { name: 'a chat', state: looks({ panel: 'chat' }), shows: 'chat-retry-button' },
  { name: 'files', state: (before) => ({ ...looks({ panel: 'chat' })(before), unread: { files: 1 } }), shows: 'chat-files-preview' },
  ...chatActs.map((act) => ({ ...act, state: looks({ panel: 'chat' }) })),
  { name: 'shortcuts', state: looks({ panel: 'shortcuts' }), shows: 'shortcuts-key' },
  { name: 'one’s own screen', state: (before) => ({ ...looks({ hideSelf: true })(before), participants: sharing, screen: 'on' as const }), shows: 'show-self' },
  { name: 'a device is gone', state: looks({}), error: new RtcError('media-ended', 'Made up'), shows: 'notice-button' },
  { name: 'failed', state: () => ({ status: { phase: 'failed', error: new RtcError('room-full', 'Made up') }, participants: [] }), shows: 'failed' },
];

/** What only a call has that nothing else is around. */
export const outerScenes: readonly Scene[] = [
  { name: 'before joining', state: () => ({ status: { phase: 'prejoin' }, microphone: 'on', wishes: { microphone: true, camera: true } }), shows: 'prejoin-device-select' },
  { name: 'left', state: () => ({ status: { phase: 'ended' }, participants: [] }), shows: 'ended' },
];

/** Whatever is inside a call may ask for its session. */
export function sessionOf(call: RtcCall): CallSession {
  let found: CallSession | undefined;
  const inside = call.shadowRoot?.querySelector('*');
  inside?.dispatchEvent(new ContextEvent(callContext, inside, (session) => (found = session), false));
  if (!found) throw new Error('The call has no session');
  return found;
}

/** A chat in which nothing can be sent, and its files. */
const shownChat = {
  store: new Store({ ...talk, transfers }),
  send: () => Promise.reject(new RtcError('too-large', 'Made up')),
  react: () => Promise.resolve(),
  read: () => undefined,
  write: () => undefined,
};

/** Makes a call show a state that nobody has come to. */
export function play(call: RtcCall, { state, error, act }: Scene): void {
  const session = sessionOf(call);
  // Its own would greet others.
  Object.assign(session, { use: () => shownChat });
  session.store.update(state(session.store.state));
  if (error) session.report(error);
  if (!act) return;
  const look = () => {
    const found = [...call.shadowRoot!.querySelectorAll('rtc-chat')].flatMap((chat) => [...(chat.shadowRoot?.querySelectorAll<HTMLElement>(`[part~="${act.on}"]`) ?? [])])[0];
    if (found) act.how(found);
    else requestAnimationFrame(look);
  };
  look();
}
