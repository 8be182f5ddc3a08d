import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { executable } from '../scripts/browsers.mjs';
import { add, addKeys, addRoom, sampleRate } from '../test/support/made-up-sound.ts';
import { random } from '../test/support/random.ts';

/** From and to, in seconds. */
export type Span = readonly [number, number];

/** A minute or less before a microphone, and when somebody speaks in it. */
export interface Scene {
  readonly name: string;
  readonly samples: Float32Array;
  readonly spoken: readonly Span[];
}

/** Peak levels, in dB relative to full scale. */
interface Loudness {
  readonly voice?: number;
  readonly keys?: number;
  /** Of the room, as root mean square. */
  readonly room: number;
}

interface Plan extends Loudness {
  readonly name: string;
  readonly seconds: number;
  readonly voices?: readonly string[];
}

/** By espeak-ng: two women, three men, three languages. */
const plans: readonly Plan[] = [
  { name: 'silence', seconds: 20, room: -75 },
  { name: 'a room with a fan', seconds: 20, room: -48 },
  { name: 'keyboard', seconds: 30, room: -65, keys: -14 },
  { name: 'speech, a man', seconds: 26, room: -65, voice: -8, voices: ['en-us'] },
  { name: 'speech, a woman', seconds: 26, room: -65, voice: -10, voices: ['en-gb+f3'] },
  { name: 'speech, German, quiet', seconds: 26, room: -65, voice: -24, voices: ['de+m3'] },
  { name: 'speech, French and English, beside a fan', seconds: 30, room: -52, voice: -12, voices: ['fr+f2', 'en-us+m7'] },
  { name: 'speech over a keyboard', seconds: 30, room: -65, voice: -10, keys: -18, voices: ['en-us+f4', 'de'] },
];

const sentences: Readonly<Record<string, readonly string[]>> = {
  en: [
    'Good morning everybody, shall we begin with the numbers of last week?',
    'I am not sure that this is what they asked for, but it is a start.',
    'Could you please send me the link again?',
    'Yes, that works for me.',
    'The train was late, so I am still on my way to the office.',
    'Let us talk about it on Thursday, when all of us are here.',
  ],
  de: [
    'Guten Morgen zusammen, wollen wir mit den Zahlen der letzten Woche anfangen?',
    'Ich bin nicht sicher, ob es das ist, was sie wollten.',
    'Könntest du mir bitte den Link noch einmal schicken?',
    'Ja, das passt mir gut.',
  ],
  fr: ['Bonjour à tous, est-ce que nous commençons par les chiffres de la semaine dernière?', 'Je ne suis pas sûr que ce soit la bonne réponse.', 'Oui, cela me convient très bien.'],
};

/** Milliseconds of silence between sentences: those are no pauses of somebody who goes on. */
const [shortest, longest] = [1.6, 3.2];

/** Scenes with speech, keys and silence. Rejects with what is missing where no speech can be made. */
export async function makeScenes(): Promise<Scene[]> {
  const [espeak, sox] = [await executable('espeak-ng'), await executable('sox')];
  const folder = mkdtempSync(join(tmpdir(), 'rtc-voice-'));
  const speak = (voice: string, text: string) => {
    const [raw, ready] = [join(folder, 'raw.wav'), join(folder, 'ready.wav')];
    run(espeak, '-v', voice, '-s', '165', '-w', raw, text);
    const trim = ['silence', '1', '0.01', '0.5%', 'reverse', 'silence', '1', '0.01', '0.5%', 'reverse'];
    run(sox, raw, '-r', String(sampleRate), '-c', '1', '-b', '16', ready, 'gain', '-n', '-3', ...trim, 'gain', '-n', '0');
    return wavSamples(readFileSync(ready));
  };
  try {
    return plans.map((plan, index) => make(plan, random(index + 1), speak));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function make(plan: Plan, chance: () => number, speak: (voice: string, text: string) => Float32Array): Scene {
  const samples = new Float32Array(plan.seconds * sampleRate);
  addRoom(samples, plan.room, chance);
  if (plan.keys !== undefined) addKeys(samples, plan.keys, chance);
  const spoken: Span[] = [];
  if (plan.voice === undefined || !plan.voices) return { name: plan.name, samples, spoken };
  let at = 2;
  for (let turn = 0; ; turn++) {
    const voice = plan.voices[turn % plan.voices.length] ?? 'en';
    const texts = sentences[voice.slice(0, 2)] ?? [];
    const words = speak(voice, texts[turn % texts.length] ?? '');
    const until = at + words.length / sampleRate;
    if (until + 1 > plan.seconds) return { name: plan.name, samples, spoken };
    add(samples, words, at, plan.voice);
    spoken.push([at, until]);
    at = until + shortest + chance() * (longest - shortest);
  }
}

/** 16 bits, one channel. */
export function writeWav(file: string, samples: Float32Array): void {
  const bytes = Buffer.alloc(44 + samples.length * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(sampleRate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples.length * 2, 40);
  for (const [index, value] of samples.entries()) bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value)) * 32767), 44 + index * 2);
  writeFileSync(file, bytes);
}

function wavSamples(bytes: Buffer): Float32Array {
  const start = bytes.indexOf('data') + 8;
  const samples = new Float32Array(Math.floor((bytes.length - start) / 2));
  return samples.map((_, index) => bytes.readInt16LE(start + index * 2) / 32768);
}

function run(program: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${String(status)}: ${stderr}`);
}
