import { RtcError, type RtcErrorCode } from '../../../core/errors.ts';
import { RtcErrorEvent } from '../../../core/events.ts';
import type { Arrangement } from '../../../elements/rtc-call/call-options.ts';
import type { RtcCall } from '../../../elements/rtc-call/rtc-call.ts';
import { arrange } from '../call-within.ts';
import type { Mode } from '../letters.ts';
import { checkPrechat, parsePrechat, type PrechatField, type PrechatProblem } from '../prechat.ts';
import { RtcAnsweredEvent, RtcBeforeCallEvent, RtcEndedEvent, RtcQueueChangedEvent, RtcRatedEvent } from '../support-events.ts';
import type { DeskState, Visit, VisitEnd, VisitorState } from '../visitor.ts';
import { DeskWatch } from './desk-watch.ts';
import type { SupportHost } from './support-host.ts';
import { modeOf, requestOf } from './support-request.ts';
import { VisitFollower } from './visit-follower.ts';
import type { VisitTicket } from './visit-ticket.ts';
import { VisitorCall } from './visitor-call.ts';

/** Where a visitor is on the one way through the panel. */
export type Step = 'greeting' | 'prechat' | 'ringing' | 'call' | 'rating' | 'thanks' | 'offline' | 'sent';

interface Started {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: RtcError) => void;
}

const loadCall = () => import('../../../elements/rtc-call/rtc-call.ts');

/** From “Talk to a person” to the rating: the visitor, the call, and what the page is told of them. */
export class SupportFlow {
  step: Step = 'greeting';
  /** What is wrong, in the words of the panel. */
  problem: RtcErrorCode | undefined;
  deviceProblem: RtcErrorCode | undefined;
  /** Grows whenever the focus should go to where one goes on, though the step is the same. */
  turn = 0;
  fieldProblems: ReadonlyMap<string, PrechatProblem> = new Map();
  /** What was typed, by field; kept whatever happens. */
  values: Record<string, string> = {};
  /** How long the last call was, in seconds, and why it ended. */
  last: { readonly seconds: number; readonly reason: VisitEnd } | undefined;
  readonly #host: SupportHost;
  readonly #changed: () => void;
  readonly #watch: DeskWatch;
  readonly #follower: VisitFollower;
  #call: VisitorCall | undefined;
  #started: Started | undefined;
  #visit: Visit = { phase: 'none' };
  #arranged: { readonly room: string; readonly arrangement: Arrangement } | undefined;
  /** In milliseconds since the epoch: the call may have begun in another page. */
  #metAt = 0;
  #isOpen = false;

  constructor(host: SupportHost, changed: () => void, lifetime: AbortSignal) {
    this.#host = host;
    this.#changed = changed;
    const listener = {
      changed: (state: VisitorState) => this.#follow(state),
      failed: ({ code }: RtcError) => this.#update(() => (this.problem = code)),
      isBusy: () => this.isBusy,
    };
    this.#watch = new DeskWatch(host, listener, lifetime);
    this.#follower = new VisitFollower(host, () => this.#ticket(), lifetime);
  }

  /** What is known of the desk: `unknown` until it was looked for. */
  get desk(): DeskState {
    return this.#watch.visitor?.store.state.desk ?? 'unknown';
  }

  get isConnected(): boolean {
    return this.#watch.visitor?.store.state.server !== 'reconnecting';
  }

  get visit(): Visit {
    return this.#visit;
  }

  get mode(): Mode {
    try {
      return modeOf(this.#host);
    } catch {
      return 'video';
    }
  }

  get fields(): readonly PrechatField[] {
    try {
      return parsePrechat(this.#host.prechat ?? '');
    } catch {
      // Said when a call is started.
      return [];
    }
  }

  get call(): RtcCall | null {
    return this.#call?.element ?? null;
  }

  get isBusy(): boolean {
    return this.step === 'ringing' || this.step === 'call';
  }

  /** The same object for the same room: another one would be another room. */
  arrangementFor(room: string): Arrangement {
    if (this.#arranged?.room !== room) {
      // An agent who is in the room has answered, whatever becomes of the letter that says so.
      this.#arranged = { room, arrangement: { ...arrange(room, this.#watch.links), follows: true } };
    }
    return this.#arranged.arrangement;
  }

  /** Whether the panel is open: then the desk is watched. */
  watch(isWatched: boolean): void {
    this.#isOpen = isWatched;
    this.#watch.watch(isWatched);
    void this.#follower.keep();
  }

  /** Looks who is there, before anybody asks, and has at hand what a call will need. */
  look(): void {
    // What was wrong may have been put right.
    this.problem = undefined;
    this.#watch.look();
    void loadCall().catch(() => undefined);
  }

  agentsChanged(): void {
    this.#watch.visitor?.ask();
  }

  /** Goes on to the call, or first to what has to be filled in. Resolves when an agent is in the call. */
  start(): Promise<void> {
    if (this.#started) return this.#started.promise;
    let [resolve, reject]: [() => void, (error: RtcError) => void] = [() => undefined, () => undefined];
    const promise = new Promise<void>((onResolve, onReject) => ([resolve, reject] = [onResolve, onReject]));
    this.#started = { promise, resolve, reject };
    // Whoever clicked reads it in the panel.
    promise.catch(() => undefined);
    if (this.#isComplete()) void this.#ring();
    else this.#go('prechat');
    return promise;
  }

  /** What was filled in before the call. */
  submit(): void {
    this.fieldProblems = checkPrechat(this.fields, this.values);
    if (this.fieldProblems.size === 0) void this.#ring();
    else this.again();
  }

  /** Back to the beginning; what rings is cancelled. */
  cancel(): void {
    if (this.isBusy) this.#watch.visitor?.hangUp();
    else {
      this.#settle(new RtcError('connection-lost', 'Cancelled before anybody answered'));
      this.#go('greeting');
    }
  }

  hangUp(): void {
    if (this.isBusy) this.#watch.visitor?.hangUp();
  }

  rate(stars: number, comment: string): void {
    this.#watch.visitor?.rate({ stars, comment });
    this.#host.dispatchEvent(new RtcRatedEvent(stars, comment));
    this.#go('thanks');
  }

  /** The same step once more, from where something has to be mended. */
  again(): void {
    this.#update(() => this.turn++);
  }

  go(step: Step): void {
    this.#go(step);
  }

  /** The call is on screen. */
  adopt(element: RtcCall | null): void {
    if (element === (this.#call?.element ?? null)) return;
    this.#call?.close();
    this.#call = undefined;
    if (!element) return;
    this.#call = new VisitorCall(element, this.mode, {
      met: () => this.#watch.visitor?.met(),
      left: (reason) => this.#watch.visitor?.hangUp(reason),
      deserted: () => this.#watch.visitor?.deserted(),
      failed: (error) => this.#callFailed(error),
      deviceChanged: (problem) => this.#update(() => (this.deviceProblem = problem)),
      error: (error) => this.#host.dispatchEvent(new RtcErrorEvent(error)),
    });
    if (this.#visit.phase === 'called') this.#call.join();
  }

  /** Goes on with the visit of the page before. Resolves with whether there is one, and whether the panel was open. */
  async arrive(): Promise<{ readonly open: boolean } | undefined> {
    if (!this.#host.persist || this.isBusy) return undefined;
    const ticket = await this.#follower.arrive();
    // Whoever rings already is somebody else to the desk.
    if (ticket && this.isBusy) this.#follower.drop();
    if (!ticket || this.isBusy) return undefined;
    void this.#resume(ticket);
    return ticket;
  }

  /** The page is going away, and the next one may go on. */
  park(): void {
    if (this.isBusy && this.#follower.leave()) this.#watch.park();
    else this.leave();
  }

  /** The page is back: what was parked goes on, or went on elsewhere. */
  async unpark(): Promise<{ readonly open: boolean } | undefined> {
    if (this.#follower.comeBack()) this.leave();
    return this.arrive();
  }

  /** The page is going away. */
  leave(): void {
    this.#follower.drop();
    this.#watch.leave();
    if (this.isBusy) this.#go('greeting');
    this.#visit = { phase: 'none' };
    this.#settle(new RtcError('connection-lost', 'The page was left'));
  }

  #isComplete(): boolean {
    const { fields } = this;
    // Asked once: whoever has answered is not asked again.
    if (fields.length === 0) return true;
    const isAsked = fields.every(({ name }) => name in this.values);
    return isAsked && checkPrechat(fields, this.values).size === 0;
  }

  async #ticket(): Promise<VisitTicket | undefined> {
    const visit = await this.#watch.visitor?.keep();
    return visit && { visit, values: this.values, metAt: this.#metAt, open: this.#isOpen };
  }

  async #resume({ visit, values, metAt }: VisitTicket): Promise<void> {
    const { since, room, agent } = visit;
    // Whoever pointed at the button meanwhile was somebody else to the desk.
    this.#watch.leave();
    this.values = values;
    this.#metAt = metAt;
    this.#visit = agent ? { phase: 'called', since, room, agent, met: false } : { phase: 'waiting', since, room, ahead: null };
    this.#go(metAt > 0 ? 'call' : 'ringing');
    try {
      const [visitor] = await Promise.all([this.#watch.find(visit), loadCall()]);
      if (!this.isBusy) visitor.hangUp();
      this.#call?.look();
    } catch (error) {
      this.#failed(RtcError.from(error));
    }
  }

  async #ring(): Promise<void> {
    try {
      parsePrechat(this.#host.prechat ?? '');
      const request = requestOf(this.#host, this.values);
      if (!this.#host.dispatchEvent(new RtcBeforeCallEvent())) throw new RtcError('denied', 'The page prevented rtc-before-call');
      this.problem = this.deviceProblem = this.last = undefined;
      this.#metAt = 0;
      this.#go('ringing');
      const [visitor] = await Promise.all([this.#watch.find(), loadCall()]);
      // Cancelled meanwhile.
      if (this.step === 'ringing') visitor.ring(request);
    } catch (error) {
      this.#failed(RtcError.from(error));
    }
  }

  #follow({ visit }: VisitorState): void {
    const before = this.#visit;
    this.#visit = visit;
    if (visit.phase === 'waiting' && visit.ahead !== null && !(before.phase === 'waiting' && before.ahead === visit.ahead)) {
      this.#host.dispatchEvent(new RtcQueueChangedEvent(visit.ahead + 1, null));
    }
    if (visit.phase === 'called') {
      this.#call?.join();
      if (visit.met && !(before.phase === 'called' && before.met)) this.#met(visit);
    }
    if (visit.phase === 'waiting' && before.phase === 'called') this.#go('ringing');
    if (visit.phase === 'over' && before.phase !== 'over') this.#over(visit.reason);
    void this.#follower.keep();
    this.#changed();
  }

  #met({ agent }: Extract<Visit, { phase: 'called' }>): void {
    this.#metAt ||= Date.now();
    this.#go('call');
    this.#host.dispatchEvent(new RtcAnsweredEvent({ agent }));
    this.#started?.resolve();
  }

  #over(reason: VisitEnd): void {
    const seconds = this.#metAt > 0 ? Math.round((Date.now() - this.#metAt) / 1000) : 0;
    this.last = { seconds, reason };
    if (this.#metAt > 0) this.#go('rating');
    else if (reason === 'nobody') this.#go('offline');
    else this.#go('greeting');
    this.#host.dispatchEvent(new RtcEndedEvent(reason, seconds));
    const code = reason === 'nobody' ? 'desk-offline' : 'connection-lost';
    this.#settle(new RtcError(code, reason === 'nobody' ? 'Nobody is at the desk' : 'Ended before anybody answered'));
    this.#watch.rest();
  }

  #callFailed(error: RtcError): void {
    this.#failed(error);
    this.#watch.visitor?.hangUp('lost');
  }

  #failed(error: RtcError): void {
    this.problem = error.code;
    // A call that the page prevented is nothing to complain of.
    if (error.code === 'denied') this.problem = undefined;
    else this.#watch.warn(error);
    this.#settle(error);
    this.#go('greeting');
  }

  #settle(error: RtcError): void {
    this.#started?.reject(error);
    this.#started = undefined;
  }

  #go(step: Step): void {
    this.#update(() => (this.step = step));
  }

  #update(change: () => void): void {
    change();
    this.#changed();
  }
}
