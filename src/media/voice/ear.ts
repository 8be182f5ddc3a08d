import { featuresOf, type SoundFeatures } from './sound-features.ts';

/** Samples that are looked at in one go: at 48 kHz 85 ms, and an ear is asked more often than that. */
const fftSize = 4096;

/** Chromium lets go of no source, nor of its track, for as long as the context lives (seen in 156). */
const mostSources = 64;
const sourcesIn = new WeakMap<BaseAudioContext, number>();

/** Whether a context holds so many sources that another one had better take its place. */
export function isWornOut(context: AudioContext): boolean {
  return (sourcesIn.get(context) ?? 0) >= mostSources;
}

/** Hears one track after another: those of one microphone. */
export class Ear {
  readonly #analyser: AnalyserNode;
  readonly #samples = new Float32Array(fftSize);
  #track: MediaStreamTrack | undefined;
  #source: MediaStreamAudioSourceNode | undefined;

  constructor(context: AudioContext) {
    this.#analyser = new AnalyserNode(context, { fftSize });
  }

  /** What was heard last of `track`. */
  hear(track: MediaStreamTrack | undefined): SoundFeatures[] {
    this.#turnTo(track);
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return featuresOf(this.#samples, this.#analyser.context.sampleRate);
  }

  close(): void {
    this.#source?.disconnect();
  }

  #open(track: MediaStreamTrack): MediaStreamAudioSourceNode {
    const context = this.#analyser.context as AudioContext;
    sourcesIn.set(context, (sourcesIn.get(context) ?? 0) + 1);
    const source = new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([track]) });
    source.connect(this.#analyser);
    return source;
  }

  // A source stays with the track that its stream had first (Web Audio §1.24).
  #turnTo(track: MediaStreamTrack | undefined): void {
    if (track === this.#track) return;
    this.#track = track;
    this.#source?.disconnect();
    this.#source = track && this.#open(track);
  }
}
