import type { ReactiveControllerHost } from 'lit';
import { answerContext } from '../../../controllers/answer-context.ts';
import { insistOnAbort } from '../../../core/abort.ts';
import { RtcError, type RtcErrorCode } from '../../../core/errors.ts';
import { RtcErrorEvent } from '../../../core/events.ts';
import { Latest } from '../../../core/latest.ts';
import { serverOf } from '../../../elements/rtc-call/call-options.ts';
import { CallLifecycle } from '../../../elements/rtc-call/call-lifecycle.ts';
import { setStates } from '../../../ui/states.ts';
import type { AgentState, WaitingVisitor } from '../agent-state.ts';
import { RtcEndedEvent } from '../support-events.ts';
import { Attention } from './desk-attention.ts';
import { DeskAnnouncer } from './desk-announcer.ts';
import { DeskSession } from './desk-session.ts';
import { FocusKeeper } from './focus-keeper.ts';
import { errorWords } from './desk-errors.ts';
import { type DeskSettings, SignIn } from './sign-in.ts';
import { Vigil } from './vigil.ts';
import type { DeskLocalizer, DeskWords } from './desk-words.ts';

export type DeskPhase = 'signed-out' | 'signing-in' | 'open' | 'full';

export type DeskHost = HTMLElement & ReactiveControllerHost & DeskSettings & { readonly away: boolean };

/** What whoever made the page has to put right, and would look for in the console. */
const forAuthors: readonly RtcErrorCode[] = ['bad-attribute', 'insecure-context'];

/** Makes a desk of what a page has set on an element, for as long as that is in the page. @internal */
export class DeskConductor {
  readonly announcer: DeskAnnouncer;
  readonly attention: Attention;
  readonly signIn: SignIn;
  readonly vigil: Vigil;
  error: RtcError | null = null;
  /** What there is to say about the last call. */
  notice: keyof DeskWords | undefined;
  readonly #host: DeskHost;
  readonly #internals: ElementInternals;
  readonly #words: DeskLocalizer;
  readonly #focus: FocusKeeper;
  #attempts: Latest | undefined;
  #attempt: AbortSignal | undefined;
  #session: DeskSession | undefined;
  #used = '';
  #away: boolean | undefined;

  constructor(host: DeskHost, internals: ElementInternals, words: DeskLocalizer) {
    this.#host = host;
    this.#internals = internals;
    this.#words = words;
    this.announcer = new DeskAnnouncer(host, words);
    this.attention = new Attention(words);
    this.signIn = new SignIn(host);
    this.vigil = new Vigil(() => this.#changed());
    new CallLifecycle(host, {
      opened: (signal) => this.#open(signal),
      start: (resume) => this.#start(resume),
      hidden: () => Boolean(this.#session),
    });
    this.#focus = new FocusKeeper(host, () => ['.stage.on', '#waiting', '.main']);
    internals.states.add('signed-out');
  }

  get session(): DeskSession | undefined {
    return this.#session;
  }

  get state(): AgentState | undefined {
    return this.#session?.state;
  }

  get phase(): DeskPhase {
    const { phase = 'closed' } = this.state ?? {};
    if (!this.#attempt) return 'signed-out';
    return phase === 'closed' ? 'signing-in' : phase;
  }

  get isAway(): boolean {
    return this.state?.away ?? this.#away ?? this.#host.away;
  }

  /** What there is to say about signing in. */
  get complaint(): string {
    if (!this.error) return '';
    return this.#words.term(this.error.code === 'bad-attribute' && this.signIn.wantsName ? 'nameFirst' : errorWords(this.error));
  }

  /** @throws RtcError as {@link SignIn.open} and {@link DeskSession.open}; `connection-lost` if it was called off. */
  async open(text?: string): Promise<void> {
    if (!this.#attempts || !this.#host.isConnected) throw calledOff();
    this.#closeSession();
    const signal = (this.#attempt = this.#attempts.next());
    this.error = null;
    this.#changed();
    try {
      await this.#enter(text, signal);
    } catch (cause) {
      if (signal.aborted) throw calledOff(cause);
      throw this.#failed(RtcError.from(cause));
    }
  }

  /** For a control: no caller hears of a failure, so it is announced. */
  enter(text?: string): void {
    this.open(text).catch((error: unknown) => {
      if (this.error && this.error === error) this.#host.dispatchEvent(new RtcErrorEvent(this.error));
    });
  }

  setAway(away: boolean): void {
    this.#away = away;
    this.#session?.setAway(away);
    this.#changed();
  }

  mute(isMuted: boolean): void {
    this.attention.mute(isMuted);
    this.#changed();
  }

  /** Answers for a control: what became of it is on screen. */
  answer(id?: string): void {
    this.take(id).catch((error: unknown) => {
      const { code } = RtcError.from(error);
      if (code === 'peer-unreachable' || code === 'connection-lost' || code === 'denied') return;
      this.notice = errorWords(RtcError.from(error));
      this.announcer.say(this.#words.term(this.notice));
      this.#host.dispatchEvent(new RtcErrorEvent(RtcError.from(error)));
      this.#changed();
    });
  }

  async take(id?: string): Promise<void> {
    if (!this.#session) throw calledOff();
    this.notice = undefined;
    await this.#session.take(id);
  }

  signOut(): void {
    this.signIn.forget();
    this.#away = undefined;
    this.error = null;
    this.#closeSession();
    this.#changed();
  }

  /** Follows what the page changes: another desk, or another server, is another sign-in. */
  settingsChanged(isAwayNew: boolean): void {
    if (isAwayNew) this.setAway(this.#host.away);
    if (!this.#attempt || this.#used === this.#settings) return;
    const fits = this.signIn.fits;
    this.#closeSession();
    if (fits) this.enter();
    else this.signOut();
  }

  #open(signal: AbortSignal): void {
    this.#attempts = new Latest(signal);
    answerContext(this.#host, 'rtc-desk', this, signal);
    this.announcer.open(signal);
    insistOnAbort(signal, () => this.#closeSession());
  }

  #start(resume: boolean): void {
    if (resume && this.signIn.fits) this.enter();
  }

  async #enter(text: string | undefined, signal: AbortSignal): Promise<void> {
    this.#used = this.#settings;
    const { desk, name, credential } = await this.signIn.open(text);
    signal.throwIfAborted();
    const listener = {
      changed: () => this.#changed(),
      fire: (event: Event) => this.#fire(event),
      missed: (visitor: WaitingVisitor) => this.#missed(visitor),
    };
    const options = { desk, name, credential, server: serverOf(this.#host), standby: this.#host.standby };
    this.#session = new DeskSession(options, listener, signal);
    this.attention.open(signal);
    await this.#session.open(this.isAway);
  }

  #failed(error: RtcError): RtcError {
    this.error = error;
    if (forAuthors.includes(error.code) && !this.signIn.wantsName) console.warn(`<rtc-desk>: ${error.code}: ${error.message}`);
    // Every place is taken: it goes on trying, and that is said as long as it is so.
    if (error.code !== 'room-full') {
      this.announcer.say(this.complaint);
      this.#closeSession();
    }
    this.#changed();
    return error;
  }

  #closeSession(): void {
    const session = this.#session;
    this.#session = undefined;
    this.#attempt = undefined;
    session?.close();
    this.#attempts?.next();
    this.#changed();
  }

  get #settings(): string {
    const { desk, deskKey, server, standby } = this.#host;
    return JSON.stringify([desk, deskKey, server, standby]);
  }

  #fire(event: Event): void {
    this.announcer.hear(event);
    if (event instanceof RtcEndedEvent) this.#callEnded();
    this.#host.dispatchEvent(event);
  }

  #callEnded(): void {
    this.#focus.ended();
    this.#host.requestUpdate();
  }

  #missed(visitor: WaitingVisitor): void {
    this.notice = 'visitorNotCome';
    this.announcer.missed(visitor);
  }

  #changed(): void {
    const { state, phase } = this;
    if (phase === 'open') this.error = null;
    setStates(this.#internals, {
      'signed-out': phase === 'signed-out',
      'signing-in': phase === 'signing-in',
      open: phase === 'open',
      full: phase === 'full',
      away: this.isAway,
      'in-call': Boolean(this.#session?.answer),
    });
    if (state) {
      this.attention.follow(state.waiting, !state.away && !state.serving);
      if (state.waiting.length > 0 && this.#attempt) this.vigil.keep(this.#attempt);
    }
    this.announcer.follow(state);
    this.#focus.note();
    this.#host.requestUpdate();
  }
}

function calledOff(cause?: unknown): RtcError {
  return new RtcError('connection-lost', 'Not signed in', { cause });
}
