import type { Media } from '../../src/core/transport.ts';

/** An audio track with another tone on either side, in noise that is hard to say in few bits, until `signal` aborts. */
export function twoTones(frequencies: readonly [number, number], signal: AbortSignal): MediaStreamTrack {
  const context = new AudioContext();
  const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 2 });
  const merger = new ChannelMergerNode(context, { numberOfInputs: 2 });
  merger.connect(destination);
  for (const [side, frequency] of frequencies.entries()) {
    const tone = new OscillatorNode(context, { frequency });
    tone.connect(merger, 0, side);
    tone.start();
    const hiss = new AudioBufferSourceNode(context, { buffer: noise(context), loop: true });
    hiss.connect(merger, 0, side);
    hiss.start();
  }
  const track = destination.stream.getAudioTracks()[0]!;
  signal.addEventListener('abort', () => {
    track.stop();
    void context.close();
  });
  return track;
}

function noise(context: BaseAudioContext): AudioBuffer {
  const buffer = new AudioBuffer({ length: context.sampleRate, sampleRate: context.sampleRate });
  buffer.copyToChannel(Float32Array.from({ length: buffer.length }, () => (Math.random() - 0.5) * 0.1), 0);
  return buffer;
}

/** What arrives on the left and on the right. */
export class Channels {
  readonly #context = new AudioContext();
  readonly #ears: readonly AnalyserNode[];

  constructor(media: Media, signal: AbortSignal) {
    const splitter = new ChannelSplitterNode(this.#context, { numberOfOutputs: 2 });
    this.#ears = [0, 1].map((side) => {
      const ear = new AnalyserNode(this.#context, { fftSize: 2048, smoothingTimeConstant: 0 });
      splitter.connect(ear, side);
      return ear;
    });
    this.#context.createMediaStreamSource(media.stream).connect(splitter);
    // Chromium decodes a remote track for Web Audio only while an element plays it too.
    const audio = document.createElement('audio');
    audio.muted = audio.autoplay = true;
    const detach = media.attach(audio);
    signal.addEventListener('abort', () => {
      detach();
      void this.#context.close();
    });
  }

  /** The loudest frequency on each side, of `known`. */
  loudestOf(known: readonly number[]): number[] {
    return this.#ears.map((ear) => {
      const levels = new Float32Array(ear.frequencyBinCount);
      ear.getFloatFrequencyData(levels);
      const level = (frequency: number) => levels[Math.round((frequency * ear.fftSize) / this.#context.sampleRate)] ?? -Infinity;
      return known.reduce((loudest, frequency) => (level(frequency) > level(loudest) + 6 ? frequency : loudest));
    });
  }
}
