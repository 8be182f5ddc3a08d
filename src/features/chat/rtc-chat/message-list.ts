import type { ChatMessage, MessageId } from '../chat-state.ts';
import { dayOf, dayWords } from './days.ts';
import { made } from './made.ts';
import { messageRow, type RowView, setReachable } from './message-row.ts';

/** Rows of a chunk, as they are added at the end. One that is out of sight costs the browser nothing. */
const chunkRows = 50;

/** CSS pixels of a row that was never drawn. */
const usualHeight = 48;

/** Milliseconds within which what one author writes is one group. */
const together = 5 * 60_000;

/** What a row has beside its message. */
const [day, line, head, latest] = [1, 2, 4, 8];

interface Row {
  message: ChatMessage;
  element: HTMLElement;
  /** The day that begins with it, and the line before what is new. */
  leads: readonly HTMLElement[];
  shape: number;
  readonly day: number;
}

/**
 * The messages as elements, in chunks that the browser leaves out of its work while they are out of sight, though they can be found,
 * selected and read. What has not changed is not touched.
 */
export class MessageList {
  readonly #place: HTMLElement;
  readonly #view: RowView;
  #rows: Row[] = [];
  readonly #byId = new Map<MessageId, Row>();
  readonly #byElement = new WeakMap<Element, Row>();
  /** A message → those that answer it. */
  readonly #answers = new Map<MessageId, Set<MessageId>>();
  #isShown: ((message: ChatMessage) => boolean) | undefined;

  constructor(place: HTMLElement, view: Omit<RowView, 'find'>) {
    this.#place = place;
    this.#view = { ...view, find: (id) => this.#byId.get(id)?.message };
  }

  /** Shows these; the line that says what is new is before `firstNew`. */
  show(messages: readonly ChatMessage[], firstNew?: MessageId): void {
    const [start, end] = this.#same(messages);
    this.#replace(messages, start, end);
    const lastOwn = messages.findLast(({ author, isDeleted }) => author.isLocal && !isDeleted);
    for (const [index, message] of messages.entries()) {
      const row = this.#rows[index];
      if (!row) continue;
      const shape = this.#shapeOf(row, message, this.#rows[index - 1], firstNew) | (message === lastOwn ? latest : 0);
      if (row.message !== message || row.shape !== shape) this.#refresh(row, message, shape);
    }
  }

  /** In other words: all of it is made anew. */
  rebuild(messages: readonly ChatMessage[], firstNew?: MessageId): void {
    this.#place.replaceChildren();
    this.#rows = [];
    this.#byId.clear();
    this.#answers.clear();
    this.show(messages, firstNew);
  }

  /** Shows only what fits, or everything again. Answers what is shown. */
  filter(isShown: ((message: ChatMessage) => boolean) | undefined): readonly MessageId[] {
    this.#isShown = isShown;
    for (const row of this.#rows) this.#hide(row);
    for (const chunk of this.#place.children) (chunk as HTMLElement).hidden = [...chunk.children].every((each) => (each as HTMLElement).hidden);
    return this.#rows.filter(({ element }) => !element.hidden).map(({ message }) => message.id);
  }

  elementOf(id: MessageId): HTMLElement | undefined {
    return this.#byId.get(id)?.element;
  }

  /** The message that an element belongs to. */
  messageAt(element: Element): ChatMessage | undefined {
    const found = element.closest('.message');
    return found ? this.#byElement.get(found)?.message : undefined;
  }

  /** Of those that are shown, the one so many further on; the last or the first where there is none. */
  neighbour(element: Element, steps: number): HTMLElement | undefined {
    const shown = this.#rows.filter((row) => !row.element.hidden);
    const place = shown.findIndex((row) => row.element === element);
    return shown[Math.max(0, Math.min(shown.length - 1, place + steps))]?.element;
  }

  get first(): HTMLElement | undefined {
    return this.#rows.find(({ element }) => !element.hidden)?.element;
  }

  get last(): HTMLElement | undefined {
    return this.#rows.findLast(({ element }) => !element.hidden)?.element;
  }

  /** How many at the start, and how many at the end, are where they were. */
  #same(messages: readonly ChatMessage[]): readonly [start: number, end: number] {
    const rows = this.#rows;
    const most = Math.min(rows.length, messages.length);
    let start = 0;
    while (start < most && rows[start]?.message.id === messages[start]?.id) start++;
    let end = 0;
    while (end < most - start && rows.at(-1 - end)?.message.id === messages.at(-1 - end)?.id) end++;
    return [start, end];
  }

  #replace(messages: readonly ChatMessage[], start: number, end: number): void {
    const gone = this.#rows.slice(start, this.#rows.length - end);
    for (const row of gone) this.#remove(row);
    const next = this.#rows[this.#rows.length - end];
    const came = messages.slice(start, messages.length - end).map((message) => this.#add(message, next));
    if (gone.length > 0 || came.length > 0) this.#rows = [...this.#rows.slice(0, start), ...came, ...this.#rows.slice(this.#rows.length - end)];
    for (const { message } of came) this.#answered(message.id);
  }

  #remove({ message, element, leads }: Row): void {
    const chunk = element.parentElement;
    for (const each of [...leads, element]) each.remove();
    if (chunk?.childElementCount === 0) chunk.remove();
    this.#byId.delete(message.id);
  }

  /** Its looks come with those around it. */
  #add(message: ChatMessage, next: Row | undefined): Row {
    const row: Row = { message, element: made('div', {}), leads: [], shape: -1, day: dayOf(message.time) };
    this.#byId.set(message.id, row);
    if (message.replyTo !== undefined) this.#answers.set(message.replyTo, (this.#answers.get(message.replyTo) ?? new Set()).add(message.id));
    if (next) this.#insert(row.element, next);
    else this.#chunk().append(row.element);
    return row;
  }

  #insert(element: HTMLElement, next: Row): void {
    const before = next.leads[0] ?? next.element;
    const chunk = before.parentElement;
    chunk?.insertBefore(element, before);
    if (!chunk || chunk.childElementCount <= 2 * chunkRows) return;
    const half = made('div', { class: 'chunk' });
    half.append(...[...chunk.children].slice(chunkRows));
    chunk.after(half);
    for (const each of [chunk, half]) reserve(each);
  }

  /** The last one, while it has room. */
  #chunk(): HTMLElement {
    const last = this.#place.lastElementChild;
    if (last instanceof HTMLElement && last.childElementCount < chunkRows) return last;
    const chunk = made('div', { class: 'chunk' });
    reserve(chunk);
    this.#place.append(chunk);
    return chunk;
  }

  #shapeOf(row: Row, message: ChatMessage, before: Row | undefined, firstNew: MessageId | undefined): number {
    const isDay = row.day !== before?.day;
    const isLine = message.id === firstNew;
    const isHead = isDay || isLine || !before || !isTogether(before.message, message);
    return (isDay ? day : 0) | (isLine ? line : 0) | (isHead ? head : 0);
  }

  #refresh(row: Row, message: ChatMessage, shape: number): void {
    const isOther = row.message !== message;
    row.message = message;
    const { element } = row;
    const now = messageRow(message, { isHead: (shape & head) > 0, isLatest: (shape & latest) > 0 }, this.#view);
    if (row.shape < 0) {
      element.replaceWith(now);
      row.element = now;
      this.#byElement.set(now, row);
    } else become(element, now);
    if ((row.shape & (day | line)) !== (shape & (day | line))) this.#lead(row, shape);
    row.shape = shape;
    this.#hide(row);
    if (isOther) this.#answered(message.id);
  }

  #lead(row: Row, shape: number): void {
    for (const lead of row.leads) lead.remove();
    const { words } = this.#view;
    const leads = [];
    if (shape & day) leads.push(made('h3', { part: 'day', class: 'day' }, dayWords(row.message.time, Date.now(), words.lang())));
    if (shape & line) leads.push(made('div', { part: 'new-line', class: 'new-line' }, made('span', {}, words.term('newFromHere'))));
    row.element.before(...leads);
    row.leads = leads;
  }

  #hide({ element, leads, message }: Row): void {
    const isHidden = this.#isShown ? !this.#isShown(message) : false;
    for (const each of [element, ...leads]) each.hidden = isHidden;
  }

  /** Those that quote it say what it says now. */
  #answered(id: MessageId): void {
    for (const answer of this.#answers.get(id) ?? []) {
      const row = this.#byId.get(answer);
      if (row && row.shape >= 0) this.#refresh(row, row.message, row.shape);
    }
  }
}

function isTogether(before: ChatMessage, now: ChatMessage): boolean {
  const keys = ({ to }: ChatMessage) => to?.map(({ key }) => key).join();
  return before.author.key === now.author.key && now.time - before.time < together && keys(before) === keys(now) && before.author.verified === now.author.verified;
}

/** So that the bar shows about where one is. Once drawn, the browser knows better. */
function reserve(chunk: HTMLElement): void {
  chunk.style.containIntrinsicBlockSize = `auto ${chunkRows * usualHeight}px`;
}

/** What is the same stays where it is, selected or focused as it may be. */
function become(row: HTMLElement, now: HTMLElement): void {
  row.className = now.className;
  setReachable(now, row.tabIndex);
  const parts = [...row.children];
  const wanted = [...now.children].map((part) => parts.find((each) => each.isEqualNode(part)) ?? part);
  const focused = (row.getRootNode() as ShadowRoot).activeElement;
  const key = row.contains(focused) ? keyOf(focused) : undefined;
  for (const part of parts) if (!wanted.includes(part)) part.remove();
  for (const [index, part] of wanted.entries()) if (row.children[index] !== part) row.insertBefore(part, row.children[index] ?? null);
  if (key !== undefined && !row.contains((row.getRootNode() as ShadowRoot).activeElement)) keepFocus(row, key);
}

function keyOf(focused: Element | null): string {
  return focused instanceof HTMLElement ? `${focused.dataset['act'] ?? ''}/${focused.dataset['of'] ?? ''}` : '';
}

function keepFocus(element: HTMLElement, key: string): void {
  const same = [...element.querySelectorAll<HTMLElement>('[data-act]')].find((each) => keyOf(each) === key);
  (same ?? element).focus({ preventScroll: true });
}
