import { onAbort } from '../../../core/abort.ts';
import type { Publication, PublishOptions, Source } from '../../../core/transport.ts';

/** What this page sends to stock PeerJS clients, who know one picture and one sound: a screen comes before a camera. */
export class SentTracks {
  readonly #tracks = new Map<Source, MediaStreamTrack>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get forGuests(): Record<'audio' | 'video', MediaStreamTrack | null> {
    const track = (source: Source) => this.#tracks.get(source) ?? null;
    return { audio: track('microphone'), video: track('screen') ?? track('camera') };
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
