import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { WaitingVisitor } from '../agent-state.ts';
import type { DeskConductor } from './desk-conductor.ts';
import { deskDetails } from './desk-details.ts';
import { deskHeader } from './desk-header.ts';
import { deskQueue } from './desk-queue.ts';
import { deskRecent } from './desk-recent.ts';
import type { DeskSession } from './desk-session.ts';
import { signInScreen } from './desk-sign-in.ts';
import { deskStage } from './desk-stage.ts';
import type { DeskLocalizer } from './desk-words.ts';
import type { DeskSettings } from './sign-in.ts';

type ScreenHost = ReactiveControllerHost & DeskSettings & { readonly theme: string | null };

/** All that is on screen, and what only the screen knows: what is searched for, and whose details are shown. */
export class DeskScreen {
  readonly #host: ScreenHost;
  readonly #desk: DeskConductor;
  readonly #words: DeskLocalizer;
  #search = '';
  #chosen: string | undefined;

  constructor(host: ScreenHost, desk: DeskConductor, words: DeskLocalizer) {
    this.#host = host;
    this.#desk = desk;
    this.#words = words;
  }

  render(): TemplateResult {
    const { phase, session, announcer } = this.#desk;
    const theme = this.#host.theme === 'light' || this.#host.theme === 'dark' ? this.#host.theme : '';
    const isIn = session && (phase === 'open' || phase === 'full' || session.state?.server === 'reconnecting');
    return html`<div class="desk ${theme}">${isIn ? this.#signedIn(session, theme) : this.#signIn()} ${announcer.render()}</div>`;
  }

  #signIn(): TemplateResult {
    const { desk, deskKey, agentName } = this.#host;
    const { signIn, phase, complaint } = this.#desk;
    return signInScreen({
      words: this.#words,
      desk: desk ?? '',
      isVerified: Boolean(deskKey),
      wantsFile: Boolean(deskKey) && !signIn.fits,
      asksName: !agentName,
      typedName: signIn.typedName,
      complaint,
      isBusy: phase === 'signing-in',
      typed: (name) => (signIn.typedName = name),
      enter: (text) => this.#desk.enter(text),
    });
  }

  #signedIn(session: DeskSession, theme: string): TemplateResult {
    return html`${this.#header(session)}
      <div class="columns">
        <div class="lists">${this.#queue(session)} ${this.#recent(session)}</div>
        ${this.#stage(session, theme)} ${deskDetails(this.#shown(session), this.#words)}
      </div>`;
  }

  #header({ options }: DeskSession): TemplateResult {
    const { attention, isAway } = this.#desk;
    const trouble = this.#trouble;
    const header = deskHeader({
      words: this.#words,
      desk: options.desk.label,
      name: options.name,
      isVerified: Boolean(options.desk.key),
      isAway,
      isServing: Boolean(this.#desk.state?.serving),
      isReachable: this.#isReachable,
      isMuted: attention.isMuted,
      canAsk: attention.canAsk,
      setAway: (away) => this.#desk.setAway(away),
      mute: (muted) => this.#desk.mute(muted),
      ask: () => void attention.ask().then(() => this.#host.requestUpdate()),
      signOut: () => this.#desk.signOut(),
    });
    return html`${header} ${trouble ? html`<p part="notice" class="bar">${trouble}</p>` : nothing}`;
  }

  get #trouble(): string {
    const { phase, state } = this.#desk;
    if (state?.server === 'reconnecting') return this.#words.term('deskUnreachable');
    return phase === 'full' ? this.#words.term('deskFull') : '';
  }

  get #isReachable(): boolean {
    return this.#desk.phase === 'open' && this.#desk.state?.server === 'connected';
  }

  #queue({ state }: DeskSession): TemplateResult {
    return deskQueue({
      words: this.#words,
      waiting: state?.waiting ?? [],
      now: Date.now(),
      search: this.#search,
      chosen: this.#selected(state?.waiting ?? []),
      isServing: Boolean(state?.serving),
      setSearch: (text) => this.#change(() => (this.#search = text)),
      choose: ({ id }) => this.#change(() => (this.#chosen = id)),
      answer: (id) => this.#desk.answer(id),
    });
  }

  #recent(session: DeskSession): TemplateResult | typeof nothing {
    return deskRecent({ words: this.#words, past: session.state?.past ?? [], secondsOf: (visitor) => session.secondsOf(visitor) });
  }

  #stage(session: DeskSession, theme: string): TemplateResult {
    const { vigil, isAway, notice } = this.#desk;
    return deskStage({ words: this.#words, session, hasCalls: vigil.hasCalls, isAway, isReachable: this.#isReachable, theme, notice: notice ? this.#words.term(notice) : '' });
  }

  /** During a call, nobody else's details. */
  #shown({ state }: DeskSession): WaitingVisitor | undefined {
    return state?.serving?.visitor ?? this.#selected(state?.waiting ?? []);
  }

  /** Without a choice, whoever is next. */
  #selected(waiting: readonly WaitingVisitor[]): WaitingVisitor | undefined {
    return waiting.find(({ id }) => id === this.#chosen) ?? waiting[0];
  }

  #change(change: () => void): void {
    change();
    this.#host.requestUpdate();
  }
}
