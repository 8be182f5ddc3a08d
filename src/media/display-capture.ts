import { abortable } from '../core/abort.ts';
import type { Captured, SharedScreen } from '../core/capture.ts';
import { RtcError, type RtcErrorCode } from '../core/errors.ts';
import { StreamMedia } from '../core/stream-media.ts';

/** What W3C screen-capture and Chromium have beyond the types of TypeScript. Unknown wishes are passed over. */
interface DisplayOptions extends DisplayMediaStreamOptions {
  readonly systemAudio: 'include';
  readonly selfBrowserSurface: 'exclude';
  readonly surfaceSwitching: 'include';
}

const options: DisplayOptions = {
  video: { frameRate: { max: 30 } },
  // As it is, and without what this page plays: nobody wants to hear themselves from there.
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false, restrictOwnAudio: true } as MediaTrackConstraints,
  systemAudio: 'include',
  selfBrowserSurface: 'exclude',
  surfaceSwitching: 'include',
};

/** What the browser means by the name of its error (W3C screen-capture §5.1). */
const codes: Readonly<Record<string, RtcErrorCode>> = {
  NotFoundError: 'media-not-found',
  NotReadableError: 'media-in-use',
  AbortError: 'media-in-use',
  // It asks only in the moments after a gesture.
  InvalidStateError: 'media-denied',
};

/** Whether the browser can share a screen; telephones cannot. */
export function canShareScreen(): boolean {
  return 'getDisplayMedia' in ((navigator as { mediaDevices?: MediaDevices }).mediaDevices ?? {});
}

/** Lets the person choose a screen, a window or a tab, as {@link Capture.share} does. */
export async function shareScreen(signal: AbortSignal): Promise<SharedScreen> {
  if (!globalThis.isSecureContext) throw new RtcError('insecure-context', 'A screen is shared in secure contexts only: https:, or http: on localhost');
  if (!canShareScreen()) throw new RtcError('unsupported-browser', 'This browser cannot share a screen');
  const granted = navigator.mediaDevices.getDisplayMedia(options);
  // The picker may outlive the wish.
  granted.then(
    (stream) => signal.aborted && stopAll(stream),
    () => undefined,
  );
  try {
    return shared(await abortable(granted, signal));
  } catch (error) {
    throw signal.aborted ? error : shareError(error);
  }
}

function shared(stream: MediaStream): SharedScreen {
  const [picture, sound] = [stream.getVideoTracks()[0], stream.getAudioTracks()[0]];
  if (!picture) {
    stopAll(stream);
    throw new RtcError('media-not-found', 'The browser gave no picture');
  }
  // Text is to be read: sharp before smooth (W3C mst-content-hint §5).
  picture.contentHint = 'detail';
  if (sound) sound.contentHint = 'music';
  return {
    picture: captured('screen', picture, () => stopAll(stream)),
    sound: sound && captured('screen-audio', sound, () => sound.stop()),
  };
}

function captured(source: 'screen' | 'screen-audio', track: MediaStreamTrack, stop: () => void): Captured {
  return { track, media: new StreamMedia(source, track), deviceId: track.getSettings().deviceId ?? '', stop };
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Browsers say of a picker that was closed what they say of a permission that was refused. */
function shareError(error: unknown): RtcError {
  const name = error instanceof Error ? error.name : '';
  if (name !== 'NotAllowedError') {
    const code = codes[name];
    return code ? new RtcError(code, `The screen could not be shared: ${name}`, { cause: error }) : RtcError.from(error);
  }
  const { featurePolicy } = document as { featurePolicy?: { allowsFeature(name: string): boolean } };
  if (featurePolicy?.allowsFeature('display-capture') === false) {
    return new RtcError('permission-policy', 'The frame may not share a screen: <iframe allow="display-capture">', { cause: error });
  }
  // Of a system that forbids it, Chromium says so in words only.
  const isSystem = error instanceof Error && error.message.includes('by system');
  if (isSystem) return new RtcError('media-denied', 'The system does not let this browser see the screen', { cause: error });
  return new RtcError('share-cancelled', 'No screen was chosen', { cause: error });
}
