import { type CallPhase, isIn, type LocalMediaState, noMedia } from './call-state.ts';
import { type Capture, type CaptureSource, captureSources, type DeviceKind } from './capture.ts';
import { RtcError } from './errors.ts';
import { LocalTrack } from './local-track.ts';
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
  readonly #options: LocalMediaOptions;
  #state = noMedia;

  constructor(options: LocalMediaOptions, lifetime: AbortSignal) {
    this.#options = options;
    this.tracks = { microphone: this.#track('microphone', lifetime), camera: this.#track('camera', lifetime) };
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
  allow(sends: readonly CaptureSource[]): void {
    if (sends.join() === this.#state.sends.join()) return;
    this.#update({ sends });
    for (const source of captureSources) {
      if (!sends.includes(source)) this.tracks[source].stop().catch((error: unknown) => this.#options.report(RtcError.from(error)));
    }
  }

  /**
   * Goes over to another device, now if one is on, else when it is turned on.
   * @throws RtcError as {@link Capture.open}; the device before it stays, if it can.
   */
  async choose(kind: DeviceKind, deviceId: string): Promise<void> {
    const { devices } = this.#state;
    const before = devices[kind];
    if (kind === 'speaker') await this.#options.capture.checkSpeaker(deviceId);
    this.#update({ devices: { ...this.#state.devices, [kind]: deviceId } });
    if (kind === 'speaker') return;
    try {
      await this.tracks[kind].reopen();
    } catch (error) {
      this.#update({ devices: { ...this.#state.devices, [kind]: before } });
      throw RtcError.from(error);
    }
  }

  /** A call begins: what is wished for is turned on. What fails is reported, and the call goes on without. */
  start(): void {
    const { wishes, sends } = this.#state;
    for (const source of sends) if (wishes[source] && this.tracks[source].phase === 'off') this.turn(source, true);
  }

  /** What cannot be sent is reported. */
  enter(room: Room, signal: AbortSignal): void {
    for (const source of captureSources) {
      const entered = this.tracks[source].enter(room, signal);
      entered.catch((error: unknown) => signal.aborted || this.#options.report(RtcError.from(error)));
    }
  }

  close(): void {
    this.#state = { ...this.#state, failures: {} };
    for (const source of captureSources) this.tracks[source].close();
  }

  #track(source: CaptureSource, lifetime: AbortSignal): LocalTrack {
    const { capture, report } = this.#options;
    const lost = (error: RtcError) => {
      // Before joining, the button says so, and joining is without it.
      this.wish(source, false);
      report(this.#failed(source, error));
    };
    const open = (signal: AbortSignal) => capture.open(source, signal, this.#state.devices[source]);
    return new LocalTrack({ source, open, changed: () => this.#trackChanged(source), lost }, lifetime);
  }

  #trackChanged(source: CaptureSource): void {
    const { phase, captured } = this.tracks[source];
    this.#state = { ...this.#state, [source]: phase };
    if (phase !== 'off') this.#state = { ...this.#state, failures: { ...this.#state.failures, [source]: undefined } };
    if (captured) this.#state = { ...this.#state, devices: { ...this.#state.devices, [source]: captured.deviceId } };
    if (isIn(this.#options.phase()) && phase !== 'starting') this.wish(source, phase === 'on');
    this.#options.changed();
  }

  #failed(source: CaptureSource, cause: unknown): RtcError {
    const error = RtcError.from(cause);
    this.#update({ failures: { ...this.#state.failures, [source]: error } });
    return error;
  }

  #update(change: Partial<LocalMediaState>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.changed();
  }
}

/** Devices stay closed until somebody asks for another call. */
function isOver(phase: CallPhase): boolean {
  return phase === 'ended' || phase === 'failed';
}
