import type { Media, Source } from './transport.ts';

export type CaptureSource = Extract<Source, 'microphone' | 'camera'>;

/** Where a call gets its own sound and picture from; the browser's devices in a page, made-up ones in a test. */
export interface Capture {
  /**
   * Opens a device. If `signal` aborts while the browser still asks, what it grants later is stopped at once.
   * @throws RtcError `media-denied`, `media-not-found`, `media-in-use`, `permission-policy`, `insecure-context`.
   */
  open(source: CaptureSource, signal: AbortSignal): Promise<Captured>;
}

export interface Captured {
  readonly track: MediaStreamTrack;
  readonly media: Media;
  /** Lets go of the device. */
  stop(): void;
}
