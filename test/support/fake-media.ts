import type { Capture, Captured, CaptureSource, SharedScreen, SoundProcessing } from '../../src/core/capture.ts';
import { RtcError } from '../../src/core/errors.ts';
import type { Media, Source } from '../../src/core/transport.ts';

/** A MediaStreamTrack as far as the core looks at one, where there are no real ones. */
export class FakeTrack extends EventTarget {
  readonly kind: string;
  readonly id = crypto.randomUUID();
  enabled = true;
  label = '';
  muted = false;
  readyState: MediaStreamTrackState = 'live';
  readonly clones: FakeTrack[] = [];

  constructor(kind = 'video') {
    super();
    this.kind = kind;
  }

  stop(): void {
    this.readyState = 'ended';
  }

  clone(): FakeTrack {
    const clone = new FakeTrack(this.kind);
    this.clones.push(clone);
    return clone;
  }

  /** It has nothing to give at the moment, or has again. */
  becomeMuted(muted: boolean): void {
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
  }

  /** The device goes away by itself. */
  lose(): void {
    this.stop();
    this.dispatchEvent(new Event('ended'));
  }

  get asTrack(): MediaStreamTrack {
    return this as unknown as MediaStreamTrack;
  }
}

/** A picker of screens, as long as nobody chose. */
export interface Picker {
  readonly signal: AbortSignal;
  /** Chooses a screen, with its sound or without. */
  choose(options?: { readonly sound?: boolean }): void;
  cancel(): void;
  fail(error: Error): void;
}

/** A browser that asks, as long as nobody answered. */
export interface Prompt {
  readonly source: CaptureSource;
  readonly signal: AbortSignal;
  readonly deviceId: string;
  grant(): FakeTrack;
  deny(error: Error): void;
}

/** Devices without a browser. Grants everything at once, unless told to ask. */
export class FakeCapture implements Capture {
  /** True: every `open` waits until its prompt is answered. */
  asks = false;
  /** False: how sound is processed can only be said on opening. */
  processes = true;
  /** What was last said of that, on opening or later. */
  processing: SoundProcessing | undefined;
  /** Devices of these ids are not there; the browser takes another. */
  gone: readonly string[] = [];
  substitute = '';
  readonly prompts: Prompt[] = [];
  readonly pickers: Picker[] = [];
  /** Every track that was handed out. */
  readonly tracks: FakeTrack[] = [];

  open(source: CaptureSource, signal: AbortSignal, deviceId: string, processing?: SoundProcessing): Promise<Captured> {
    return new Promise((resolve, reject) => {
      const grant = () => {
        const isGone = this.gone.includes(deviceId);
        if (isGone) deviceId = this.substitute;
        const track = new FakeTrack(source === 'camera' ? 'video' : 'audio');
        track.label = `The ${deviceId || 'usual'} ${source}`;
        this.tracks.push(track);
        if (source === 'microphone') this.processing = processing;
        const process = (wish: SoundProcessing) => {
          if (this.processes) this.processing = wish;
          return Promise.resolve(this.processes);
        };
        resolve({ track: track.asTrack, media: fakeMedia(source), deviceId, process, stop: () => track.stop() });
        return track;
      };
      if (this.asks) this.prompts.push({ source, signal, deviceId, grant, deny: reject });
      else grant();
    });
  }

  share(signal: AbortSignal): Promise<SharedScreen> {
    return new Promise((resolve, reject) => {
      const choose = ({ sound = true } = {}) => {
        const tracks = (sound ? (['video', 'audio'] as const) : (['video'] as const)).map((kind) => new FakeTrack(kind));
        const [picture, heard] = tracks;
        this.tracks.push(...tracks);
        const stop = () => tracks.forEach((track) => track.stop());
        resolve({
          picture: { track: picture!.asTrack, media: fakeMedia('screen'), deviceId: '', stop },
          sound: heard && { track: heard.asTrack, media: fakeMedia('screen-audio'), deviceId: '', stop: () => heard.stop() },
        });
      };
      const cancel = () => reject(new RtcError('share-cancelled', 'No screen was chosen'));
      if (this.asks) this.pickers.push({ signal, choose, cancel, fail: reject });
      else choose();
    });
  }

  /** Whether another can take the place of a device that goes away. */
  others = false;

  isReplaceable(): Promise<boolean> {
    return Promise.resolve(this.others);
  }

  /** There are two speakers. */
  checkSpeaker(deviceId: string): Promise<void> {
    const exists = ['', 'desk', 'headset'].includes(deviceId);
    return exists ? Promise.resolve() : Promise.reject(new RtcError('media-not-found', `No speaker ${deviceId}`));
  }

  /** The tracks whose device is still open. */
  get hot(): FakeTrack[] {
    return this.tracks.filter((track) => track.readyState === 'live');
  }
}

function fakeMedia(source: Source): Media {
  return { source, stream: undefined as unknown as MediaStream, attach: () => () => undefined };
}
