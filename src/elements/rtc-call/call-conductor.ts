import type { ReactiveControllerHost } from 'lit';
import { insistOnAbort } from '../../core/abort.ts';
import { provideCall } from '../../controllers/call-provider.ts';
import { CallSession } from '../../core/call-session.ts';
import type { CallOptions } from '../../core/visit.ts';
import { type CallPhase, type CallState, initialState, isIn, isInCall } from '../../core/call-state.ts';
import { captureSources } from '../../core/capture.ts';
import { RtcError, type RtcErrorCode } from '../../core/errors.ts';
import type { RtcErrorEvent } from '../../core/events.ts';
import { BrowserCapture } from '../../media/capture.ts';
import { playSound } from '../../media/speaker.ts';
import { Localize } from '../../ui/localize.ts';
import type { Identity } from '../../core/transport.ts';
import { callFeatures } from './call-features.ts';
import { CallAnnouncer } from './call-announcer.ts';
import { CallLifecycle } from './call-lifecycle.ts';
import { CallNotice } from './call-notice.ts';
import { callOptions, type CallSettings, captureSettings, roomKind } from './call-options.ts';
import { CallWishes, type Changes, sentBy } from './call-wishes.ts';
import { loadLate } from './late-code.ts';
import { LateFollower } from './late-follower.ts';
import { rememberDevices } from './remembered-devices.ts';
import { invitationTo, LinkInPage } from './shared-link.ts';
import { details, UsedSettings, whereabouts } from './used-settings.ts';

export type CallHost = HTMLElement &
  ReactiveControllerHost &
  CallSettings & {
    /** Whether the page wants a call to have something that not every call has. */
    readonly hasFeature: (name: string) => boolean;
  };

/** What whoever made the page has to put right, and would look for in the console. */
const forAuthors: readonly RtcErrorCode[] = ['bad-attribute', 'permission-policy', 'insecure-context', 'server-unreachable'];

const outside: readonly CallPhase[] = ['idle', 'ended', 'failed'];

/** Makes a call of what a page has set on an element, for as long as that is in the page. */
export class CallConductor {
  readonly words: Localize;
  readonly notice: CallNotice;
  readonly announcer: CallAnnouncer;
  readonly #link = new LinkInPage();
  readonly #host: CallHost;
  readonly #internals: ElementInternals;
  readonly #capture: BrowserCapture;
  readonly #provide: (session: CallSession) => void;
  readonly #used: UsedSettings;
  #session: CallSession | undefined;
  #wishes: CallWishes | undefined;
  #follower: LateFollower | undefined;
  #lifetime = AbortSignal.abort();
  #started = false;
  /** The next page goes on with the call. */
  #moves = false;
  #resume: () => void = () => undefined;

  constructor(host: CallHost, internals: ElementInternals) {
    this.#host = host;
    this.#used = new UsedSettings(host);
    this.#internals = internals;
    this.words = new Localize(host);
    this.announcer = new CallAnnouncer(host);
    this.notice = new CallNotice(host, { kind: () => roomKind(host), invitation: () => this.invitation(), isBack: () => this.announcer.back() });
    this.#capture = new BrowserCapture(
      () => captureSettings(host),
      () => captureSources.filter((source) => sentBy(host).includes(source)),
    );
    new CallLifecycle(host, {
      opened: (signal) => this.#open(signal),
      start: (resume) => this.#start(resume),
      hidden: () => this.#hidden(),
    });
    // After the lifecycle: when others are told of this call, there is one.
    this.#provide = provideCall(host);
    internals.states.add(this.phase);
  }

  get state(): CallState {
    return this.#session?.store.state ?? initialState;
  }

  get phase(): CallPhase {
    return this.state.status.phase;
  }

  /** @throws RtcError `connection-lost` while the element is in no page. */
  get session(): CallSession {
    return this.#present.session;
  }

  get #present(): CallWishes {
    if (this.#wishes && this.#host.isConnected) return this.#wishes;
    throw new RtcError('connection-lost', 'The element is in no page');
  }

  async join(): Promise<void> {
    if (isInCall(this.state)) return;
    if (!this.#started) this.#present.read();
    // `call.room = 'x'; call.join()` comes before the element is updated.
    if (this.#used.differ(whereabouts)) this.session.endStandby();
    const as = this.#host.persist && (await this.#follower?.arrive());
    await this.session.join(as || undefined);
  }

  leave(): void {
    this.#session?.leave();
  }

  invitation(): string {
    const { sharedLink, room } = this.#host;
    return sharedLink ? invitationTo(this.#link.read(room ?? '')) : location.href;
  }

  /** Follows what the page changes, from the start on. */
  settingsChanged(changes: Changes): void {
    if (!this.#started) return;
    this.#wishes?.follow(changes);
    if (changes.has('persist') && this.#host.persist) void this.#follower?.arrive();
    this.#wishes?.tell();
    // Compared with what was used: `call.room = 'x'; call.join()` is one wish and not two.
    if (this.#used.differ(whereabouts)) this.#move();
    else if (this.phase === 'failed' && this.#used.differ(details)) this.#startOver();
    else if (this.phase === 'prejoin' && changes.has('noStandby')) this.#prepare();
    if (this.phase === 'prejoin' && changes.has('autojoin') && this.#host.autojoin) void this.enter();
  }

  #open(signal: AbortSignal): void {
    this.#lifetime = signal;
    this.#started = this.#moves = false;
    const before = this.state;
    const features = callFeatures((name) => this.#host.hasFeature(name));
    const session = new CallSession({ target: this.#host, capture: this.#capture, options: () => this.#options(), unheard: features.unheard });
    const wishes = new CallWishes(session, this.#host, this.#capture);
    this.#session = session;
    this.#wishes = wishes;
    this.#follower = new LateFollower({ settings: this.#host, link: this.#link, session }, (carried) => wishes.take(carried), signal);
    this.#resume = () => wishes.take(before);
    // First of all, so that what is said in ending is still followed.
    insistOnAbort(signal, () => session.dispose({ moves: this.#moves }));
    this.notice.open(signal);
    this.announcer.open(this.words, signal);
    session.store.watch((state) => this.#follow(state), signal);
    features.open(session, signal);
    rememberDevices(session, () => this.#host.forgetDevices, signal);
    playSound({ store: session.store, blocked: (blocked) => this.#soundBlocked(blocked, session) }, signal);
    this.#host.addEventListener('rtc-error', (event) => this.#errorAnnounced(event), { signal });
    loadLate({ host: this.#host, session, notice: this.notice, words: this.words, keysAreHeard: () => wishes.hearKeys() }, signal);
    window.addEventListener('hashchange', () => this.#addressChanged(), { signal });
    this.#follow(session.store.state);
    this.#provide(session);
  }

  #start(resume: boolean): void {
    this.#started = true;
    // The page was faster, and called join().
    if (this.phase !== 'idle') return;
    this.#present.read();
    void this.#begin(resume);
  }

  async #begin(resume: boolean): Promise<void> {
    const lifetime = this.#lifetime;
    const as = this.#host.persist && (await this.#follower?.arrive());
    if (this.phase !== 'idle' || lifetime.aborted) return;
    if (resume && !as) this.#resume();
    if (as || resume || this.#host.autojoin) await this.enter(as || undefined);
    else this.#prepare();
  }

  /** For the interface and `autojoin`. */
  async enter(as?: Identity): Promise<void> {
    const session = this.#session;
    await session?.enter(as);
    // The page prevented it, and has not come back meanwhile; the person can still try.
    if (this.#session === session && this.phase === 'idle') this.#prepare();
  }

  #hidden(): boolean {
    const isInCall = this.phase === 'joining' || isIn(this.phase);
    // On arriving, what the page before left is handed on.
    const mayMove = isInCall || this.phase === 'idle';
    this.#moves = mayMove && this.#host.persist && (this.#follower?.leave() ?? false);
    // Whether the call still is to be had here is known to the page that comes next.
    return isInCall && !this.#moves;
  }

  #prepare(): void {
    this.#session?.prepare({ standby: !this.#host.noStandby });
  }

  #startOver(): void {
    if (this.#host.autojoin) void this.enter();
    else this.#prepare();
  }

  /** The page names another room, or another way into it. */
  #move(): void {
    if (this.phase === 'prejoin') return this.#prepare();
    if (this.phase === 'failed') return this.#startOver();
    if (outside.includes(this.phase)) return;
    void this.#session?.rejoin();
  }

  #options(): CallOptions {
    const { session } = this;
    this.#wishes?.tell();
    this.#used.use();
    return callOptions(this.#host, { linkFor: (room) => this.#link.read(room), report: (error) => session.report(error) });
  }

  #follow(state: CallState): void {
    this.#internals.states.clear();
    this.#internals.states.add(state.status.phase);
    this.notice.follow(state);
    this.announcer.follow(state);
    this.#host.requestUpdate();
  }

  #errorAnnounced({ target, error }: RtcErrorEvent): void {
    if (target !== this.#host) return;
    this.notice.error(error);
    if (forAuthors.includes(error.code)) console.warn(`<rtc-call>: ${error.code}: ${error.message}`);
  }

  #soundBlocked(blocked: boolean, session: CallSession): void {
    this.notice.soundBlocked(blocked);
    if (blocked) session.report(new RtcError('playback-blocked', 'The browser plays sound only after a gesture in the page'));
  }

  #addressChanged(): void {
    if (this.#started && this.#host.sharedLink && this.#link.hasChanged(this.#host.room ?? '')) this.#move();
  }
}
