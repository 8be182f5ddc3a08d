import { hueOf, initials } from '../../../elements/rtc-video-tile/initials.ts';
import type { ChatMessage, MessageId } from '../chat-state.ts';
import type { ChatLocalizer } from '../chat-words.ts';
import { authorName, plainName } from '../shown-name.ts';
import { made } from './made.ts';
import { isOnlyEmoji, textNodes } from './message-text.ts';
import { audience, excerpt, namesOf, statusOf } from './message-facts.ts';

/** What rows need beside their message. */
export interface RowView {
  readonly words: ChatLocalizer;
  readonly find: (id: MessageId) => ChatMessage | undefined;
  /** What somebody is called, by key. */
  readonly nameOf: (key: string) => string | undefined;
  /** A time of day. */
  readonly time: (time: number) => string;
}

export interface RowShape {
  /** It says who wrote it, and when; others follow that do not. */
  readonly isHead: boolean;
  /** It says how far it came even if all is well. */
  readonly isLatest: boolean;
}

/** What is done by a click in a row, whose list listens for all of them. */
export type RowAct = 'menu' | 'quote' | 'react' | 'retry';

/** A message, as plain elements: no template and no shadow root, since there are thousands of them. */
export function messageRow(message: ChatMessage, { isHead, isLatest }: RowShape, view: RowView): HTMLElement {
  const { author, isDeleted, to, mentionsMe } = message;
  const classes = ['message', isHead && 'first', author.isLocal && 'own', to && 'private', mentionsMe && 'to-me', isDeleted && 'deleted'];
  const row = made('div', { part: 'message', class: classes.filter(Boolean).join(' '), attributes: { role: 'article', tabindex: '-1' } });
  if (isHead) row.append(...byline(message, view));
  row.append(made('div', { class: 'line' }, bubble(message, view), menuButton(view)));
  if (message.reactions.size > 0 && !isDeleted) row.append(reactions(message, view));
  const status = statusOf(message, view.words);
  const isDone = message.delivery?.state === 'delivered' && (message.delivery.by >= message.delivery.of || message.seenBy.length > 0);
  if (status && (isLatest || !isDone)) row.append(statusLine(message, status, view));
  return row;
}

/** Whether the Tab key stops at what the row has to press. */
export function setReachable(row: HTMLElement, tabIndex: number): void {
  for (const control of row.querySelectorAll<HTMLElement>('a, button')) control.tabIndex = tabIndex;
}

function byline({ author, time }: ChatMessage, { words, ...view }: RowView): readonly Node[] {
  const name = made('bdi', { part: 'author', class: author.isLocal ? 'unseen' : 'author' }, authorName(author, words));
  const clock = made('time', { part: 'time', class: 'time', attributes: { datetime: new Date(time).toISOString() } }, view.time(time));
  const line = made('div', { class: 'byline' }, name, ' ');
  if (!author.isLocal && !author.verified) line.append(made('span', { class: 'note' }, words.term('notInCall')), ' ');
  line.append(clock);
  if (author.isLocal) return [line];
  const face = made('span', { class: 'avatar', attributes: { 'aria-hidden': 'true' } }, initials(plainName(author.name)));
  face.style.setProperty('--_hue', String(hueOf(author.key)));
  return [face, line];
}

function bubble(message: ChatMessage, view: RowView): HTMLElement {
  const { words, nameOf } = view;
  const element = made('div', { part: 'bubble', class: 'bubble' });
  if (message.isDeleted) {
    element.append(made('div', { part: 'text', class: 'text' }, words.term('messageDeleted')));
    return element;
  }
  const only = audience(message, words);
  if (only) element.append(made('div', { part: 'audience', class: 'audience' }, only));
  if (message.replyTo !== undefined) element.append(quote(message.replyTo, view));
  const size = isOnlyEmoji(message.text) ? 'text large' : 'text';
  element.append(made('div', { part: 'text', class: size, attributes: { dir: 'auto' } }, ...textNodes(message, nameOf)));
  if (message.isEdited) element.append(' ', made('span', { class: 'edited' }, words.term('edited')));
  return element;
}

function quote(id: MessageId, { words, find }: RowView): HTMLElement {
  const original = find(id);
  if (!original) return made('div', { part: 'quote', class: 'quote' }, words.term('quotedUnknown'));
  const [who, text] = [authorName(original.author, words), excerpt(original, words)];
  const attributes = { type: 'button', tabindex: '-1', 'data-act': 'quote', 'data-of': id, title: words.term('quoted', who, text) };
  return made('button', { part: 'quote', class: 'quote', attributes }, made('bdi', { class: 'quoted-author' }, who), ' ', made('span', { class: 'quoted-text', attributes: { dir: 'auto' } }, text));
}

function menuButton({ words }: RowView): HTMLElement {
  const title = words.term('messageActions');
  return made('button', { part: 'menu-button', class: 'dots', attributes: { type: 'button', tabindex: '-1', 'data-act': 'menu', 'aria-label': title, 'aria-haspopup': 'menu' } });
}

function reactions({ reactions }: ChatMessage, { words }: RowView): HTMLElement {
  const chips = [...reactions].map(([emoji, who]) => {
    const isOwn = who.some(({ isLocal }) => isLocal);
    const names = namesOf(who, words);
    const attributes = { type: 'button', tabindex: '-1', 'data-act': 'react', 'data-of': emoji, 'aria-pressed': String(isOwn), title: words.term('reactedWith', emoji, names) };
    const count = made('span', { class: 'count' }, words.number(who.length));
    return made('button', { part: 'reaction', class: 'reaction', attributes }, emoji, ' ', count, ' ', made('span', { class: 'unseen' }, names));
  });
  return made('div', { part: 'reactions', class: 'reactions' }, ...chips);
}

function statusLine({ delivery }: ChatMessage, status: string, { words }: RowView): HTMLElement {
  const line = made('div', { part: 'status', class: 'status' }, status);
  if (delivery?.state !== 'failed') return line;
  line.classList.add('failed');
  const attributes = { type: 'button', tabindex: '-1', 'data-act': 'retry' };
  line.append(' ', made('button', { part: 'retry-button', class: 'retry', attributes }, words.term('sendAgain')));
  return line;
}
