import type { ReactiveControllerHost } from 'lit';
import { provideCall } from '../../controllers/call-provider.ts';
import { insistOnAbort } from '../../core/abort.ts';
import { CallSession } from '../../core/call-session.ts';
import type { CallOptions } from '../../core/visit.ts';
import { type CallPhase, type CallState, initialState, isInCall } from '../../core/call-state.ts';
import type { Captured, CaptureSource } from '../../core/capture.ts';
import { RtcError } from '../../core/errors.ts';
import type { RtcErrorEvent } from '../../core/events.ts';
import { BrowserCapture } from '../../media/capture.ts';
import { playSound } from '../../media/speaker.ts';
import { CallDevices, captureSources } from './call-devices.ts';
import { CallLifecycle } from './call-lifecycle.ts';
import { CallNotice } from './call-notice.ts';
import { callOptions, type CallSettings, captureSettings, roomKind } from './call-options.ts';
import { invitationTo, LinkInPage } from './shared-link.ts';

export type CallHost = HTMLElement & ReactiveControllerHost & CallSettings;

/** Which settings have changed. */
export type Changes = Pick<ReadonlyMap<PropertyKey, unknown>, 'has'>;

/** Changing one of these means another room, or another way into it. */
const whereabouts: readonly (keyof CallSettings)[] = ['room', 'server', 'transport', 'passphrase', 'sharedLink'];

/** What else may have been wrong with a call that failed. */
const details: readonly (keyof CallSettings)[] = ['iceServers', 'codecs', 'resolution', 'frameRate', 'maxParticipants', 'autojoin'];

const outside: readonly CallPhase[] = ['idle', 'ended', 'failed'];

/** Makes a call of what a page has set on an element, for as long as that is in the page. */
export class CallConductor {
  readonly notice: CallNotice;
  readonly devices: CallDevices;
  readonly #link = new LinkInPage();
  readonly #host: CallHost;
  readonly #internals: ElementInternals;
  readonly #capture: BrowserCapture;
  readonly #provide: (session: CallSession) => void;
  #session: CallSession | undefined;
  #started = false;
  /** The settings of the last attempt. */
  #used: ReadonlyMap<keyof CallSettings, unknown> = new Map();

  constructor(host: CallHost, internals: ElementInternals) {
    this.#host = host;
    this.#internals = internals;
    this.notice = new CallNotice(host, { kind: () => roomKind(host), invitation: () => this.invitation() });
    this.devices = new CallDevices(() => this.#session);
    this.#capture = new BrowserCapture(() => captureSettings(host));
    new CallLifecycle(host, {
      opened: (signal) => this.#open(signal),
      start: (resume) => this.#start(resume),
      isInCall: () => this.phase === 'joining' || isInCall(this.state),
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
  get sources(): readonly CaptureSource[] {
    if (this.#host.viewOnly) return [];
    return this.#host.audioOnly ? ['microphone'] : captureSources;
  }

  /** @throws RtcError `connection-lost` while the element is in no page. */
  get session(): CallSession {
    if (this.#session && this.#host.isConnected) return this.#session;
    throw new RtcError('connection-lost', 'The element is in no page');
  }

  async join(): Promise<void> {
    if (isInCall(this.state)) return;
    if (!this.#started) this.#readWishes();
    const before = this.phase;
    const joined = this.session.join(this.#options());
    // The browser asks for devices while the connection is made; not twice.
    if (before !== 'joining' && this.phase === 'joining') this.devices.start(this.sources);
    await joined;
  }

  /** For the interface and `autojoin`: no caller hears of what goes wrong. */
  joinUnasked(): void {
    this.join().catch((error: unknown) => {
      this.#reportFailure(error);
      // The page prevented it; the person can still try.
      if (this.phase === 'idle') this.#prepare();
    });
  }

  leave(): void {
    this.#session?.leave();
  }

  invitation(): string {
    const { sharedLink, room } = this.#host;
    return sharedLink ? invitationTo(this.#link.read(room ?? '')) : location.href;
  }

  async setDevice(source: CaptureSource, on: boolean): Promise<void> {
    const { session } = this;
    if (on) this.#mayOpen(source);
    await (source === 'microphone' ? session.setMicrophone(on) : session.setCamera(on));
  }

  /** Follows what the page changes, from the start on. */
  settingsChanged(changes: Changes): void {
    if (!this.#started) return;
    const changed = (...names: readonly (keyof CallSettings)[]) => names.some((name) => changes.has(name));
    if (changed('muted')) this.#wish('microphone', !this.#host.muted);
    if (changed('cameraOff')) this.#wish('camera', !this.#host.cameraOff);
    if (changed('audioOnly', 'viewOnly')) this.#stopSending();
    // A bad value is for the next joining to refuse; the picture goes on as it is.
    if (changed('resolution', 'frameRate')) this.#capture.settingsChanged().catch(() => undefined);
    if (changed('displayName', 'avatar')) this.#tellProfile();
    // Compared with what was used: `call.room = 'x'; call.join()` is one wish and not two.
    if (this.#differs(whereabouts)) this.#move();
    else if (this.phase === 'failed' && this.#differs(details)) this.#startOver();
    else if (this.phase === 'prejoin') this.#changedBeforeJoining(changed('autojoin'), changed('noStandby'));
  }

  #open(signal: AbortSignal): void {
    this.#started = false;
    const capture = { open: (source: CaptureSource, wish: AbortSignal) => this.#openDevice(source, wish) };
    const session = new CallSession({ target: this.#host, capture });
    this.#session = session;
    // First of all, so that what is said in ending is still followed.
    insistOnAbort(signal, () => session.dispose());
    this.notice.open(signal);
    session.store.watch((state) => this.#follow(state), signal);
    playSound({ store: session.store, blocked: (blocked) => this.#soundBlocked(blocked, session) }, signal);
    this.#host.addEventListener('rtc-error', (event) => this.#errorAnnounced(event), { signal });
    window.addEventListener('hashchange', () => this.#addressChanged(), { signal });
    this.#follow(session.store.state);
    this.#provide(session);
  }

  #start(resume: boolean): void {
    this.#started = true;
    // The page was faster, and called join().
    if (this.phase !== 'idle') return;
    if (!resume) this.#readWishes();
    if (resume || this.#host.autojoin) this.joinUnasked();
    else this.#prepare();
  }

  #readWishes(): void {
    this.devices.wish('microphone', !this.#host.muted);
    this.devices.wish('camera', !this.#host.cameraOff);
  }

  #prepare(): void {
    try {
      this.session.prepare(this.#options(), { standby: !this.#host.noStandby });
    } catch (error) {
      this.#reportFailure(error);
    }
    if (this.phase === 'prejoin') void this.devices.preview(this.sources);
  }

  #startOver(): void {
    if (this.#host.autojoin) this.joinUnasked();
    else this.#prepare();
  }

  #changedBeforeJoining(autojoin: boolean, standby: boolean): void {
    if (autojoin && this.#host.autojoin) this.joinUnasked();
    else if (standby) this.#prepare();
  }

  /** The page names another room, or another way into it. */
  #move(): void {
    if (this.phase === 'prejoin') return this.#prepare();
    if (this.phase === 'failed') return this.#startOver();
    if (outside.includes(this.phase)) return;
    this.#rejoin().catch((error: unknown) => this.#reportFailure(error));
  }

  async #rejoin(): Promise<void> {
    await this.session.rejoin(this.#options());
  }

  #differs(names: readonly (keyof CallSettings)[]): boolean {
    return names.some((name) => (this.#used.get(name) || null) !== (this.#host[name] || null));
  }

  #options(): CallOptions {
    const { session } = this;
    this.#used = new Map([...whereabouts, ...details].map((name) => [name, this.#host[name]]));
    try {
      return callOptions(this.#host, {
        linkFor: (room) => this.#link.read(room),
        report: (error) => session.report(error),
      });
    } catch (error) {
      session.fail(RtcError.from(error));
      throw error;
    }
  }

  #reportFailure(error: unknown): void {
    const { status } = this.state;
    // Anything else was announced when it happened, or is no failure: left, or prevented by the page.
    if (status.phase === 'failed' && status.error === error) this.#session?.report(status.error);
  }

  #follow(state: CallState): void {
    this.#internals.states.clear();
    this.#internals.states.add(state.status.phase);
    this.devices.follow(state);
    this.notice.follow(state);
    this.#host.requestUpdate();
  }

  #errorAnnounced({ target, error }: RtcErrorEvent): void {
    if (target === this.#host) this.notice.error(error);
  }

  #soundBlocked(blocked: boolean, session: CallSession): void {
    this.notice.soundBlocked(blocked);
    if (blocked) session.report(new RtcError('playback-blocked', 'The browser plays sound only after a gesture in the page'));
  }

  #addressChanged(): void {
    if (this.#started && this.#host.sharedLink && this.#link.hasChanged(this.#host.room ?? '')) this.#move();
  }

  #tellProfile(): void {
    const { displayName, avatar } = this.#host;
    const told = this.#session?.setProfile({ name: displayName ?? '', avatar: avatar ?? '' });
    told?.catch((error: unknown) => isInCall(this.state) && this.#session?.report(RtcError.from(error)));
  }

  #wish(source: CaptureSource, on: boolean): void {
    const isOff = this.state[source] === 'off';
    if (outside.includes(this.phase) || (this.phase === 'prejoin' && isOff)) this.devices.wish(source, on);
    else if (!on || this.sources.includes(source)) this.devices.turn(source, on);
  }

  #stopSending(): void {
    for (const source of captureSources) {
      if (!this.sources.includes(source) && this.state[source] !== 'off') this.devices.turn(source, false);
    }
  }

  async #openDevice(source: CaptureSource, signal: AbortSignal): Promise<Captured> {
    this.#mayOpen(source);
    return this.#capture.open(source, signal);
  }

  #mayOpen(source: CaptureSource): void {
    if (!this.sources.includes(source)) throw new RtcError('denied', `This call sends no ${source}`);
    if (outside.includes(this.phase)) throw new RtcError('connection-lost', 'Not in a call');
  }
}
