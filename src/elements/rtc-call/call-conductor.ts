import type { ReactiveControllerHost } from 'lit';
import { after, insistOnAbort } from '../../core/abort.ts';
import { provideCall } from '../../controllers/call-provider.ts';
import { CallSession } from '../../core/call-session.ts';
import type { CallOptions } from '../../core/visit.ts';
import { type CallPhase, type CallState, initialState, isIn, isInCall, type Profile } from '../../core/call-state.ts';
import { type CallDisplay, layoutNamed, panelNamed } from '../../core/call-view.ts';
import { keysFrom, noKeys } from '../../core/shortcut-keys.ts';
import { type CaptureSource, captureSources, type SentSource, sentSources, type SoundProcessing } from '../../core/capture.ts';
import { RtcError, type RtcErrorCode } from '../../core/errors.ts';
import type { RtcErrorEvent } from '../../core/events.ts';
import { BrowserCapture } from '../../media/capture.ts';
import { playSound } from '../../media/speaker.ts';
import type { Localize } from '../../ui/localize.ts';
import type { Identity } from '../../core/transport.ts';
import { callFeatures } from './call-features.ts';
import { CallAnnouncer } from './call-announcer.ts';
import type { CallFollower } from './call-follower.ts';
import { CallLifecycle } from './call-lifecycle.ts';
import { CallNotice } from './call-notice.ts';
import type * as CallKeys from './call-keys.ts';
import type * as CallDevices from './call-devices.ts';
import type * as CallVoice from './call-voice.ts';
import { callOptions, type CallSettings, captureSettings, processingWishes, roomKind, videoWishes } from './call-options.ts';
import { recallDevices, rememberDevices } from './remembered-devices.ts';
import { invitationTo, LinkInPage } from './shared-link.ts';

export type CallHost = HTMLElement &
  ReactiveControllerHost &
  CallSettings & {
    /** Whether the page wants a call to have something that not every call has. */
    readonly hasFeature: (name: string) => boolean;
  };

/** Which settings have changed. */
export type Changes = Pick<ReadonlyMap<PropertyKey, unknown>, 'has'>;

/** Changing one of these means another room, or another way into it. */
const whereabouts: readonly (keyof CallSettings)[] = ['room', 'server', 'transport', 'passphrase', 'sharedLink', 'arrangement'];

/** What else may have been wrong with a call that failed. */
const details: readonly (keyof CallSettings)[] = ['iceServers', 'codecs', 'resolution', 'frameRate', 'maxBitrate', 'maxParticipants', 'compat', 'layout', 'panel', 'shortcuts', 'autojoin'];

/** What whoever made the page has to put right, and would look for in the console. */
const forAuthors: readonly RtcErrorCode[] = ['bad-attribute', 'permission-policy', 'insecure-context', 'server-unreachable'];

/** Milliseconds after somebody has come, so that pictures and sound come first. */
const unhurried = 1000;

const outside: readonly CallPhase[] = ['idle', 'ended', 'failed'];

/** Makes a call of what a page has set on an element, for as long as that is in the page. */
export class CallConductor {
  readonly notice: CallNotice;
  readonly announcer: CallAnnouncer;
  readonly #link = new LinkInPage();
  readonly #host: CallHost;
  readonly #internals: ElementInternals;
  readonly #words: Localize;
  readonly #capture: BrowserCapture;
  readonly #provide: (session: CallSession) => void;
  #session: CallSession | undefined;
  #lifetime = AbortSignal.abort();
  #started = false;
  #hearsKeys = false;
  /** Of a call that is to `persist`. */
  #follower: CallFollower | undefined;
  #arrival: Promise<Identity | undefined> | undefined;
  /** The next page goes on with the call. */
  #moves = false;
  #resume: () => void = () => undefined;
  #told: Profile = initialState.profile;
  /** The settings of the last attempt. */
  #used: ReadonlyMap<keyof CallSettings, unknown> = new Map();

  constructor(host: CallHost, internals: ElementInternals, words: Localize) {
    this.#host = host;
    this.#internals = internals;
    this.#words = words;
    this.announcer = new CallAnnouncer(host);
    this.notice = new CallNotice(host, { kind: () => roomKind(host), invitation: () => this.invitation(), isBack: () => this.announcer.back() });
    this.#capture = new BrowserCapture(
      () => captureSettings(host),
      () => captureSources.filter((source) => this.sources.includes(source)),
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

  /** What this call may send. */
  get sources(): readonly SentSource[] {
    if (this.#host.viewOnly) return [];
    return this.#host.audioOnly ? ['microphone'] : sentSources;
  }

  /** @throws RtcError `connection-lost` while the element is in no page. */
  get session(): CallSession {
    if (this.#session && this.#host.isConnected) return this.#session;
    throw new RtcError('connection-lost', 'The element is in no page');
  }

  async join(): Promise<void> {
    if (isInCall(this.state)) return;
    if (!this.#started) this.#readSettings();
    // `call.room = 'x'; call.join()` comes before the element is updated.
    if (this.#differs(whereabouts)) this.session.endStandby();
    const as = this.#host.persist && (await this.#arrive());
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
    const changed = (...names: readonly (keyof CallSettings)[]) => names.some((name) => changes.has(name));
    if (changed('muted')) this.#wish('microphone', !this.#host.muted);
    if (changed('cameraOff')) this.#wish('camera', !this.#host.cameraOff);
    this.#process(processingWishes(this.#host, (name) => changes.has(name)));
    // A bad value is for the next joining to refuse; the picture goes on as it is.
    if (changed('resolution', 'frameRate')) this.#capture.settingsChanged().catch(() => undefined);
    if (changed('codecs', 'maxBitrate')) this.#lenient(() => this.#session?.setVideo(videoWishes(this.#host)));
    this.#look(changed);
    if (changed('persist') && this.#host.persist) void this.#arrive();
    this.#tell();
    // Compared with what was used: `call.room = 'x'; call.join()` is one wish and not two.
    if (this.#differs(whereabouts)) this.#move();
    else if (this.phase === 'failed' && this.#differs(details)) this.#startOver();
    else if (this.phase === 'prejoin' && changed('noStandby')) this.#prepare();
    if (this.phase === 'prejoin' && changed('autojoin') && this.#host.autojoin) void this.enter();
  }

  /** How the page wants the call to be shown, where that is new. */
  #look(isNew: (name: keyof CallSettings) => boolean): void {
    const { layout, panel, hideSelf, noMirror } = this.#host;
    if (isNew('layout')) this.#lenient(() => this.#session?.look({ layout: layoutNamed(layout ?? '') }));
    if (isNew('panel')) this.#lenient(() => this.#session?.look({ panel: panelNamed(panel ?? '') }));
    if (isNew('shortcuts') || isNew('noShortcuts')) this.#lenient(() => this.#setKeys());
    if (isNew('hideSelf')) this.#session?.look({ hideSelf });
    if (isNew('noMirror')) this.#session?.look({ mirror: !noMirror });
  }

  /** Before they do anything, no control says that they do. */
  #setKeys(): void {
    if (!this.#hearsKeys) return;
    const { shortcuts, noShortcuts } = this.#host;
    this.#session?.setKeys(noShortcuts ? noKeys : keysFrom(shortcuts ?? ''));
  }

  /** As with the picture: what is bad is for the next joining to refuse. */
  #lenient(follow: () => void): void {
    try {
      follow();
    } catch {
      // It goes on as it is.
    }
  }

  #process(wish: Partial<SoundProcessing>): void {
    this.#session?.setProcessing(wish).catch((error: unknown) => this.#session?.report(RtcError.from(error)));
  }

  #open(signal: AbortSignal): void {
    this.#lifetime = signal;
    this.#started = this.#hearsKeys = false;
    this.#moves = false;
    this.#follower = this.#arrival = undefined;
    this.#told = initialState.profile;
    const before = this.state;
    const features = callFeatures((name) => this.#host.hasFeature(name));
    const session = new CallSession({ target: this.#host, capture: this.#capture, options: () => this.#options(), unheard: features.unheard });
    this.#session = session;
    this.#resume = () => this.#take(before);
    // First of all, so that what is said in ending is still followed.
    insistOnAbort(signal, () => session.dispose({ moves: this.#moves }));
    this.notice.open(signal);
    this.announcer.open(this.#words, signal);
    session.store.watch((state) => this.#follow(state), signal);
    features.open(session, signal);
    rememberDevices(session, () => this.#host.forgetDevices, signal);
    playSound({ store: session.store, blocked: (blocked) => this.#soundBlocked(blocked, session) }, signal);
    this.#host.addEventListener('rtc-error', (event) => this.#errorAnnounced(event), { signal });
    this.#host.addEventListener('rtc-participant-joined', () => after(unhurried, signal, () => this.#listen(session, signal)), { signal, once: true });
    this.#host.addEventListener('rtc-joined', () => after(unhurried, signal, () => this.#hearKeys(session, signal)), { signal, once: true });
    session.display = this.#display(session, signal);
    this.#host.addEventListener('rtc-joined', () => after(unhurried, signal, () => this.#followDevices(session, signal)), { signal, once: true });
    window.addEventListener('hashchange', () => this.#addressChanged(), { signal });
    this.#follow(session.store.state);
    this.#provide(session);
  }

  #start(resume: boolean): void {
    this.#started = true;
    // The page was faster, and called join().
    if (this.phase !== 'idle') return;
    this.#readSettings();
    void this.#begin(resume);
  }

  async #begin(resume: boolean): Promise<void> {
    const lifetime = this.#lifetime;
    const as = this.#host.persist && (await this.#arrive());
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

  #readSettings(): void {
    const { session } = this;
    session.wish('microphone', !this.#host.muted);
    session.wish('camera', !this.#host.cameraOff);
    if (!this.#host.forgetDevices) recallDevices(session);
    // What is not set may have been said otherwise, by a method.
    this.#process(processingWishes(this.#host, (name) => this.#host[name]));
    this.#look((name) => Boolean(this.#host[name]));
    this.#tell();
  }

  /** Joining looks too: `call.viewOnly = true; call.join()` comes before the element is updated. */
  #tell(): void {
    const { displayName, avatar } = this.#host;
    const profile = { name: displayName ?? '', avatar: avatar ?? '' };
    const isNew = profile.name !== this.#told.name || profile.avatar !== this.#told.avatar;
    this.#told = profile;
    // Else a name that was typed stays.
    if (isNew) void this.#session?.setProfile(profile);
    this.#session?.allow(this.sources);
    this.#session?.remember(!this.#host.noHistory);
  }

  /** Loads what lets the call follow its visitor. Resolves with who one was in it on the page before; only ahead of the first call. */
  #arrive(): Promise<Identity | undefined> | undefined {
    if (this.#arrival && this.phase !== 'idle') return undefined;
    this.#arrival ??= this.#loadFollower().catch(() => undefined);
    return this.#arrival;
  }

  async #loadFollower(): Promise<Identity | undefined> {
    const [session, lifetime] = [this.#session, this.#lifetime];
    const { CallFollower } = await import('./call-follower.ts');
    if (!session || lifetime.aborted) return undefined;
    const follower = (this.#follower = new CallFollower({ settings: this.#host, link: this.#link, session }, lifetime));
    const ticket = await follower.arrive(this.phase === 'idle');
    if (ticket && !lifetime.aborted) this.#take(ticket);
    return ticket;
  }

  #hidden(): boolean {
    const isInCall = this.phase === 'joining' || isIn(this.phase);
    // On arriving, what the page before left is handed on.
    const mayMove = isInCall || this.phase === 'idle';
    this.#moves = mayMove && this.#host.persist && (this.#follower?.leave() ?? false);
    // Whether the call still is to be had here is known to the page that comes next.
    return isInCall && !this.#moves;
  }

  /** Goes on as it was in another session: before the page was put aside, or in the page before. */
  #take({ wishes, devices, profile, processing }: Pick<CallState, 'wishes' | 'devices' | 'profile'> & Partial<Pick<CallState, 'processing'>>): void {
    const { session } = this;
    for (const source of captureSources) session.wish(source, wishes[source]);
    session.prefer(devices);
    void session.setProfile(profile);
    if (processing) this.#process(processing);
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

  #differs(names: readonly (keyof CallSettings)[]): boolean {
    // What is no number is bad, what is absent is not.
    const plain = (value: unknown) => (Number.isNaN(value) ? 'NaN' : value || null);
    return names.some((name) => plain(this.#used.get(name)) !== plain(this.#host[name]));
  }

  #options(): CallOptions {
    const { session } = this;
    this.#tell();
    this.#used = new Map([...whereabouts, ...details].map((name) => [name, this.#host[name]]));
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

  /** A call does without, if the code does not come. */
  #listen(session: CallSession, signal: AbortSignal): void {
    const open = ({ openVoice }: typeof CallVoice) => signal.aborted || openVoice({ call: this.#host, session, notice: this.notice }, signal);
    import('./call-voice.ts').then(open, () => undefined);
  }

  #hearKeys(session: CallSession, signal: AbortSignal): void {
    const open = ({ openKeys }: typeof CallKeys) => {
      if (signal.aborted) return;
      openKeys({ call: this.#host, session }, signal);
      this.#hearsKeys = true;
      this.#lenient(() => this.#setKeys());
    };
    import('./call-keys.ts').then(open, () => undefined);
  }

  /** Its code comes when it is asked for. */
  #display(session: CallSession, signal: AbortSignal): CallDisplay {
    let loading: Promise<CallDisplay> | undefined;
    const load = async () => {
      const { ScreenDisplay } = await import('./call-display.ts');
      return new ScreenDisplay({ host: this.#host, session, words: this.#words }, signal);
    };
    const display = () => (loading ??= load());
    return {
      setFullscreen: async (on) => (await display()).setFullscreen(on),
      setPictureInPicture: async (on) => (await display()).setPictureInPicture(on),
    };
  }

  #followDevices(session: CallSession, signal: AbortSignal): void {
    const follow = ({ followDevices }: typeof CallDevices) => signal.aborted || followDevices({ session, notice: this.notice }, signal);
    import('./call-devices.ts').then(follow, () => undefined);
  }

  #addressChanged(): void {
    if (this.#started && this.#host.sharedLink && this.#link.hasChanged(this.#host.room ?? '')) this.#move();
  }

  /** Before joining, an attribute opens nothing. */
  #wish(source: CaptureSource, on: boolean): void {
    if (this.phase === 'prejoin' && this.state[source] === 'off') this.#session?.wish(source, on);
    else if (!on || this.sources.includes(source)) this.#session?.turn(source, on);
  }
}
