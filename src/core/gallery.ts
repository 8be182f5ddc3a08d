import { mediaKey, previewId } from './call-state.ts';
import type { Captured } from './capture.ts';
import type { Media, ParticipantId, Source } from './transport.ts';

type Pictures = ReadonlyMap<string, Media>;

/** All pictures and sounds of a call, by {@link mediaKey}. Each change makes a new map. */
export class Gallery {
  readonly #publish: (media: Pictures) => void;
  #media: Pictures = new Map();

  constructor(publish: (media: Pictures) => void) {
    this.#publish = publish;
  }

  set(id: ParticipantId, source: Source, media: Media | undefined): void {
    const all = new Map(this.#media);
    if (media) all.set(mediaKey(id, source), media);
    else all.delete(mediaKey(id, source));
    this.#change(all);
  }

  /** One's own, under one's id or, before a call, that of the preview. */
  setLocal(id: ParticipantId | undefined, captured: readonly Captured[]): void {
    const own = id ?? previewId;
    const all = new Map(this.#without(own, previewId));
    for (const { media } of captured) all.set(mediaKey(own, media.source), media);
    this.#change(all);
  }

  forget(id: ParticipantId): void {
    this.#change(this.#without(id));
  }

  clear(): void {
    this.#change(new Map());
  }

  #without(...ids: readonly ParticipantId[]): Pictures {
    return new Map([...this.#media].filter(([key]) => !ids.some((id) => key.startsWith(`${id}/`))));
  }

  #change(media: Pictures): void {
    this.#media = media;
    this.#publish(media);
  }
}
