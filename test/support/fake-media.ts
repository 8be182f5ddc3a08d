import type { Capture, Captured, CaptureSource } from '../../src/core/capture.ts';
import { RtcError } from '../../src/core/errors.ts';
import type { Media, Source } from '../../src/core/transport.ts';

/** A MediaStreamTrack as far as the core looks at one, where there are no real ones. */
export class FakeTrack extends EventTarget {
  readonly kind: string;
  readonly id = crypto.randomUUID();
  enabled = true;
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

  /** The device goes away by itself. */
  lose(): void {
    this.stop();
    this.dispatchEvent(new Event('ended'));
  }

  get asTrack(): MediaStreamTrack {
    return this as unknown as MediaStreamTrack;
  }
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
  readonly prompts: Prompt[] = [];
  /** Every track that was handed out. */
  readonly tracks: FakeTrack[] = [];

  open(source: CaptureSource, signal: AbortSignal, deviceId: string): Promise<Captured> {
    return new Promise((resolve, reject) => {
      const grant = () => {
        const track = new FakeTrack(source === 'camera' ? 'video' : 'audio');
        this.tracks.push(track);
        resolve({ track: track.asTrack, media: fakeMedia(source), deviceId, stop: () => track.stop() });
        return track;
      };
      if (this.asks) this.prompts.push({ source, signal, deviceId, grant, deny: reject });
      else grant();
    });
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
