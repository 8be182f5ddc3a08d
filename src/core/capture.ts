import type { Media, Source } from './transport.ts';

export type CaptureSource = Extract<Source, 'microphone' | 'camera'>;
export const captureSources: readonly CaptureSource[] = ['microphone', 'camera'];

/** What can be chosen among several. */
export type DeviceKind = CaptureSource | 'speaker';
export const deviceKinds: readonly DeviceKind[] = [...captureSources, 'speaker'];

/** Where a call gets its own sound and picture from; the browser's devices in a page, made-up ones in a test. */
export interface Capture {
  /**
   * Opens a device: the one of this id, if there is one, else the browser's choice. If `signal` aborts while the browser still asks, what it grants later is stopped at once.
   * @throws RtcError `media-denied`, `media-not-found`, `media-in-use`, `permission-policy`, `insecure-context`.
   */
  open(source: CaptureSource, signal: AbortSignal, deviceId: string): Promise<Captured>;

  /** @throws RtcError `media-not-found` if sound cannot be played on this device. */
  checkSpeaker(deviceId: string): Promise<void>;
}

export interface Captured {
  readonly track: MediaStreamTrack;
  readonly media: Media;
  /** Which device it is; empty where the browser does not tell. */
  readonly deviceId: string;
  /** Lets go of the device. */
  stop(): void;
}
