import type { ReactiveControllerHost } from 'lit';
import { Announcer } from '../../../ui/announcer.ts';
import type { AgentState, WaitingVisitor } from '../agent-state.ts';
import { RtcAnsweredEvent, RtcEndedEvent, RtcRatedEvent, RtcVisitorLeftEvent, RtcVisitorWaitingEvent } from '../support-events.ts';
import type { DeskLocalizer } from './desk-words.ts';

/** More than these are counted, not named. */
const mostNames = 3;

/** Whether visitors can reach this agent, and if not, why. */
type Reach = 'online' | 'deskFull' | 'deskUnreachable' | undefined;

/** Tells screen readers who waits, what came of it, and whether anybody can. */
export class DeskAnnouncer extends Announcer {
  readonly #words: DeskLocalizer;
  readonly #came: WaitingVisitor[] = [];
  readonly #went: WaitingVisitor[] = [];
  readonly #news: string[] = [];
  #state: AgentState | undefined;
  #told: Reach;
  /** Whoever was answered and did not come; that has been said. */
  #missed: WaitingVisitor | undefined;

  constructor(host: ReactiveControllerHost, words: DeskLocalizer) {
    super(host, 'log');
    this.#words = words;
  }

  open(signal: AbortSignal): void {
    this.tellUntil(signal);
    this.#came.length = this.#went.length = this.#news.length = 0;
  }

  /** Whoever signs out knows it; in a call, the call says that it is connected again. */
  follow(state: AgentState | undefined): void {
    this.#state = state;
    const reach = state && reachOf(state);
    if (!state || (this.#told && state.serving && reach === 'online')) this.#told = reach;
    else if (reach && reach !== this.#told) this.tellSoon();
  }

  /** What the page hears of, too. */
  hear(event: Event): void {
    if (event instanceof RtcVisitorWaitingEvent) this.#gather(this.#came, event.visitor);
    else if (event instanceof RtcAnsweredEvent) this.#waitsNoMore(event.visitor);
    else if (event instanceof RtcVisitorLeftEvent) this.#left(event);
    else if (event instanceof RtcEndedEvent) this.#ended(event);
    else if (event instanceof RtcRatedEvent && event.visitor) this.#sayOf(event.visitor, this.#words.term('starsOf', event.stars));
  }

  /** `visitor` was answered in vain. */
  missed(visitor: WaitingVisitor): void {
    this.#missed = visitor;
    this.say(this.#words.term('visitorNotCome'));
  }

  override say(text: string): void {
    this.#gather(this.#news, text);
  }

  protected override news(): readonly string[] {
    this.#missed = undefined;
    return [this.#reach(), ...this.#news.splice(0), this.#departures(this.#went.splice(0)), this.#arrivals(this.#came.splice(0))];
  }

  /** Of somebody who was not told of there is nothing to tell. */
  #left({ visitor, reason, by }: RtcVisitorLeftEvent): void {
    const wasToldOf = !this.#waitsNoMore(visitor);
    if (reason === 'taken') this.#sayOf(visitor, by ? this.#words.term('takenBy', by) : this.#words.term('takenByAnother'));
    else if (wasToldOf && visitor.id !== this.#missed?.id) this.#gather(this.#went, visitor);
  }

  #ended({ reason }: RtcEndedEvent): void {
    if (reason === 'lost') this.say(this.#words.term('deskConnectionLost'));
    else if (reason === 'ended' || reason === 'left') this.say(this.#words.term('callEnded'));
  }

  #waitsNoMore(visitor: WaitingVisitor | null): boolean {
    const index = this.#came.findIndex(({ id }) => id === visitor?.id);
    if (index >= 0) this.#came.splice(index, 1);
    return index >= 0;
  }

  #sayOf(visitor: WaitingVisitor, what: string): void {
    this.say(this.#words.term('saidOf', this.#words.nameOf(visitor), what));
  }

  #gather<Item>(items: Item[], item: Item): void {
    items.push(item);
    this.tellSoon();
  }

  /** What comes back within a moment was never away. */
  #reach(): string {
    const reach = this.#state && reachOf(this.#state);
    if (!reach || reach === this.#told) return '';
    this.#told = reach;
    return this.#words.term(reach === 'online' && this.#state?.away ? 'away' : reach);
  }

  #departures(visitors: readonly WaitingVisitor[]): string {
    if (visitors.length === 0) return '';
    return this.#words.term('saidOf', visitors.length > mostNames ? this.#words.term('people', visitors.length) : this.#together(visitors), this.#words.term('leftQueue'));
  }

  #arrivals(visitors: readonly WaitingVisitor[]): string {
    const [first] = visitors;
    if (!first) return '';
    if (visitors.length > mostNames) return this.#words.term('severalWait', visitors.length);
    if (visitors.length > 1) return this.#words.term('areWaiting', this.#together(visitors));
    const { topic } = first.request;
    const name = this.#words.nameOf(first);
    return topic ? this.#words.term('isWaitingFor', name, topic) : this.#words.term('isWaiting', name);
  }

  #together(visitors: readonly WaitingVisitor[]): string {
    return new Intl.ListFormat(this.#words.lang()).format(visitors.map((visitor) => this.#words.nameOf(visitor)));
  }
}

function reachOf({ phase, server }: AgentState): Reach {
  if (server === 'reconnecting') return 'deskUnreachable';
  if (phase === 'full') return 'deskFull';
  return phase === 'open' && server === 'connected' ? 'online' : undefined;
}
