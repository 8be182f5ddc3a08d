/**
 * Runs in every page of an outage test, beside the witness, and keeps account with the time of day: of frames decoded,
 * of sound, of the call's events, of messages, and of connections made. What it says is read when all is over.
 */
import { noticeSound, soundsPlaying } from '../../e2e/support/page/sound.ts';
import { callIn, tileNamed } from '../../e2e/support/page/tiles.ts';
import type { RtcDataReceivedEvent } from '../../../src/core/events.ts';
import type { Account } from '../account.ts';

export { lookOf } from './look.ts';

/** Of full scale; a silent track stays far below. */
const audible = 0.005;
const every = { sample: 100, message: 100 } as const;
const topic = 'gauge';

const account: Account = { frames: [], sounds: [], events: [], received: [], sent: 0, refused: [], connections: [], wakes: [] };
const watched = new WeakSet<HTMLVideoElement>();
const meters = new WeakMap<MediaStreamTrack, AnalyserNode>();
let counter: ReturnType<typeof setInterval> | undefined;

/** From now on somebody's picture and everybody's sound are followed. */
export function follow(name: string): void {
  const context = new AudioContext();
  setInterval(() => {
    const video = tileNamed('', name)?.shadowRoot?.querySelector('video');
    if (video && !watched.has(video)) followFrames(video);
    if (soundsPlaying().some((element) => isHeard(element, context))) account.sounds.push(Date.now());
  }, every.sample);
}

/** Says a number to everybody, ten times a second, each one greater. */
export function count(): void {
  counter = setInterval(() => {
    const number = account.sent++;
    callIn('').send(topic, number).catch((error: unknown) => account.refused.push({ number, why: String(error) }));
  }, every.message);
}

/** Resolves with how many were said. */
export function stopCounting(): number {
  clearInterval(counter);
  return account.sent;
}

export function report(): Account {
  return account;
}

/** What this page sent on all its links, and when, in milliseconds. */
export async function bytesSent(): Promise<{ at: number; bytes: number }> {
  const links = await callIn('').stats();
  let bytes = 0;
  for (const { report } of links.values()) {
    for (const pair of (report?.values() ?? []) as Iterable<RTCIceCandidatePairStats>) if (pair.type === 'candidate-pair') bytes += pair.bytesSent ?? 0;
  }
  return { at: performance.now(), bytes };
}

function followFrames(video: HTMLVideoElement): void {
  watched.add(video);
  let last = -1;
  const note = (_now: number, { presentedFrames }: VideoFrameCallbackMetadata) => {
    if (presentedFrames !== last) account.frames.push(Date.now());
    last = presentedFrames;
    video.requestVideoFrameCallback(note);
  };
  video.requestVideoFrameCallback(note);
}

/** A rebuilt link brings another track in the same stream; a meter hears one track only. */
function isHeard({ srcObject }: HTMLAudioElement, context: AudioContext): boolean {
  const [track] = srcObject instanceof MediaStream ? srcObject.getAudioTracks() : [];
  if (!track) return false;
  const meter = meters.get(track) ?? meterOf(track, context);
  meters.set(track, meter);
  const samples = new Float32Array(meter.fftSize);
  meter.getFloatTimeDomainData(samples);
  return samples.some((sample) => Math.abs(sample) > audible);
}

function meterOf(track: MediaStreamTrack, context: AudioContext): AnalyserNode {
  const meter = new AnalyserNode(context, { fftSize: 8192 });
  context.createMediaStreamSource(new MediaStream([track])).connect(meter);
  return meter;
}

const kept = ['rtc-participant-joined', 'rtc-participant-left', 'rtc-participant-changed', 'rtc-connection-changed', 'rtc-phase-changed', 'rtc-error'];

for (const type of kept) {
  window.addEventListener(type, (event) => {
    const plain = JSON.parse(JSON.stringify({ ...event, isTrusted: undefined })) as Account['events'][number]['detail'];
    account.events.push({ at: Date.now(), type, detail: plain });
  });
}

window.addEventListener('rtc-data-received', (event) => {
  const { topic: about, data } = event as RtcDataReceivedEvent;
  if (about === topic) account.received.push(data as number);
});

window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) account.wakes.push(Date.now());
});

globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    account.connections.push(Date.now());
  }
};

noticeSound();
