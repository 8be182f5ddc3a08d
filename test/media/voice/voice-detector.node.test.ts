import { expect } from 'chai';
import { featuresOf } from '../../../src/media/voice/sound-features.ts';
import { VoiceDetector } from '../../../src/media/voice/voice-detector.ts';
import { addKeys, addRoom, addVowels, sampleRate } from '../../support/made-up-sound.ts';
import { random } from '../../support/random.ts';

/** Seconds, as the browser looks. */
const step = 0.07;

describe('VoiceDetector', () => {
  /** A quiet room with something in it. */
  const room = (seconds: number, level = -65) => {
    const samples = new Float32Array(seconds * sampleRate);
    addRoom(samples, level, random(1));
    return samples;
  };

  /** The moments at which somebody is said to speak, in seconds. */
  const spoken = (samples: Float32Array): number[] => {
    const detector = new VoiceDetector();
    const said: number[] = [];
    for (let at = 0.1; at < samples.length / sampleRate; at += step) {
      const end = Math.round(at * sampleRate);
      if (detector.hear(featuresOf(samples.subarray(Math.max(0, end - 4096), end), sampleRate), at * 1000)) said.push(at);
    }
    return said;
  };

  for (const [who, pitch] of [['a man', 110], ['a woman', 210], ['a child', 300]] as const) {
    for (const level of [-6, -26]) {
      it(`hears ${who} at ${level} dB within a third of a second, and the end within one`, () => {
        const samples = room(8);
        addVowels(samples, 2, 3, pitch, level);
        const said = spoken(samples);
        expect(said[0]).to.be.within(2.1, 2.35);
        expect(said.at(-1)).to.be.within(5, 6);
        // Without a gap: the pauses between syllables belong to it.
        expect(said).to.have.length(Math.round(((said.at(-1) ?? 0) - (said[0] ?? 0)) / step) + 1);
      });
    }
  }

  it('hears nobody in silence, in a room, or beside a fan', () => {
    for (const samples of [new Float32Array(10 * sampleRate), room(10), room(10, -40)]) expect(spoken(samples)).to.deep.equal([]);
  });

  it('hears nobody who types, softly or hard', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const samples = room(20);
      addKeys(samples, -6 * seed, random(seed));
      expect(spoken(samples), `seed ${seed}`).to.deep.equal([]);
    }
  });

  it('hears who speaks beside a fan, and while typing', () => {
    const samples = room(8, -45);
    addKeys(samples, -20, random(9));
    addVowels(samples, 3, 3, 120, -10);
    const said = spoken(samples);
    expect(said[0]).to.be.within(3.1, 3.4);
    expect(said.at(-1)).to.be.within(6, 7);
  });

  it('takes a tone that goes on and on for the noise of the room', () => {
    const samples = room(90);
    for (const [index, value] of samples.entries()) samples[index] = value + 0.01 * Math.sin((2 * Math.PI * 200 * index) / sampleRate);
    expect(spoken(samples).at(-1)).to.be.below(45);
  });

  it('does not count what a browser that slept did not hear', () => {
    const detector = new VoiceDetector();
    const vowel = [{ level: -20, pitch: 0.9, burst: 1.1 }];
    const silence = [{ level: -70, pitch: 0.1, burst: 1.3 }];
    detector.hear(silence, 0);
    expect(detector.hear(vowel, 60_000)).to.be.false;
    expect([60_040, 60_080].map((now) => detector.hear(vowel, now))).to.deep.equal([true, true]);
    expect(detector.hear(silence, 120_000)).to.be.false;
  });
});
