import { after, childController, onAbort } from '../core/abort.ts';

/** Milliseconds from one ring to the next. */
const every = 3000;
/** In Hz: a fourth down, as of a door bell far away. */
const tones = [784, 587] as const;
/** Seconds from one tone to the next, and until one has died away. */
const step = 0.24;
const decay = 0.9;
const loudness = 0.07;
/** What gives a page the right to play sound (WHATWG HTML §6.4.1), on release and not on touch. */
const gestures = ['click', 'keydown', 'pointerup'];

/** Rings softly every three seconds until `signal` aborts; not before somebody has touched the page. */
export function ring(signal: AbortSignal): void {
  if (signal.aborted) return;
  if (navigator.userActivation?.hasBeenActive) start(signal);
  else afterGesture(signal, () => start(signal));
}

/** The same once, on the speaker of this id, or the browser's choice if that is empty or not there; until `signal` aborts. */
export function chime(speaker: string, signal: AbortSignal): void {
  const context = new AudioContext();
  const output = new MediaStreamAudioDestinationNode(context);
  // Not every browser lets a context choose; elements may wherever a page may.
  const element = new Audio();
  element.srcObject = output.stream;
  const end = childController(signal);
  onAbort(end.signal, () => {
    element.srcObject = null;
    void context.close();
  });
  const sound = () => {
    for (const [index, tone] of tones.entries()) strike(context, tone, context.currentTime + index * step, output);
    after(1000 * (tones.length * step + decay), end.signal, () => end.abort());
    // A browser that plays nothing, plays nothing.
    element.play().catch(() => end.abort());
  };
  const chosen = speaker && 'setSinkId' in element ? element.setSinkId(speaker) : Promise.resolve();
  chosen.catch(() => undefined).finally(() => end.signal.aborted || sound());
}

function afterGesture(signal: AbortSignal, action: () => void): void {
  const heard = new AbortController();
  onAbort(signal, () => heard.abort());
  const begin = () => {
    heard.abort();
    action();
  };
  for (const gesture of gestures) document.addEventListener(gesture, begin, { capture: true, signal: heard.signal });
}

function start(signal: AbortSignal): void {
  const context = new AudioContext();
  onAbort(signal, () => void context.close());
  const sound = () => {
    // Some browsers begin silently.
    if (context.state === 'suspended') context.resume().catch(() => undefined);
    for (const [index, tone] of tones.entries()) strike(context, tone, context.currentTime + index * step);
    after(every, signal, sound);
  };
  sound();
}

/** A tone that begins without a click and fades like a bell. */
function strike(context: AudioContext, frequency: number, at: number, output: AudioNode = context.destination): void {
  const tone = new OscillatorNode(context, { frequency });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(loudness, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + decay);
  tone.connect(volume).connect(output);
  tone.start(at);
  tone.stop(at + decay);
}
