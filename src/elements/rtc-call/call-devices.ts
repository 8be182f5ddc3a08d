import type { CallSession } from '../../core/call-session.ts';
import { type CallState, isInCall } from '../../core/call-state.ts';
import type { CaptureSource } from '../../core/capture.ts';
import { RtcError } from '../../core/errors.ts';
import { isGranted } from '../../media/capture.ts';

export const captureSources: readonly CaptureSource[] = ['microphone', 'camera'];

/**
 * Which devices are to be on when a call begins: what attributes and pre-join screen say; during a call, what is on, so
 * that coming back finds it the same.
 */
export class CallDevices {
  readonly #wishes: Record<CaptureSource, boolean> = { microphone: true, camera: true };
  readonly #session: () => CallSession | undefined;

  constructor(session: () => CallSession | undefined) {
    this.#session = session;
  }

  wants(source: CaptureSource): boolean {
    return this.#wishes[source];
  }

  /** For what was not asked for by a caller: whoever asks for a device by a method hears of it there. */
  wish(source: CaptureSource, on: boolean): void {
    this.#wishes[source] = on;
  }

  /** Turns on what is wished for, together with joining. What fails is reported, and the call goes on without. */
  start(sources: readonly CaptureSource[]): void {
    for (const source of sources) if (this.#wishes[source]) this.turn(source, true);
  }

  /** Before joining, only what the browser will not ask about. */
  async preview(sources: readonly CaptureSource[]): Promise<void> {
    for (const source of sources) {
      const granted = await isGranted(source);
      const state = this.#session()?.store.state;
      if (granted && this.#wishes[source] && state?.status.phase === 'prejoin') this.turn(source, true);
    }
  }

  /** Turns a device on or off for the interface; what fails is reported. */
  turn(source: CaptureSource, on: boolean): void {
    const session = this.#session();
    if (!session) return;
    this.#wishes[source] = on;
    const turned = source === 'microphone' ? session.setMicrophone(on) : session.setCamera(on);
    turned.catch((error: unknown) => {
      this.#wishes[source] = false;
      session.report(RtcError.from(error));
    });
  }

  follow(state: CallState): void {
    if (!isInCall(state) || state.localId === undefined) return;
    for (const source of captureSources) if (state[source] !== 'starting') this.#wishes[source] = state[source] === 'on';
  }
}
