import { abortable } from '../core/abort.ts';
import { type Capture, type Captured, type CaptureSource, captureSources, type SharedScreen, type SoundProcessing, speechProcessing } from '../core/capture.ts';
import { RtcError } from '../core/errors.ts';
import { StreamMedia } from '../core/stream-media.ts';
import { captureError } from './capture-errors.ts';
import { isReplaceable, keepLooking, presentIds } from './devices.ts';
import { shareScreen } from './display-capture.ts';
import { permissionOf } from './permissions.ts';

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

type Request = ReadonlyMap<Kind, Wanted>;

const kinds: Record<CaptureSource, Kind> = { microphone: 'audio', camera: 'video' };
const sources: Record<Kind, CaptureSource> = { audio: 'microphone', video: 'camera' };


/** Microphone and camera of the browser (W3C mediacapture-streams). Asked for together, they are one prompt. */
export class BrowserCapture implements Capture {
  readonly #settings: () => CaptureSettings;
  readonly #wanted = new Map<Kind, Wanted>();
  readonly #needed: () => readonly CaptureSource[];
  #camera: MediaStreamTrack | undefined;

  /** `needed`: what a page around this one is told to allow. */
  constructor(settings: () => CaptureSettings, needed: () => readonly CaptureSource[] = () => captureSources) {
    this.#settings = settings;
    this.#needed = needed;
  }

  async open(source: CaptureSource, signal: AbortSignal, deviceId: string, processing = speechProcessing): Promise<Captured> {
    const kind = kinds[source];
    const constraints = source === 'camera' ? picture(this.#settings()) : sound(processing);
    const granted = this.#request(kind, deviceId ? { ...constraints, deviceId: { exact: deviceId } } : constraints);
    // The prompt may outlive the wish: nobody who left may keep a hot microphone.
    granted.then(
      (track) => signal.aborted && track.stop(),
      () => undefined,
    );
    try {
      const track = await abortable(granted, signal);
      if (source === 'microphone') return microphone(track, processing);
      this.#camera = track;
      return captured(source, track, 'motion');
    } catch (error) {
      throw signal.aborted ? error : await captureError(error, source, this.#needed());
    }
  }

  share(signal: AbortSignal): Promise<SharedScreen> {
    return shareScreen(signal);
  }

  isReplaceable(source: CaptureSource, deviceId: string): Promise<boolean> {
    return isReplaceable(source, deviceId);
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
      const again = wanted.size > 1 ? await askableAlone([...wanted.keys()], error) : [];
      for (const [kind, one] of wanted) {
        if (again.includes(kind)) void askForOne(kind, one);
        else one.reject(error);
      }
    }
  }
}

/** `hint`: what encoders are to keep, when they cannot keep all (W3C mst-content-hint). */
function captured(source: CaptureSource, track: MediaStreamTrack, hint: string): Captured {
  track.contentHint = hint;
  const over = new AbortController();
  // Of cameras the browser hears by itself.
  if (source === 'microphone') keepLooking(over.signal);
  track.addEventListener('ended', () => over.abort(), { once: true });
  const stop = () => {
    over.abort();
    track.stop();
  };
  return { track, media: new StreamMedia(source, track), deviceId: track.getSettings().deviceId ?? '', stop };
}

function microphone(track: MediaStreamTrack, processing: SoundProcessing): Captured {
  return { ...captured('microphone', track, soundHint(processing)), process: (wish) => process(track, wish) };
}

/** Chromium takes every wish of a microphone that is open, and follows none: what it does is in its settings. */
async function process(track: MediaStreamTrack, processing: SoundProcessing): Promise<boolean> {
  const wanted = sound(processing);
  try {
    await track.applyConstraints(wanted);
  } catch {
    return false;
  }
  const settings: MediaTrackSettings = track.getSettings();
  const isDone = processings.every((name) => settings[name] === undefined || Boolean(settings[name]) === wanted[name]);
  if (isDone) track.contentHint = soundHint(processing);
  return isDone;
}

/**
 * What can be asked for alone after both together were not to be had. Who refused both is not asked for each again; but
 * one that is blocked takes nothing away from the other.
 */
async function askableAlone(wanted: readonly Kind[], error: unknown): Promise<readonly Kind[]> {
  if (!isNamed(error, 'NotAllowedError')) return wanted;
  const states = new Map(await Promise.all(wanted.map(async (kind) => [kind, await permissionOf(sources[kind])] as const)));
  const isBlocked = (kind: Kind) => states.get(kind) === 'denied';
  return wanted.filter((kind) => states.get(kind) === 'granted' || (!isBlocked(kind) && wanted.some(isBlocked)));
}

async function askForOne(kind: Kind, one: Wanted): Promise<void> {
  const wanted = new Map([[kind, one]]);
  try {
    settle(wanted, await getUserMedia(wanted));
  } catch (error) {
    one.reject(error);
  }
}

/** A chosen device that is there no more is overconstrained, and any other will do. */
async function getUserMedia(wanted: Request): Promise<MediaStream> {
  const constraints = [...wanted].map(([kind, one]) => [kind, one.constraints]);
  try {
    return await navigator.mediaDevices.getUserMedia(Object.fromEntries(constraints) as MediaStreamConstraints);
  } catch (error) {
    if (!isNamed(error, 'OverconstrainedError') || ![...wanted.values()].some(isChoosy)) throw error;
    const ids = await presentIds();
    const isGone = ({ constraints }: Wanted) => constraints !== true && constraints.deviceId !== undefined && !ids.includes(chosenId(constraints));
    // The browser does not say whose wish it was. What is chosen and there stays.
    const isAtFault = [...wanted.values()].some(isGone) ? isGone : isChoosy;
    return getUserMedia(new Map([...wanted].map(([kind, one]) => [kind, isAtFault(one) ? { ...one, constraints: loosened(one.constraints) } : one])));
  }
}

function chosenId({ deviceId }: MediaTrackConstraints): string {
  return (deviceId as { readonly exact: string }).exact;
}

function isChoosy({ constraints }: Wanted): boolean {
  return constraints !== true;
}

/** First any other device, then one that is nothing of what was wished for. */
function loosened(constraints: Wanted['constraints']): Wanted['constraints'] {
  if (constraints === true || !constraints.deviceId) return true;
  const { deviceId: _gone, ...others } = constraints;
  return others;
}

/** Chromium may grant one of two, and says nothing of the one that the page's frame may not use. */
function settle(wanted: Request, stream: MediaStream): void {
  for (const track of stream.getTracks()) wanted.get(track.kind as Kind)?.resolve(track);
  for (const { reject } of wanted.values()) reject(new DOMException('Not among what was granted', 'NotAllowedError'));
}

const processings = ['echoCancellation', 'noiseSuppression', 'autoGainControl'] as const;

function sound(processing: SoundProcessing): MediaTrackConstraints {
  const { music } = processing;
  const wanted = Object.fromEntries(processings.map((name) => [name, processing[name] && !music]));
  return music ? { ...wanted, channelCount: 2 } : wanted;
}

function soundHint({ music }: SoundProcessing): string {
  return music ? 'music' : 'speech';
}

function picture({ resolution, frameRate }: CaptureSettings): MediaTrackConstraints {
  const height = resolutions[resolution];
  return { height: { ideal: height }, width: { ideal: Math.round((height * 16) / 9) }, frameRate: { ideal: frameRate } };
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
