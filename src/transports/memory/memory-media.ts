import { StreamMedia } from '../../core/stream-media.ts';
import type { Media, Source } from '../../core/transport.ts';

interface Shown {
  readonly media: StreamMedia;
  original: MediaStreamTrack;
  copy: MediaStreamTrack;
}

/** What one participant shows another: one stream per source, with copies of the tracks, as a wire would make them. */
export class MemoryMedia {
  readonly #shown = new Map<Source, Shown>();

  /** Shows `track`, or nothing. Calls `tell` if the source went on or off by that, not if only the track is another. */
  show(source: Source, track: MediaStreamTrack | undefined, tell: (media: Media | undefined) => void): void {
    const shown = this.#shown.get(source);
    if (track && shown) exchange(shown, track);
    else if (track) tell(this.#start(source, track));
    else if (shown) {
      this.#stop(source, shown);
      tell(undefined);
    }
  }

  /** Shows nothing any more; calls `tell` for each source that was on. */
  stop(tell: (source: Source) => void = () => undefined): void {
    for (const [source, shown] of this.#shown) {
      this.#stop(source, shown);
      tell(source);
    }
  }

  #start(source: Source, original: MediaStreamTrack): Media {
    const copy = original.clone();
    const media = new StreamMedia(source, copy);
    this.#shown.set(source, { media, original, copy });
    return media;
  }

  // A copy keeps the device open as long as it lives.
  #stop(source: Source, shown: Shown): void {
    shown.copy.stop();
    this.#shown.delete(source);
  }
}

function exchange(shown: Shown, track: MediaStreamTrack): void {
  if (track === shown.original) return;
  const before = shown.copy;
  shown.original = track;
  shown.copy = track.clone();
  shown.media.setTrack(shown.copy);
  before.stop();
}
