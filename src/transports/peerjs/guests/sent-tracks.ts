import { onAbort } from '../../../core/abort.ts';
import type { Publication, PublishOptions, Source } from '../../../core/transport.ts';

/** What goes to a guest: by kind, and kilobits per second of the video at most. */
export interface Sent {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
  readonly maxBitrate: number | undefined;
}

/** What this page sends to stock PeerJS clients, who know one picture and one sound: a screen comes before a camera. */
export class SentTracks {
  readonly #tracks = new Map<Source, MediaStreamTrack>();
  readonly #changed: () => void;
  #maxBitrate: number | undefined;

  constructor(maxBitrate: number | undefined, changed: () => void) {
    this.#maxBitrate = maxBitrate;
    this.#changed = changed;
  }

  /** Kilobits per second and video; undefined leaves it to the browser. */
  get maxBitrate(): number | undefined {
    return this.#maxBitrate;
  }

  set maxBitrate(wish: number | undefined) {
    this.#maxBitrate = wish;
    this.#changed();
  }

  get forGuests(): Sent {
    const track = (source: Source) => this.#tracks.get(source) ?? null;
    return { audio: track('microphone'), video: track('screen') ?? track('camera'), maxBitrate: this.#maxBitrate };
  }

  /** Follows what is done to `publication`, which carries the track to members. */
  publish(track: MediaStreamTrack, { source, signal }: PublishOptions, publication: Publication): Publication {
    let [current, isMuted] = [track, false];
    const apply = () => {
      if (isMuted || signal.aborted) this.#tracks.delete(source);
      else this.#tracks.set(source, current);
      this.#changed();
    };
    onAbort(signal, apply);
    apply();
    return {
      replace: async (next) => {
        current = next;
        apply();
        await publication.replace(next);
      },
      mute: async (muted) => {
        isMuted = muted;
        apply();
        await publication.mute(muted);
      },
    };
  }
}
