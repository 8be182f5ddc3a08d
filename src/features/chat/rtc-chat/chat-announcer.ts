import type { ReactiveControllerHost } from 'lit';
import { Announcer } from '../../../ui/announcer.ts';
import type { ChatMessage, ChatState, MessageId } from '../chat-state.ts';
import type { ChatLocalizer } from '../chat-words.ts';
import { authorName } from '../shown-name.ts';

/** More than these are counted, not read. */
const mostRead = 3;

/** Tells screen readers what others write, as it comes. What was there before is for whoever reads the list. */
export class ChatAnnouncer extends Announcer {
  readonly #words: ChatLocalizer;
  readonly #heard = new Set<MessageId>();
  readonly #news: ChatMessage[] = [];

  constructor(host: ReactiveControllerHost, words: ChatLocalizer) {
    super(host);
    this.#words = words;
  }

  /** From now on, until `signal` aborts; what is unread already is not told. */
  open(state: ChatState, signal: AbortSignal): void {
    this.tellUntil(signal);
    this.#news.length = 0;
    this.#heard.clear();
    for (const { id } of unread(state)) this.#heard.add(id);
  }

  changed(state: ChatState): void {
    const fresh = unread(state).filter(({ id }) => !this.#heard.has(id));
    for (const { id } of fresh) this.#heard.add(id);
    this.#news.push(...fresh);
    if (this.#news.length > 0) this.tellSoon();
  }

  protected override news(): readonly string[] {
    const news = this.#news.splice(0);
    return news.length > mostRead ? [this.#words.term('newMessages', news.length)] : news.map((message) => this.#sentence(message));
  }

  #sentence({ author, text, to }: ChatMessage): string {
    return this.#words.term(to ? 'saysToYou' : 'saysIn', authorName(author, this.#words), text);
  }
}

function unread({ messages, firstUnread }: ChatState): readonly ChatMessage[] {
  if (firstUnread === undefined) return [];
  const first = messages.findLastIndex(({ id }) => id === firstUnread);
  return first < 0 ? [] : messages.slice(first).filter(({ author, isDeleted }) => !author.isLocal && !isDeleted);
}
