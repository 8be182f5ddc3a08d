import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { after } from '../../../core/abort.ts';
import type { ChatMessage, ChatState, MessageId } from '../chat-state.ts';
import type { ChatLocalizer } from '../chat-words.ts';
import { authorName } from '../shown-name.ts';

/** Milliseconds in which what comes is gathered into one sentence. */
const batch = 1000;

/** More than these are counted, not read. */
const mostRead = 3;

/** Tells screen readers what others write, as it comes. What was there before is for whoever reads the list. */
export class ChatAnnouncer {
  readonly #host: ReactiveControllerHost;
  readonly #words: ChatLocalizer;
  readonly #heard = new Set<MessageId>();
  readonly #news: ChatMessage[] = [];
  #signal = AbortSignal.abort();
  #isDue = false;
  #sentences = 0;
  #text = '';

  constructor(host: ReactiveControllerHost, words: ChatLocalizer) {
    this.#host = host;
    this.#words = words;
  }

  /** From now on, until `signal` aborts; what is unread already is not told. */
  open(state: ChatState, signal: AbortSignal): void {
    this.#signal = signal;
    this.#isDue = false;
    this.#news.length = 0;
    this.#heard.clear();
    for (const { id } of unread(state)) this.#heard.add(id);
  }

  changed(state: ChatState): void {
    const fresh = unread(state).filter(({ id }) => !this.#heard.has(id));
    for (const { id } of fresh) this.#heard.add(id);
    this.#news.push(...fresh);
    if (this.#news.length === 0 || this.#isDue) return;
    this.#isDue = true;
    after(batch, this.#signal, () => this.#tell());
  }

  say(text: string): void {
    this.#text = text;
    this.#sentences++;
    this.#host.requestUpdate();
  }

  /** It is always there, or screen readers would not hear it change. A new sentence is a new element, or it might not be read. */
  render(): TemplateResult {
    return html`<div class="unseen" role="status">${repeat([this.#sentences], (number) => number, () => html`<p>${this.#text}</p>`)}</div>`;
  }

  #tell(): void {
    this.#isDue = false;
    const news = this.#news.splice(0);
    this.say(news.length > mostRead ? this.#words.term('newMessages', news.length) : news.map((message) => this.#sentence(message)).join('\n'));
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
