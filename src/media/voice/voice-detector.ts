import type { SoundFeatures } from './sound-features.ts';

/** In dB: what is below is no voice, however quiet the room. */
const quietest = -58;
/** How far above the noise of the room a voice is, in dB. */
const aboveNoise = 8;
/** In dB per second: how fast what goes on and on becomes the noise of the room, and how fast a quieter room is believed. */
const [rising, falling] = [4, 60];
/** Noise has no pitch. */
const leastPitch = 0.5;
/** A key that is hit is over at once; a vowel is as loud at its end. */
const mostBurst = 1.9;
/** Milliseconds in which what was heard is forgotten, but for a third. */
const memory = 150;
/** Milliseconds of vowels in that memory before somebody speaks, and for somebody to go on: half of what is spoken is vowels. */
const [onset, going] = [70, 30];
/** Milliseconds that a pause within a sentence may last. */
const hold = 450;
/** Milliseconds that one moment stands for at most: what was between them was not heard. */
const longest = 60;

/** Tells from what is heard, moment by moment, whether somebody speaks. */
export class VoiceDetector {
  #noise = quietest;
  /** Milliseconds of vowels. */
  #heard = 0;
  #last = -Infinity;
  #before: number | undefined;
  #speaking = false;

  /** What is heard, up to `now` (in milliseconds) and since it was called before. Returns whether somebody speaks. */
  hear(features: readonly SoundFeatures[], now: number): boolean {
    const passed = (now - (this.#before ?? now)) / features.length;
    this.#before = now;
    for (const each of features) this.#take(each, passed);
    if (this.#heard >= (this.#speaking ? going : onset)) {
      this.#speaking = true;
      this.#last = now;
    } else if (now - this.#last > hold) this.#speaking = false;
    return this.#speaking;
  }

  #take({ level, pitch, burst }: SoundFeatures, passed: number): void {
    const isLoud = level > Math.max(quietest, this.#noise + aboveNoise);
    const isVowel = isLoud && pitch > leastPitch && burst < mostBurst;
    const lasted = Math.min(passed, longest);
    this.#heard = this.#heard * Math.exp(-passed / memory) + (isVowel ? lasted : 0);
    this.#followNoise(level, lasted / 1000, isVowel);
  }

  /** The noise of a room is what is left between the words. */
  #followNoise(level: number, seconds: number, isVowel: boolean): void {
    const isQuieter = level < this.#noise;
    if (isQuieter) this.#noise = Math.max(level, this.#noise - falling * seconds);
    // A long vowel is no noise, a hum of minutes is.
    else this.#noise = Math.min(level, this.#noise + (isVowel ? rising / 4 : rising) * seconds);
  }
}
