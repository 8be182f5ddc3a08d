import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { after } from '../../../core/abort.ts';
import { RtcErrorEvent } from '../../../core/events.ts';
import type { WaitingVisitor } from '../agent.ts';
import { RtcAnsweredEvent, RtcRatedEvent, RtcVisitorLeftEvent, RtcVisitorWaitingEvent } from '../support-events.ts';
import type { DeskLocalizer } from './desk-words.ts';

/** Milliseconds in which what happens is gathered. */
const batch = 1000;

/** More than these are counted, not named. */
const mostNames = 3;

/** Tells screen readers who waits, and what came of it. */
export class DeskAnnouncer {
  readonly #host: ReactiveControllerHost;
  readonly #words: DeskLocalizer;
  readonly #came: WaitingVisitor[] = [];
  readonly #news: string[] = [];
  #lifetime = AbortSignal.abort();
  #sentences = 0;
  #texts: readonly string[] = [];

  constructor(host: ReactiveControllerHost, words: DeskLocalizer) {
    this.#host = host;
    this.#words = words;
  }

  open(signal: AbortSignal): void {
    this.#lifetime = signal;
    this.#came.length = this.#news.length = 0;
  }

  /** What the page hears of, too. */
  hear(event: Event): void {
    if (event instanceof RtcVisitorWaitingEvent) this.#gather(this.#came, event.visitor);
    else if (event instanceof RtcAnsweredEvent) this.#waitsNoMore(event.visitor);
    else if (event instanceof RtcVisitorLeftEvent) this.#left(event);
    else if (event instanceof RtcRatedEvent && event.visitor) this.#sayOf(event.visitor, this.#words.term('starsOf', event.stars));
    else if (event instanceof RtcErrorEvent && event.error.code.startsWith('server-')) this.say(this.#words.term('deskUnreachable'));
  }

  say(text: string): void {
    this.#gather(this.#news, text);
  }

  /** It is always there, or screen readers would not hear it change. New sentences are new elements, or they might not be read. */
  render(): TemplateResult {
    const sentences = () => this.#texts.map((text) => html`<p>${text}</p>`);
    return html`<div class="announcer" role="log" aria-live="polite">${repeat([this.#sentences], (number) => number, sentences)}</div>`;
  }

  #left({ visitor, reason, by }: RtcVisitorLeftEvent): void {
    this.#waitsNoMore(visitor);
    if (reason === 'taken') this.#sayOf(visitor, by ? this.#words.term('takenBy', by) : this.#words.term('takenByAnother'));
  }

  #waitsNoMore(visitor: WaitingVisitor | null): void {
    const index = this.#came.findIndex(({ id }) => id === visitor?.id);
    if (index >= 0) this.#came.splice(index, 1);
  }

  #sayOf(visitor: WaitingVisitor, what: string): void {
    this.say(this.#words.term('saidOf', this.#words.nameOf(visitor), what));
  }

  #gather<Item>(items: Item[], item: Item): void {
    items.push(item);
    if (this.#came.length + this.#news.length === 1) after(batch, this.#lifetime, () => this.#tell());
  }

  #tell(): void {
    const waiting = this.#arrivals(this.#came.splice(0));
    const sentences = [...this.#news.splice(0), ...(waiting ? [waiting] : [])];
    if (sentences.length === 0) return;
    this.#texts = sentences;
    this.#sentences++;
    this.#host.requestUpdate();
  }

  #arrivals(visitors: readonly WaitingVisitor[]): string {
    const [first] = visitors;
    if (!first) return '';
    const names = visitors.map((visitor) => this.#words.nameOf(visitor));
    if (visitors.length > mostNames) return this.#words.term('severalWait', visitors.length);
    if (visitors.length > 1) return this.#words.term('areWaiting', new Intl.ListFormat(this.#words.lang()).format(names));
    const { topic } = first.request;
    return topic ? this.#words.term('isWaitingFor', names[0] ?? '', topic) : this.#words.term('isWaiting', names[0] ?? '');
  }
}
