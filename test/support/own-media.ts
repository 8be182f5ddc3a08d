import type { CallPhase } from '../../src/core/call-state.ts';
import type { RtcError } from '../../src/core/errors.ts';
import { LocalMedia } from '../../src/core/local-media.ts';
import { FakeCapture } from './fake-media.ts';

/** Somebody's devices, ahead of a call or in one. */
export class OwnMedia {
  readonly capture = new FakeCapture();
  readonly reported: RtcError[] = [];
  readonly local: LocalMedia;
  phase: CallPhase = 'prejoin';

  constructor() {
    const options = { capture: this.capture, changed: () => undefined, report: (error: RtcError) => this.reported.push(error), phase: () => this.phase };
    this.local = new LocalMedia(options, new AbortController().signal);
  }
}

/** One turn of the event loop later everything that takes no time has happened. */
export const settled = () => new Promise((resolve) => setTimeout(resolve));
