import { RtcError, type RtcErrorCode } from '../../../core/errors.ts';
import type { RtcCall } from '../../../elements/rtc-call/rtc-call.ts';
import { checkPrechat, isAnswered, type PrechatProblem } from '../prechat.ts';
import { RtcAnsweredEvent, RtcBeforeCallEvent, RtcEndedEvent, RtcQueueChangedEvent, RtcRatedEvent } from '../support-events.ts';
import { placeOf, resumed, type Visit, type VisitEnd } from '../visit.ts';
import type { DeskState, VisitorState } from '../visitor.ts';
import { AwaitedAnswer } from './awaited-answer.ts';
import { CallOnScreen, loadCall } from './call-on-screen.ts';
import { DeskWatch } from './desk-watch.ts';
import type { SupportHost } from './support-host.ts';
import { fieldsOf, modeOf, requestOf } from './support-request.ts';
import { VisitFollower } from './visit-follower.ts';
import type { VisitTicket } from './visit-ticket.ts';

/** Where a visitor is on the one way through the panel. */
export type Step = 'greeting' | 'prechat' | 'ringing' | 'call' | 'rating' | 'thanks' | 'offline' | 'sent';

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
  readonly call: CallOnScreen;
  readonly #host: SupportHost;
  readonly #changed: () => void;
  readonly #watch: DeskWatch;
  readonly #follower: VisitFollower;
  readonly #answer = new AwaitedAnswer();
  #visit: Visit = { phase: 'none' };
  /** In milliseconds since the epoch: the call may have begun in another page. */
  #metAt = 0;
  #isOpen = false;

  constructor(host: SupportHost, changed: () => void, lifetime: AbortSignal) {
    this.#host = host;
    this.#changed = changed;
    const failed = ({ code }: RtcError) => this.#update(() => (this.problem = code));
    this.#watch = new DeskWatch(host, { changed: (state) => this.#follow(state), failed, isBusy: () => this.isBusy }, lifetime);
    this.#follower = new VisitFollower(host, () => this.#ticket(), lifetime);
    this.call = new CallOnScreen(host, this.#watch, {
      failed: (error) => this.#failed(error),
      deviceChanged: (problem) => this.#update(() => (this.deviceProblem = problem)),
    });
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

  get isBusy(): boolean {
    return this.step === 'ringing' || this.step === 'call';
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
    if (this.#answer.promise) return this.#answer.promise;
    const promise = this.#answer.begin();
    // Asked once: whoever has answered is not asked again.
    if (isAnswered(fieldsOf(this.#host), this.values)) void this.#ring();
    else this.go('prechat');
    return promise;
  }

  /** What was filled in before the call. */
  submit(): void {
    this.fieldProblems = checkPrechat(fieldsOf(this.#host), this.values);
    if (this.fieldProblems.size === 0) void this.#ring();
    else this.again();
  }

  /** Back to the beginning; what rings is cancelled. */
  cancel(): void {
    if (this.isBusy) return this.hangUp();
    this.#answer.fail(new RtcError('connection-lost', 'Cancelled before anybody answered'));
    this.go('greeting');
  }

  hangUp(): void {
    if (this.isBusy) this.#watch.visitor?.hangUp();
  }

  rate(stars: number, comment: string): void {
    this.#watch.visitor?.rate({ stars, comment });
    this.#host.dispatchEvent(new RtcRatedEvent(stars, comment));
    this.go('thanks');
  }

  /** The same step once more, from where something has to be mended. */
  again(): void {
    this.#update(() => this.turn++);
  }

  go(step: Step): void {
    this.#update(() => (this.step = step));
  }

  /** The call is on screen. */
  adopt(element: RtcCall | null): void {
    if (this.call.adopt(element, modeOf(this.#host)) && this.#visit.phase === 'called') this.call.join();
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
    if (this.isBusy) this.go('greeting');
    this.#visit = { phase: 'none' };
    this.#answer.fail(new RtcError('connection-lost', 'The page was left'));
  }

  async #ticket(): Promise<VisitTicket | undefined> {
    const visit = await this.#watch.visitor?.keep();
    return visit && { visit, values: this.values, metAt: this.#metAt, open: this.#isOpen };
  }

  async #resume({ visit, values, metAt }: VisitTicket): Promise<void> {
    // Whoever pointed at the button meanwhile was somebody else to the desk.
    this.#watch.leave();
    this.values = values;
    this.#metAt = metAt;
    this.#visit = resumed(visit);
    this.go(metAt > 0 ? 'call' : 'ringing');
    try {
      const [visitor] = await Promise.all([this.#watch.find(visit), loadCall()]);
      if (!this.isBusy) visitor.hangUp();
      this.call.look();
    } catch (error) {
      this.#failed(RtcError.from(error));
    }
  }

  async #ring(): Promise<void> {
    try {
      const request = requestOf(this.#host, this.values);
      if (!this.#host.dispatchEvent(new RtcBeforeCallEvent())) throw new RtcError('denied', 'The page prevented rtc-before-call');
      this.problem = this.deviceProblem = this.last = undefined;
      this.#metAt = 0;
      this.go('ringing');
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
    const place = placeOf(visit);
    if (place !== null && place !== placeOf(before)) this.#host.dispatchEvent(new RtcQueueChangedEvent(place, null));
    if (visit.phase === 'called') {
      this.call.join();
      if (visit.met && !(before.phase === 'called' && before.met)) this.#met(visit);
    }
    if (visit.phase === 'waiting' && before.phase === 'called') this.go('ringing');
    if (visit.phase === 'over' && before.phase !== 'over') this.#over(visit.reason);
    void this.#follower.keep();
    this.#changed();
  }

  #met({ agent }: Extract<Visit, { phase: 'called' }>): void {
    this.#metAt ||= Date.now();
    this.go('call');
    this.#host.dispatchEvent(new RtcAnsweredEvent({ agent }));
    this.#answer.came();
  }

  #over(reason: VisitEnd): void {
    const seconds = this.#metAt > 0 ? Math.round((Date.now() - this.#metAt) / 1000) : 0;
    this.last = { seconds, reason };
    this.go(this.#metAt > 0 ? 'rating' : reason === 'nobody' ? 'offline' : 'greeting');
    this.#host.dispatchEvent(new RtcEndedEvent(reason, seconds));
    this.#answer.fail(reason === 'nobody' ? new RtcError('desk-offline', 'Nobody is at the desk') : new RtcError('connection-lost', 'Ended before anybody answered'));
    this.#watch.rest();
  }

  #failed(error: RtcError): void {
    this.problem = error.code;
    // A call that the page prevented is nothing to complain of.
    if (error.code === 'denied') this.problem = undefined;
    else this.#watch.warn(error);
    this.#answer.fail(error);
    this.go('greeting');
  }

  #update(change: () => void): void {
    change();
    this.#changed();
  }
}
