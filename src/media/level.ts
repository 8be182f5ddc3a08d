import { onAbort } from '../core/abort.ts';

/** What is barely heard, in dB relative to full scale. */
const silence = -60;

/** Tells how loud a stream is, from 0 to 1, as often as the page is drawn, until `signal` aborts. */
export function watchLevel(stream: MediaStream, changed: (level: number) => void, signal: AbortSignal): void {
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
