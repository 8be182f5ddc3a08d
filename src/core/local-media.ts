import { type CallPhase, isIn, type LocalMediaState, noMedia } from './call-state.ts';
import { type Capture, type Captured, type CaptureSource, captureSources, type DeviceKind, type SentSource, type SoundProcessing } from './capture.ts';
import { RtcError } from './errors.ts';
import { LocalTrack } from './local-track.ts';
import { ScreenShare } from './screen-share.ts';
import type { Room } from './transport.ts';

export interface LocalMediaOptions {
  readonly capture: Capture;
  /** After every change of a track or of `state`. */
  readonly changed: () => void;
  /** What nobody waits for. */
  readonly report: (error: RtcError) => void;
  /** Where the call stands. */
  readonly phase: () => CallPhase;
}

/** One's own devices: which there are to be, which there are. */
export class LocalMedia {
  readonly tracks: Readonly<Record<CaptureSource, LocalTrack>>;
  readonly #screen: ScreenShare;
  readonly #options: LocalMediaOptions;
  #state = noMedia;
  /** The id of a device that is there again, while it is being opened. */
  #returning = '';

  constructor(options: LocalMediaOptions, lifetime: AbortSignal) {
    this.#options = options;
    this.tracks = { microphone: this.#track('microphone', lifetime), camera: this.#track('camera', lifetime) };
    const { capture, report } = options;
    this.#screen = new ScreenShare({ open: (signal) => capture.share(signal), changed: () => this.#screenChanged(), report }, lifetime);
  }

  get state(): LocalMediaState {
    return this.#state;
  }

  /**
   * @throws RtcError as {@link Capture.open}; `denied` for what this call does not send; `connection-lost` when there is
   * none.
   */
  async set(source: CaptureSource, on: boolean): Promise<void> {
    if (on && !this.#state.sends.includes(source)) throw new RtcError('denied', `This call sends no ${source}`);
    if (on && isOver(this.#options.phase())) throw new RtcError('connection-lost', 'Not in a call');
    try {
      await this.tracks[source].set(on);
    } catch (error) {
      throw this.#failed(source, error);
    }
  }

  /** What of oneself can be seen or heard, as others get it. */
  get captured(): readonly Captured[] {
    return [this.tracks.microphone.captured, this.tracks.camera.captured, this.#screen.captured].flatMap((captured) => captured ?? []);
  }

  /**
   * Shares one's screen, or stops.
   * @throws RtcError as {@link Capture.share}; `denied` for a call that does not send it; `connection-lost` outside a call.
   */
  async share(on: boolean): Promise<void> {
    if (on) this.checkSharing();
    try {
      await this.#screen.set(on);
    } catch (cause) {
      const error = RtcError.from(cause);
      // A person who thinks better of it has not failed.
      throw error.code === 'share-cancelled' ? error : this.#failed('screen', error);
    }
  }

  /** @throws RtcError `denied`, `connection-lost` as {@link share}. */
  checkSharing(): void {
    if (!this.#state.sends.includes('screen')) throw new RtcError('denied', 'This call sends no screen');
    if (!isIn(this.#options.phase())) throw new RtcError('connection-lost', 'Not in a call');
  }

  /** The room is left; devices stay for the next one, and one's own picture as a preview. What was shown to some is not shown to others unasked. */
  leave(): void {
    this.#screen.close();
    this.#options.changed();
  }

  /** For controls: what fails is reported. Outside a call it is a wish for the next one. */
  turn(source: CaptureSource, on: boolean): void {
    this.wish(source, on);
    const phase = this.#options.phase();
    if (phase === 'idle' || isOver(phase)) return;
    this.set(source, on).catch((error: unknown) => {
      this.wish(source, false);
      this.#options.report(RtcError.from(error));
    });
  }

  wish(source: CaptureSource, on: boolean): void {
    if (this.#state.wishes[source] !== on) this.#update({ wishes: { ...this.#state.wishes, [source]: on } });
  }

  /** Says what this call may send; a device that it may not is let go of at once. */
  allow(sends: readonly SentSource[]): void {
    if (sends.join() === this.#state.sends.join()) return;
    this.#update({ sends });
    const stopped = captureSources.filter((source) => !sends.includes(source)).map((source) => this.tracks[source].stop());
    if (!sends.includes('screen')) stopped.push(this.#screen.set(false));
    for (const stopping of stopped) stopping.catch((error: unknown) => this.#options.report(RtcError.from(error)));
  }

  /**
   * Goes over to another device, now if one is on, else when it is turned on.
   * @throws RtcError as {@link Capture.open}; the device before it stays, if it can.
   */
  async choose(kind: DeviceKind, deviceId: string): Promise<void> {
    const { devices } = this.#state;
    const before = devices[kind];
    if (kind === 'speaker') await this.#options.capture.checkSpeaker(deviceId);
    const { chosen } = this.#state;
    this.#update({ chosen: { ...chosen, [kind]: deviceId }, ...inUse(this.#state, kind, deviceId) });
    if (kind === 'speaker') return;
    try {
      await this.tracks[kind].reopen();
    } catch (error) {
      this.#update({ chosen: { ...this.#state.chosen, [kind]: chosen[kind] }, devices: { ...this.#state.devices, [kind]: before } });
      throw RtcError.from(error);
    }
  }

  /** What is used when it is turned on, if it is there; opens nothing. `chosen`: by somebody, at another time; else it was just in use. */
  prefer(wanted: Partial<Record<DeviceKind, string>>, { chosen = false } = {}): void {
    const known = Object.fromEntries(Object.entries(wanted).filter(([, id]) => id !== '')) as typeof wanted;
    const { speaker, ...ids } = known;
    if (chosen) this.#update({ chosen: { ...this.#state.chosen, ...known } });
    this.#update({ devices: { ...this.#state.devices, ...ids } });
    // One that is not there may come.
    if (speaker) this.#options.capture.checkSpeaker(speaker).then(() => this.#use('speaker', speaker), () => undefined);
  }

  /** A speaker went away: sound is where the browser plays it. */
  speakerLost(): void {
    this.#use('speaker', '');
  }

  /** A device is there again: the chosen one is used; one that went away while it was on is on. */
  async comeBack(kind: DeviceKind): Promise<void> {
    if (kind === 'speaker') return this.#use(kind, this.#state.chosen.speaker);
    const isOff = this.#state[kind] === 'off';
    if (!isOff || this.#state.failures[kind]?.code !== 'media-ended') {
      if (isOff) this.#use(kind, this.#state.chosen[kind]);
      return this.tracks[kind].reopen();
    }
    // No other: nobody is shown by another camera unasked.
    this.#returning = this.#state.devices[kind];
    const turnedOn = this.set(kind, true);
    this.#returning = '';
    await turnedOn;
  }

  /**
   * Says what is to be done to the sound of the microphone, from now on.
   * @throws RtcError as {@link Capture.open}, where the device has to be opened anew for that; then it is off.
   */
  async process(wish: Partial<SoundProcessing>): Promise<void> {
    const before = this.#state.processing;
    const processing = { ...before };
    // A page may give anything.
    for (const key of Object.keys(before) as (keyof SoundProcessing)[]) if (typeof wish[key] === 'boolean') processing[key] = wish[key];
    if (JSON.stringify(processing) === JSON.stringify(before)) return;
    this.#update({ processing });
    await this.tracks.microphone.adjust((captured) => captured.process?.(processing) ?? Promise.resolve(false));
  }

  /** A call begins: what is wished for is turned on. What fails is reported, and the call goes on without. */
  start(): void {
    const { wishes, sends } = this.#state;
    for (const source of captureSources) if (sends.includes(source) && wishes[source] && this.tracks[source].phase === 'off') this.turn(source, true);
  }

  /** What is on is sent to `room`, until `signal` aborts. What cannot be sent is reported. */
  enter(room: Room, signal: AbortSignal): void {
    // Whose it is has changed.
    this.#options.changed();
    for (const track of [...captureSources.map((source) => this.tracks[source]), this.#screen]) {
      const entered = track.enter(room, signal);
      entered.catch((error: unknown) => signal.aborted || this.#options.report(RtcError.from(error)));
    }
  }

  close(): void {
    this.#state = { ...this.#state, failures: {}, substitute: undefined };
    for (const source of captureSources) this.tracks[source].close();
    this.#screen.close();
  }

  #track(source: CaptureSource, lifetime: AbortSignal): LocalTrack {
    const { capture, report } = this.#options;
    const lost = (error: RtcError) => {
      // Before joining, the button says so, and joining is without it.
      this.wish(source, false);
      report(this.#failed(source, error));
    };
    const idOf = ({ chosen, devices }: LocalMediaState) => this.#returning || chosen[source] || devices[source];
    const open = (signal: AbortSignal) => capture.open(source, signal, idOf(this.#state), this.#state.processing);
    const options = { source, open, changed: () => this.#trackChanged(source), lost };
    if (source === 'camera') return new LocalTrack(options, lifetime);
    const isReplaceable = ({ deviceId }: Captured) => capture.isReplaceable(source, deviceId);
    const replaced = (before: Captured, used: Captured) => this.#update({ substitute: { lost: before.track.label, used: used.track.label } });
    return new LocalTrack({ ...options, isReplaceable, replaced }, lifetime);
  }

  #trackChanged(source: CaptureSource): void {
    const { phase, captured } = this.tracks[source];
    this.#state = { ...this.#state, [source]: phase };
    if (phase !== 'off') this.#state = { ...this.#state, failures: { ...this.#state.failures, [source]: undefined } };
    if (captured) this.#state = { ...this.#state, ...inUse(this.#state, source, captured.deviceId) };
    if (isIn(this.#options.phase()) && phase !== 'starting') this.wish(source, phase === 'on');
    this.#options.changed();
  }

  #screenChanged(): void {
    const { phase, isStale } = this.#screen;
    const failures = phase === 'off' ? this.#state.failures : { ...this.#state.failures, screen: undefined };
    this.#update({ screen: phase, screenIsStale: isStale, failures });
  }

  #use(kind: DeviceKind, deviceId: string): void {
    this.#update(inUse(this.#state, kind, deviceId));
  }

  #failed(source: SentSource, cause: unknown): RtcError {
    const error = RtcError.from(cause);
    this.#update({ failures: { ...this.#state.failures, [source]: error } });
    return error;
  }

  #update(change: Partial<LocalMediaState>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.changed();
  }
}

/** A microphone that is used by choice stands in for no other. */
function inUse({ devices, substitute }: LocalMediaState, kind: DeviceKind, deviceId: string): Partial<LocalMediaState> {
  if (devices[kind] === deviceId) return {};
  return { devices: { ...devices, [kind]: deviceId }, substitute: kind === 'microphone' ? undefined : substitute };
}

/** Devices stay closed until somebody asks for another call. */
function isOver(phase: CallPhase): boolean {
  return phase === 'ended' || phase === 'failed';
}
