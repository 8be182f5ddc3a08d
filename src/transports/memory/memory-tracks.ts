import { onAbort } from '../../core/abort.ts';
import type { Publication, PublishOptions, Source } from '../../core/transport.ts';

/** What a participant sends, until it leaves. */
export class MemoryTracks {
  readonly #tracks = new Map<Source, MediaStreamTrack>();
  readonly #changed: (source: Source) => void;
  readonly #signal: AbortSignal;

  /** `changed` is told of a source that is on or off, or goes on with another track. */
  constructor(changed: (source: Source) => void, signal: AbortSignal) {
    this.#changed = changed;
    this.#signal = signal;
  }

  get sources(): readonly Source[] {
    return [...this.#tracks.keys()];
  }

  get(source: Source): MediaStreamTrack | undefined {
    return this.#tracks.get(source);
  }

  publish(track: MediaStreamTrack, { source, signal }: PublishOptions): Publication {
    let [current, muted] = [track, false];
    const show = () => {
      if (signal.aborted || this.#signal.aborted) return;
      if (muted) this.#tracks.delete(source);
      else this.#tracks.set(source, current);
      this.#changed(source);
    };
    onAbort(signal, () => {
      this.#tracks.delete(source);
      if (!this.#signal.aborted) this.#changed(source);
    });
    show();
    return {
      replace: (next) => {
        current = next;
        return Promise.resolve(show());
      },
      mute: (wish) => {
        muted = wish;
        return Promise.resolve(show());
      },
    };
  }
}
