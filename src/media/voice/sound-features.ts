/** What tells a voice from other sounds, of a moment as long as a short vowel. */
export interface SoundFeatures {
  /** How loud, in dB relative to full scale. */
  readonly level: number;
  /** How much it repeats itself at the pitch of a voice, from 0 to 1. */
  readonly pitch: number;
  /** Its loudest hundredth of a second beside the mean of all: a vowel is even (1), of a key that is hit nearly all is in one. */
  readonly burst: number;
}

/** What is silent altogether, in dB. */
const silence = -100;

/** In Hz: enough for a pitch. */
const coarseRate = 8000;
/** The pitch of voices, in Hz: from deep men to small children. */
const [lowest, highest] = [70, 400];
/** Samples of a moment, at that rate: 46 ms hold three periods of the lowest pitch. */
const moment = 368;
/** Moments that are looked at in one piece of sound. */
const count = 3;

/** Looks at a piece of sound, as an AnalyserNode gives it, at `rate` samples per second: at its begin, its middle, its end. */
export function featuresOf(samples: Float32Array, rate: number): SoundFeatures[] {
  const coarse = thinned(samples, Math.max(1, Math.round(rate / coarseRate)));
  const step = Math.max(0, Math.floor((coarse.length - moment) / (count - 1)));
  return Array.from({ length: count }, (_, index) => featuresOfMoment(centred(coarse.subarray(index * step, index * step + moment))));
}

/** How loud the loudest of them is. */
export function levelOf(features: readonly SoundFeatures[]): number {
  return Math.max(silence, ...features.map(({ level }) => level));
}

function featuresOfMoment(sound: Float32Array): SoundFeatures {
  const level = 10 * Math.log10(energy(sound, 0, sound.length) / sound.length);
  return level > silence ? { level, pitch: pitchOf(sound), burst: burstOf(sound) } : { level: silence, pitch: 0, burst: 1 };
}

/** Fewer samples, each the mean of several. */
function thinned(samples: Float32Array, step: number): Float32Array {
  return new Float32Array(Math.floor(samples.length / step)).map((_, index) => mean(samples.subarray(index * step, (index + 1) * step)));
}

function centred(sound: Float32Array): Float32Array {
  const middle = mean(sound);
  return sound.map((sample) => sample - middle);
}

/** The best normalised autocorrelation within the periods of a voice. */
function pitchOf(sound: Float32Array): number {
  const longest = Math.ceil(coarseRate / lowest);
  const length = sound.length - longest;
  const own = energy(sound, 0, length);
  let best = 0;
  for (let lag = coarseRate / highest; lag <= longest; lag++) {
    let product = 0;
    for (let index = 0; index < length; index++) product += (sound[index] ?? 0) * (sound[index + lag] ?? 0);
    // By the larger of the two: what dies away does not repeat itself.
    best = Math.max(best, product / Math.max(own, energy(sound, lag, lag + length)));
  }
  return best;
}

function burstOf(sound: Float32Array): number {
  const length = coarseRate / 100;
  const parts = Array.from({ length: Math.floor(sound.length / length) }, (_, index) => energy(sound, index * length, (index + 1) * length));
  return Math.max(...parts) / mean(parts);
}

function energy(sound: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum += (sound[index] ?? 0) ** 2;
  return sum;
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] ?? 0;
  return sum / values.length;
}
