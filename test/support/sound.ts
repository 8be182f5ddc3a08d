import type { Media } from '../../src/core/transport.ts';

/** Decibels of the loudest frequency below which there is silence. */
const silence = -60;

/** An audio track that hums at `frequency` hertz until `signal` aborts. */
export function tone(frequency: number, signal: AbortSignal): MediaStreamTrack {
  const context = new AudioContext();
  const destination = context.createMediaStreamDestination();
  const oscillator = new OscillatorNode(context, { frequency });
  oscillator.connect(destination);
  oscillator.start();
  const track = destination.stream.getAudioTracks()[0]!;
  signal.addEventListener('abort', () => {
    track.stop();
    void context.close();
  });
  return track;
}

/** Listens to what a transport delivered. */
export class Ear {
  readonly #media: Media;
  readonly #patience: number;
  readonly #context = new AudioContext();
  readonly #analyser = new AnalyserNode(this.#context, { fftSize: 2048, smoothingTimeConstant: 0 });

  constructor(media: Media, patience: number, signal: AbortSignal) {
    this.#media = media;
    this.#patience = patience;
    // Chromium decodes a remote track for Web Audio only while an element plays it too.
    const audio = document.createElement('audio');
    audio.muted = true;
    audio.autoplay = true;
    const detach = media.attach(audio);
    signal.addEventListener('abort', () => {
      detach();
      void this.#context.close();
    });
  }

  /** Resolves when the loudest frequency is `frequency` hertz. */
  hears(frequency: number): Promise<void> {
    const step = this.#context.sampleRate / this.#analyser.fftSize;
    return new Promise((resolve, reject) => {
      let loudest = { frequency: 0, level: -Infinity };
      let hearing: { track: MediaStreamTrack; source: MediaStreamAudioSourceNode } | undefined;
      const timer = setTimeout(() => {
        cancelAnimationFrame(request);
        hearing?.source.disconnect();
        const { state } = this.#context;
        reject(new Error(`Waited in vain for ${frequency} Hz: last ${JSON.stringify(loudest)}, context ${state}`));
      }, this.#patience);
      const listen = () => {
        hearing = this.#listenToCurrent(hearing);
        loudest = this.#loudest();
        if (loudest.level > silence && Math.abs(loudest.frequency - frequency) < 2 * step) {
          clearTimeout(timer);
          hearing?.source.disconnect();
          resolve();
        } else {
          request = requestAnimationFrame(listen);
        }
      };
      let request = requestAnimationFrame(listen);
    });
  }

  // Unlike an element, a source node stays with the track that the stream had first (Web Audio §1.24).
  #listenToCurrent(hearing: { track: MediaStreamTrack; source: MediaStreamAudioSourceNode } | undefined): typeof hearing {
    const track = this.#media.stream.getAudioTracks()[0];
    if (hearing?.track === track || !track) return hearing;
    hearing?.source.disconnect();
    const source = this.#context.createMediaStreamSource(this.#media.stream);
    source.connect(this.#analyser);
    return { track, source };
  }

  #loudest(): { frequency: number; level: number } {
    const levels = new Float32Array(this.#analyser.frequencyBinCount);
    this.#analyser.getFloatFrequencyData(levels);
    const level = Math.max(...levels);
    return { frequency: levels.indexOf(level) * (this.#context.sampleRate / this.#analyser.fftSize), level };
  }
}
