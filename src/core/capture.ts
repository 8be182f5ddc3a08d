import type { Media, Source } from './transport.ts';

export type CaptureSource = Extract<Source, 'microphone' | 'camera'>;
export const captureSources: readonly CaptureSource[] = ['microphone', 'camera'];

/** What a call may send by itself; a screen's sound goes with its picture. */
export type SentSource = CaptureSource | 'screen';
export const sentSources: readonly SentSource[] = [...captureSources, 'screen'];

/** What can be chosen among several. */
export type DeviceKind = CaptureSource | 'speaker';
export const deviceKinds: readonly DeviceKind[] = [...captureSources, 'speaker'];

/**
 * What is to be done to the sound of one's own microphone: the first three as in W3C mediacapture-streams §4.3.8. `music`: none of them, whatever
 * they say, but two channels and more of the network's room.
 */
export interface SoundProcessing {
  readonly echoCancellation: boolean;
  readonly noiseSuppression: boolean;
  readonly autoGainControl: boolean;
  readonly music: boolean;
}
export const speechProcessing: SoundProcessing = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, music: false };

/** Where a call gets its own sound and picture from; the browser's devices in a page, made-up ones in a test. */
export interface Capture {
  /**
   * Opens a device: the one of this id, if there is one, else the browser's choice. If `signal` aborts while the browser still asks, what it grants later is stopped at once.
   * `processing`: of a microphone's sound.
   * @throws RtcError `media-denied`, `media-not-found`, `media-in-use`, `permission-policy`, `insecure-context`.
   */
  open(source: CaptureSource, signal: AbortSignal, deviceId: string, processing?: SoundProcessing): Promise<Captured>;

  /**
   * Lets the person choose a screen, a window or a tab, beginning before it returns: browsers ask only in the moments after a gesture.
   * @throws RtcError `share-cancelled` if none was chosen, `unsupported-browser`, `permission-policy`, `insecure-context`, `media-denied`,
   * `media-not-found`, `media-in-use`.
   */
  share(signal: AbortSignal): Promise<SharedScreen>;

  /** Whether the device went away, rather than being taken back by whoever granted it, and there are others of its kind. */
  isReplaceable(source: CaptureSource, deviceId: string): Promise<boolean>;

  /** @throws RtcError `media-not-found` if sound cannot be played on this device. */
  checkSpeaker(deviceId: string): Promise<void>;
}

/** `picture.stop()` lets go of both. */
export interface SharedScreen {
  readonly picture: Captured;
  readonly sound: Captured | undefined;
}

export interface Captured {
  readonly track: MediaStreamTrack;
  readonly media: Media;
  /** Which device it is; empty where the browser does not tell. */
  readonly deviceId: string;
  /** Changes what is done to the sound, while it goes on; of a microphone. False if only opening it anew does that. */
  process?(processing: SoundProcessing): Promise<boolean>;
  /** Lets go of the device. */
  stop(): void;
}
