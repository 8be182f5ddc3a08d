import { onAbort } from '../core/abort.ts';
import type { Media } from '../core/transport.ts';

/** What is barely heard, in dB relative to full scale. */
const silence = -60;

/** Tells how loud what it follows is, from 0 to 1, as often as the page is drawn. */
export class LevelWatch {
  readonly #changed: (level: number) => void;
  #followed: Media | undefined;
  #watching: AbortController | undefined;

  constructor(changed: (level: number) => void) {
    this.#changed = changed;
  }

  /** This, and nothing else from now on. */
  follow(media: Media | undefined): void {
    if (media === this.#followed) return;
    this.#followed = media;
    this.#watching?.abort();
    if (!media) return;
    this.#watching = new AbortController();
    watchLevel(media.stream, this.#changed, this.#watching.signal);
  }
}

function watchLevel(stream: MediaStream, changed: (level: number) => void, signal: AbortSignal): void {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  const source = context.createMediaStreamSource(stream);
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const look = () => {
    if (signal.aborted) return;
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    changed(Math.min(1, Math.max(0, 1 - (10 * Math.log10(power)) / silence)));
    requestAnimationFrame(look);
  };
  look();
  onAbort(signal, () => {
    source.disconnect();
    void context.close();
  });
}
