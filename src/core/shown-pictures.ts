import type { Media, ParticipantId, ShownHeights, VideoSource } from './transport.ts';

export interface ShownPicture {
  readonly id: ParticipantId;
  readonly source: VideoSource;
  /** In device pixels; 0 where it cannot be seen. */
  readonly height: number;
}

/** What is shown smaller may soon be larger again: milliseconds until it is believed. */
const patience = 1000;
/** Sizes are told in steps, so that not every pixel is news. */
const steps = [0, 90, 180, 270, 360, 540, 720, 1080, 1440, 2160];
/** In a place that does not tell how tall it is: no picture is taller. */
const whole = 16_384;

/** How tall the pictures of each participant are shown in this page: the largest of all places counts. */
export class ShownPictures {
  readonly #tell: (id: ParticipantId, heights: ShownHeights) => void;
  readonly #places = new Map<object, ShownPicture>();
  readonly #told = new Map<ParticipantId, ShownHeights>();
  readonly #waiting = new Map<ParticipantId, ReturnType<typeof setTimeout>>();

  constructor(tell: (id: ParticipantId, heights: ShownHeights) => void) {
    this.#tell = tell;
  }

  set(place: object, picture: ShownPicture | undefined): void {
    const before = this.#places.get(place);
    if (picture) this.#places.set(place, picture);
    else this.#places.delete(place);
    for (const id of new Set([before?.id, picture?.id])) if (id !== undefined) this.#changed(id);
  }

  /** Media of somebody, to give out: as long as it is attached somewhere without a word of how tall, the whole picture is wanted. */
  offer(id: ParticipantId, media: Media): Media {
    const { source } = media;
    if (source !== 'camera' && source !== 'screen') return media;
    return {
      source,
      get stream() {
        return media.stream;
      },
      attach: (element, place) => {
        const detach = media.attach(element);
        if (!place) this.set(detach, { id, source, height: whole });
        return () => {
          detach();
          this.set(detach, undefined);
        };
      },
    };
  }

  /** Somebody came, to whom nothing was told, or no more is known of it. */
  introduce(id: ParticipantId): void {
    this.#told.delete(id);
    this.#changed(id);
  }

  #changed(id: ParticipantId): void {
    const [told, now] = [this.#told.get(id) ?? {}, this.#heights(id)];
    clearTimeout(this.#waiting.get(id));
    this.#waiting.delete(id);
    const names = Object.keys(now) as VideoSource[];
    if (names.every((name) => now[name] === told[name])) return;
    // Nobody is to wait for a larger picture.
    if (names.some((name) => (now[name] ?? 0) > (told[name] ?? 0))) this.#say(id, now);
    else this.#waiting.set(id, setTimeout(() => this.#say(id, now), patience));
  }

  #say(id: ParticipantId, heights: ShownHeights): void {
    this.#waiting.delete(id);
    this.#told.set(id, heights);
    this.#tell(id, heights);
  }

  /** Of what was shown once it is known that it is not shown now; of the rest nothing is known. */
  #heights(id: ParticipantId): ShownHeights {
    const heights: Partial<Record<VideoSource, number>> = {};
    for (const source of Object.keys(this.#told.get(id) ?? {}) as VideoSource[]) heights[source] = 0;
    for (const picture of this.#places.values()) {
      if (picture.id !== id) continue;
      heights[picture.source] = Math.max(heights[picture.source] ?? 0, step(picture.height));
    }
    return heights;
  }
}

/** The next step up. */
function step(height: number): number {
  return steps.find((one) => one >= height) ?? Math.ceil(height);
}
