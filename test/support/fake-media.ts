import type { Capture, Captured, CaptureSource } from '../../src/core/capture.ts';
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

  open(source: CaptureSource, signal: AbortSignal): Promise<Captured> {
    return new Promise((resolve, reject) => {
      const grant = () => {
        const track = new FakeTrack(source === 'camera' ? 'video' : 'audio');
        this.tracks.push(track);
        resolve({ track: track.asTrack, media: fakeMedia(source), stop: () => track.stop() });
        return track;
      };
      if (this.asks) this.prompts.push({ source, signal, grant, deny: reject });
      else grant();
    });
  }

  /** The tracks whose device is still open. */
  get hot(): FakeTrack[] {
    return this.tracks.filter((track) => track.readyState === 'live');
  }
}

function fakeMedia(source: Source): Media {
  return { source, stream: undefined as unknown as MediaStream, attach: () => () => undefined };
}
