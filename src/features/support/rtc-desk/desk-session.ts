import { childController } from '../../../core/abort.ts';
import { type RtcErrorCode, RtcError } from '../../../core/errors.ts';
import { RtcErrorEvent } from '../../../core/events.ts';
import { type Arrangement, postalService } from '../../../elements/rtc-call/call-options.ts';
import type { RtcCall } from '../../../elements/rtc-call/rtc-call.ts';
import type { AgentState, PastVisitor, WaitingVisitor } from '../agent-state.ts';
import { Agent } from '../agent.ts';
import { linksBefore } from '../call-within.ts';
import type { Credential } from '../credential.ts';
import type { DeskName } from '../desk-name.ts';
import { RtcAnsweredEvent, RtcEndedEvent, RtcRatedEvent, RtcVisitorLeftEvent, RtcVisitorWaitingEvent } from '../support-events.ts';
import { Answer } from './desk-answer.ts';
import { CallLines } from './call-lines.ts';

export interface DeskSessionOptions {
  readonly desk: DeskName;
  /** URL of the signalling server's mount. */
  readonly server: string;
  readonly credential: Credential | undefined;
  readonly name: string;
  /** Links may be made directly before answering. */
  readonly standby: boolean;
}

export interface DeskListener {
  changed(): void;
  fire(event: Event): void;
  /** Whoever was answered is in no call after all. */
  missed(visitor: WaitingVisitor): void;
}

/** An agent at a desk, from signing in to signing out: turns what the engine knows into events and calls. */
export class DeskSession {
  readonly options: DeskSessionOptions;
  readonly lines = new CallLines();
  readonly #listener: DeskListener;
  readonly #end: AbortController;
  readonly #opened: Promise<void>;
  readonly #known = new Set<string>();
  /** How long each who was served was talked to, in seconds. */
  readonly #seconds = new WeakMap<WaitingVisitor, number>();
  #settle: { resolve: () => void; reject: (error: RtcError) => void } | undefined;
  #agent: Agent | undefined;
  #before: AgentState | undefined;
  #answer: Answer | undefined;
  #links: Arrangement['links'] | undefined;

  constructor(options: DeskSessionOptions, listener: DeskListener, lifetime: AbortSignal) {
    this.options = options;
    this.#listener = listener;
    this.#end = childController(lifetime);
    this.#opened = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
    // Whoever waits for it has it from open().
    this.#opened.catch(() => undefined);
  }

  get state(): AgentState | undefined {
    return this.#agent?.store.state;
  }

  /** Who is answered, and whether the call is already on. */
  get answer(): Answer | undefined {
    return this.#answer;
  }

  /** Whether the call of whoever is answered may be joined. */
  get mayJoin(): boolean {
    return this.state?.serving?.phase === 'called' || this.#links !== 'late';
  }

  /** Resolves when visitors can see that somebody is here. @throws RtcError `room-full`, `unsupported-browser`, … */
  async open(away: boolean): Promise<void> {
    const { server, standby } = this.options;
    void this.#askForLinks(server, standby);
    const agent = new Agent({ ...this.options, mailboxes: await postalService() }, this.#end.signal);
    if (this.#end.signal.aborted) throw signedOut();
    this.#agent = agent;
    this.#before = agent.store.state;
    agent.store.watch((state) => this.#follow(state), this.#end.signal);
    agent.setAway(away);
    await agent.open();
    await this.#opened;
  }

  setAway(away: boolean): void {
    this.#agent?.setAway(away);
  }

  /** @throws RtcError as {@link Agent.answer}, and what kept the two from meeting. */
  async take(id: string | undefined): Promise<void> {
    if (!this.#agent) throw signedOut();
    this.#agent.answer(id);
    await this.#answer?.met;
  }

  /** The call of whoever is answered is on screen. */
  join(call: RtcCall): void {
    if (this.mayJoin) this.#answer?.join(call);
  }

  hangUp(): void {
    if (!this.#answer) return;
    this.#answer.reason ??= this.#answer.isMet ? 'left' : 'cancelled';
    this.#agent?.hangUp();
  }

  secondsOf(visitor: WaitingVisitor): number | undefined {
    return this.#seconds.get(visitor);
  }

  /** Takes leave of everybody, at once: a page that goes away has no time. */
  close(): void {
    this.hangUp();
    this.#agent?.close();
    this.#settle?.reject(signedOut());
    this.#end.abort();
  }

  async #askForLinks(server: string, standby: boolean): Promise<void> {
    this.#links = await linksBefore(server, standby);
    if (this.#before) this.#drawLines(this.#before);
    this.#listener.changed();
  }

  #follow(state: AgentState): void {
    const before = this.#before ?? state;
    this.#before = state;
    this.#reach(before, state);
    this.#serve(before, state);
    this.#drawLines(state);
    for (const visitor of this.#arrived(state)) this.#fire(new RtcVisitorWaitingEvent(visitor));
    if (state.past !== before.past) this.#record(before.past, state.past);
    this.#listener.changed();
  }

  #reach({ server, phase }: AgentState, state: AgentState): void {
    if (state.phase === 'open') this.#settle?.resolve();
    else if (state.phase === 'full') this.#settle?.reject(new RtcError('room-full', 'Every place at the desk is taken'));
    if (state.server !== 'reconnecting' || server === 'reconnecting') return;
    const code: RtcErrorCode = phase === 'closed' ? 'server-unreachable' : 'server-lost';
    this.#report(new RtcError(code, `No server answers at ${this.options.server}; trying again`));
  }

  #serve({ serving: before }: AgentState, { serving, past }: AgentState): void {
    if (serving && !before) this.#answer = this.#newAnswer(serving.visitor);
    if (serving) this.#answer?.follow(serving);
    else if (before) this.#ended(past[0]?.visitor === before.visitor && past[0].outcome === 'taken');
  }

  #newAnswer(visitor: WaitingVisitor): Answer {
    const listener = {
      met: () => {
        this.#fire(new RtcAnsweredEvent({ visitor }));
        this.#listener.changed();
      },
      over: () => this.#agent?.hangUp(),
      failed: (error: RtcError) => this.#report(error),
    };
    return new Answer(visitor, listener, this.#end.signal);
  }

  #ended(isTaken: boolean): void {
    const answer = this.#answer;
    if (!answer) return;
    this.#answer = undefined;
    const { visitor, isMet, seconds } = answer;
    if (isMet) this.#seconds.set(visitor, seconds);
    answer.close(isMet ? 'ended' : 'nobody');
    this.lines.renew(visitor);
    if (answer.reason === 'nobody' && !isTaken) this.#listener.missed(visitor);
    this.#fire(new RtcEndedEvent(answer.reason ?? 'ended', seconds));
  }

  /** Those who wait and did not before. Whoever was answered in vain waits still. */
  #arrived({ waiting }: AgentState): WaitingVisitor[] {
    const arrived = waiting.filter(({ id }) => !this.#known.has(id));
    for (const { id } of arrived) this.#known.add(id);
    return arrived;
  }

  #record(before: readonly PastVisitor[], past: readonly PastVisitor[]): void {
    const known = new Map(before.map((each) => [each.visitor, each]));
    const gone = past.filter(({ visitor }) => !known.has(visitor));
    for (const { visitor } of gone) this.#known.delete(visitor.id);
    for (const each of gone) if (each.outcome !== 'served') this.#fire(new RtcVisitorLeftEvent(each));
    // A rating may be said twice.
    const rated = past.find(({ visitor, rating }) => rating && JSON.stringify(known.get(visitor)?.rating) !== JSON.stringify(rating));
    if (rated?.rating) this.#fire(new RtcRatedEvent(rated.rating.stars, rated.rating.comment, rated.visitor));
  }

  #drawLines(state: AgentState): void {
    if (this.#links) this.lines.draw(state, this.#links);
  }

  /** Not in the midst of what the engine does: whoever hears it may answer somebody. */
  #fire(event: Event): void {
    queueMicrotask(() => this.#listener.fire(event));
  }

  #report(error: RtcError): void {
    this.#fire(new RtcErrorEvent(error));
  }
}

function signedOut(): RtcError {
  return new RtcError('connection-lost', 'Not signed in');
}
