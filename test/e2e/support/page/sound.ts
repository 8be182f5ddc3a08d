import { untilFound } from './waiting.ts';

/** Of full scale; a silent track stays far below. */
const audible = 0.005;

const everPlayed = new Set<HTMLAudioElement>();

/** Elements that play sound need not be in the page: they are noticed when they begin. */
export function noticeSound(): void {
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () {
    if (this instanceof HTMLAudioElement) everPlayed.add(this);
    return play.call(this);
  };
}

export function soundsPlaying(): HTMLAudioElement[] {
  return [...everPlayed].filter(({ srcObject, paused, muted, volume }) => srcObject && !paused && !muted && volume > 0);
}

/** Resolves once exactly this many streams play aloud, and each was more than silence. `patience` in milliseconds. */
export async function hears(count: number, patience: number): Promise<void> {
  const context = new AudioContext();
  const meters = new Map<HTMLAudioElement, AnalyserNode>();
  const heard = new Set<HTMLAudioElement>();
  const what = () => `${count} voices: ${soundsPlaying().length} play, ${heard.size} are more than silence, the context is ${context.state}`;
  const listen = () => {
    const playing = soundsPlaying();
    for (const element of playing) {
      const meter = meters.get(element) ?? meterOf(element, context);
      meters.set(element, meter);
      if (peakOf(meter) > audible) heard.add(element);
    }
    return playing.length === count && playing.every((element) => heard.has(element));
  };
  await untilFound(what, performance.now() + patience, listen).finally(() => context.close());
}

function meterOf(element: HTMLAudioElement, context: AudioContext): AnalyserNode {
  const meter = new AnalyserNode(context, { fftSize: 2048 });
  context.createMediaStreamSource(element.srcObject as MediaStream).connect(meter);
  return meter;
}

function peakOf(meter: AnalyserNode): number {
  const samples = new Float32Array(meter.fftSize);
  meter.getFloatTimeDomainData(samples);
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
}
