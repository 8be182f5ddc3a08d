import type { Media, Source } from './transport.ts';

/** Media whose one MediaStream stays while its track is exchanged, so that no element ever has to be told. */
export class StreamMedia implements Media {
  readonly source: Source;
  #stream: MediaStream | undefined;
  #track: MediaStreamTrack | undefined;
  readonly #elements = new Set<HTMLMediaElement>();

  constructor(source: Source, track?: MediaStreamTrack) {
    this.source = source;
    this.#track = track;
  }

  get stream(): MediaStream {
    this.#stream ??= new MediaStream(this.#track ? [this.#track] : []);
    return this.#stream;
  }

  setTrack(track: MediaStreamTrack): void {
    if (track === this.#track) return;
    const before = this.#track;
    this.#track = track;
    if (!this.#stream) return;
    // Firefox never shows a track that came while another was there. In one task, no element notices the gap.
    if (before) this.#stream.removeTrack(before);
    this.#stream.addTrack(track);
    // Firefox pauses what shows a track that ended, and does not always go on by itself when another comes.
    for (const element of this.#elements) if (element.autoplay && element.paused) element.play().catch(() => undefined);
  }

  attach(element: HTMLMediaElement): () => void {
    element.srcObject = this.stream;
    this.#elements.add(element);
    return () => {
      this.#elements.delete(element);
      if (element.srcObject === this.stream) element.srcObject = null;
    };
  }
}
