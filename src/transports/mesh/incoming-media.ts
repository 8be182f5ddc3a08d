import { StreamMedia } from '../../core/stream-media.ts';
import { type Source, sources } from '../../core/transport.ts';
import type { Link } from './link.ts';

/**
 * What one participant shows and says. It follows their word alone: a track that is not sent looks frozen or silent,
 * and nothing it does by itself tells which. An object stays the same from on to off, across links.
 */
export class IncomingMedia {
  readonly #changed: (source: Source, media: StreamMedia | undefined) => void;
  readonly #media = new Map<Source, StreamMedia>();

  constructor(changed: (source: Source, media: StreamMedia | undefined) => void) {
    this.#changed = changed;
  }

  /** `on`: the sources that are on, as the other says, and that may be shown here. */
  show(link: Link, on: readonly Source[]): void {
    for (const source of sources) {
      const track = on.includes(source) ? link.slots.incoming(source) : undefined;
      const media = this.#media.get(source);
      if (track && media) media.setTrack(track);
      else if (track) this.#begin(source, track);
      else if (media) this.#end(source);
    }
  }

  /** The participant is gone, and what it showed with it: should it return, all is told again. */
  forget(): void {
    this.#media.clear();
  }

  #begin(source: Source, track: MediaStreamTrack): void {
    const media = new StreamMedia(source, track);
    this.#media.set(source, media);
    this.#changed(source, media);
  }

  #end(source: Source): void {
    this.#media.delete(source);
    this.#changed(source, undefined);
  }
}
