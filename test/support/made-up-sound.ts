/** Per second, in all that is made up here. */
export const sampleRate = 48_000;

/** Puts a sound into others, from `at` seconds on, at a level in dB. */
export function add(samples: Float32Array, sound: Float32Array, at: number, level: number): void {
  const start = Math.round(at * sampleRate);
  for (const [index, value] of sound.entries()) {
    if (start + index < samples.length) samples[start + index] = (samples[start + index] ?? 0) + value * 10 ** (level / 20);
  }
}

/** Brown with a little white: air, and a disk. */
export function addRoom(samples: Float32Array, level: number, chance: () => number): void {
  let low = 0;
  const noise = samples.map(() => {
    low = 0.98 * low + 0.2 * (chance() - 0.5);
    return low + 0.2 * (chance() - 0.5);
  });
  const power = noise.reduce((sum, value) => sum + value * value, 0) / noise.length;
  const factor = 10 ** (level / 20) / Math.sqrt(power);
  for (const [index, value] of noise.entries()) samples[index] = (samples[index] ?? 0) + value * factor;
}

/** Somebody who types: words of quick keys, each a click and a thump as it goes down and a softer one as it comes up. */
export function addKeys(samples: Float32Array, level: number, chance: () => number): void {
  const seconds = samples.length / sampleRate;
  for (let at = 1; at < seconds - 0.5; ) {
    for (let keys = 3 + chance() * 9; keys > 0 && at < seconds - 0.5; keys--) {
      const loud = level - 6 * chance();
      add(samples, key(chance), at, loud);
      add(samples, key(chance), at + 0.06 + 0.05 * chance(), loud - 8);
      at += 0.09 + 0.12 * chance();
    }
    at += 0.2 + 0.8 * chance();
  }
}

function key(chance: () => number): Float32Array {
  const [click, thump, ring] = [0.002 + 0.003 * chance(), 0.01 + 0.015 * chance(), 140 + 160 * chance()];
  const plate = 900 + 2500 * chance();
  const sound = new Float32Array(0.09 * sampleRate);
  let before = 0;
  for (let index = 0; index < sound.length; index++) {
    const time = index / sampleRate;
    const noise = chance() * 2 - 1;
    const sharp = noise - 0.7 * before;
    before = noise;
    const body = 0.35 * Math.sin(2 * Math.PI * ring * time) * Math.exp(-time / thump);
    sound[index] = 0.5 * sharp * Math.exp(-time / click) + body + 0.25 * Math.sin(2 * Math.PI * plate * time) * Math.exp(-time / (2 * click));
  }
  return sound;
}

/** Somebody who says "a", "e", "o" at `pitch` Hz for so many seconds: syllables of a fifth of a second with short gaps between. */
export function addVowels(samples: Float32Array, at: number, seconds: number, pitch: number, level: number): void {
  const sound = new Float32Array(seconds * sampleRate);
  const formants = [[730, 1090], [530, 1840], [570, 840]] as const;
  for (let index = 0; index < sound.length; index++) {
    const time = index / sampleRate;
    const within = (time % 0.24) / 0.2;
    const [first, second] = formants[Math.floor(time / 0.24) % formants.length] ?? formants[0];
    const since = time % (1 / pitch);
    const resonance = (frequency: number, width: number) => Math.sin(2 * Math.PI * frequency * since) * Math.exp(-width * Math.PI * since);
    sound[index] = within > 1 ? 0 : Math.sin(Math.PI * within) * (0.7 * resonance(first, 80) + 0.3 * resonance(second, 100));
  }
  add(samples, sound, at, level);
}
