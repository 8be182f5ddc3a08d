import { abortable } from '../core/abort.ts';
import type { Capture, Captured, CaptureSource } from '../core/capture.ts';
import { RtcError, type RtcErrorCode } from '../core/errors.ts';
import { StreamMedia } from '../core/stream-media.ts';

export const resolutions = { '180p': 180, '360p': 360, '720p': 720, '1080p': 1080 } as const;
export type Resolution = keyof typeof resolutions;

export interface CaptureSettings {
  readonly resolution: Resolution;
  /** Frames per second. */
  readonly frameRate: number;
}

type Kind = 'audio' | 'video';

interface Wanted {
  readonly constraints: MediaTrackConstraints | true;
  readonly resolve: (track: MediaStreamTrack) => void;
  readonly reject: (error: unknown) => void;
}

const kinds: Record<CaptureSource, Kind> = { microphone: 'audio', camera: 'video' };

const sound: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** Microphone and camera of the browser (W3C mediacapture-streams). Asked for together, they are one prompt. */
export class BrowserCapture implements Capture {
  readonly #settings: () => CaptureSettings;
  readonly #wanted = new Map<Kind, Wanted>();
  #camera: MediaStreamTrack | undefined;

  constructor(settings: () => CaptureSettings) {
    this.#settings = settings;
  }

  async open(source: CaptureSource, signal: AbortSignal, deviceId: string): Promise<Captured> {
    const kind = kinds[source];
    const constraints = source === 'camera' ? picture(this.#settings()) : sound;
    // One that is there no more is overconstrained, and any other will do.
    const granted = this.#request(kind, deviceId ? { ...constraints, deviceId: { exact: deviceId } } : constraints);
    // The prompt may outlive the wish: nobody who left may keep a hot microphone.
    granted.then(
      (track) => signal.aborted && track.stop(),
      () => undefined,
    );
    try {
      const track = await abortable(granted, signal);
      if (source === 'camera') this.#camera = track;
      return { track, media: new StreamMedia(source, track), deviceId: track.getSettings().deviceId ?? '', stop: () => track.stop() };
    } catch (error) {
      throw signal.aborted ? error : captureError(error, source);
    }
  }

  async checkSpeaker(deviceId: string): Promise<void> {
    try {
      await new Audio().setSinkId(deviceId);
    } catch (cause) {
      throw new RtcError('media-not-found', 'Sound cannot be played on this device', { cause });
    }
  }

  /** Lets a camera that is on follow the settings. */
  async settingsChanged(): Promise<void> {
    if (this.#camera?.readyState !== 'live') return;
    // A camera that cannot goes on as it is.
    await this.#camera.applyConstraints(picture(this.#settings())).catch(() => undefined);
  }

  #request(kind: Kind, constraints: MediaTrackConstraints): Promise<MediaStreamTrack> {
    this.#wanted.get(kind)?.reject(new DOMException('Asked for again', 'AbortError'));
    if (this.#wanted.size === 0) queueMicrotask(() => void this.#ask());
    return new Promise((resolve, reject) => this.#wanted.set(kind, { constraints, resolve, reject }));
  }

  async #ask(): Promise<void> {
    const wanted = new Map(this.#wanted);
    this.#wanted.clear();
    try {
      settle(wanted, await getUserMedia(wanted));
    } catch (error) {
      // Who refused both is not asked for each again.
      if (wanted.size === 1 || isNamed(error, 'NotAllowedError')) for (const { reject } of wanted.values()) reject(error);
      else for (const [kind, one] of wanted) void askForOne(kind, one);
    }
  }
}

/** Whether a device may be opened without asking. False where the browser does not tell. */
export async function isGranted(source: CaptureSource): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: source });
    return state === 'granted';
  } catch {
    return false;
  }
}

async function askForOne(kind: Kind, one: Wanted): Promise<void> {
  const wanted = new Map([[kind, one]]);
  try {
    settle(wanted, await getUserMedia(wanted));
  } catch (error) {
    one.reject(error);
  }
}

async function getUserMedia(wanted: ReadonlyMap<Kind, Wanted>): Promise<MediaStream> {
  const constraints = [...wanted].map(([kind, one]) => [kind, one.constraints]);
  try {
    return await navigator.mediaDevices.getUserMedia(Object.fromEntries(constraints) as MediaStreamConstraints);
  } catch (error) {
    if (!isNamed(error, 'OverconstrainedError')) throw error;
    const any = [...wanted.keys()].map((kind) => [kind, true]);
    return navigator.mediaDevices.getUserMedia(Object.fromEntries(any) as MediaStreamConstraints);
  }
}

function settle(wanted: ReadonlyMap<Kind, Wanted>, stream: MediaStream): void {
  for (const track of stream.getTracks()) wanted.get(track.kind as Kind)?.resolve(track);
}

function picture({ resolution, frameRate }: CaptureSettings): MediaTrackConstraints {
  const height = resolutions[resolution];
  return { height: { ideal: height }, width: { ideal: Math.round((height * 16) / 9) }, frameRate: { ideal: frameRate } };
}

const codes: Readonly<Record<string, RtcErrorCode>> = {
  NotAllowedError: 'media-denied',
  SecurityError: 'permission-policy',
  NotFoundError: 'media-not-found',
  OverconstrainedError: 'media-not-found',
  NotReadableError: 'media-in-use',
  AbortError: 'media-in-use',
};

function captureError(error: unknown, source: CaptureSource): RtcError {
  if (!globalThis.isSecureContext) {
    return new RtcError('insecure-context', 'Devices need a secure context: https:, or http: on localhost', { cause: error });
  }
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' && !isAllowedByPolicy(source)) {
    return new RtcError('permission-policy', `The frame may not use the ${source}: <iframe allow="camera; microphone">`, { cause: error });
  }
  const code = codes[name];
  return code ? new RtcError(code, `The ${source} could not be opened: ${name}`, { cause: error }) : RtcError.from(error);
}

/** Only Chromium tells (W3C permissions-policy §9.1). */
function isAllowedByPolicy(source: CaptureSource): boolean {
  const { featurePolicy } = document as { featurePolicy?: { allowsFeature(name: string): boolean } };
  return featurePolicy?.allowsFeature(source) ?? true;
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
