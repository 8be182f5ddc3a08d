import { Ear } from './ear.ts';
import { VoiceDetector } from './voice-detector.ts';

/** Milliseconds of speech before one is told: nobody is interrupted for a cough, or a word to somebody else in the room. */
const patience = 900;
/** Milliseconds for which one is told. */
const reminder = 5000;

/**
 * Firefox and Safari let go of a microphone that is off, and its light goes out: it stays out. Chromium keeps the device
 * open and its sign lit in any case.
 */
const lightStaysOn = !('mozInnerScreenX' in globalThis) && !('GestureEvent' in globalThis);

/** Hears whether one speaks while the microphone is off. What it hears goes nowhere. See docs/decisions/022. */
export class MutedEar {
  readonly #microphone: () => MediaStreamTrack | undefined;
  #original: MediaStreamTrack | undefined;
  /** The microphone itself is silenced. */
  #copy: MediaStreamTrack | undefined;
  #ear: Ear | undefined;
  #detector = new VoiceDetector();
  #since: number | undefined;
  #until = -Infinity;

  /** `microphone`: one's own while it is off, if its device is open all the same. */
  constructor(microphone: () => MediaStreamTrack | undefined) {
    this.#microphone = microphone;
  }

  /** Whether there is anything to hear. */
  get isUseful(): boolean {
    return lightStaysOn && this.#microphone() !== undefined;
  }

  /** Whether one is to be told at `now`, in milliseconds. */
  hear(context: AudioContext, now: number): boolean {
    if (!this.#isReady()) return false;
    this.#ear ??= new Ear(context);
    if (!this.#detector.hear(this.#ear.hear(this.#copy), now)) this.#since = undefined;
    else {
      this.#since ??= now;
      if (now - this.#since >= patience) this.#until = now + reminder;
    }
    return now < this.#until;
  }

  /** Lets go of the device. */
  close(): void {
    this.#copy?.stop();
    this.#ear?.close();
    this.#original = this.#copy = this.#ear = this.#since = undefined;
    this.#detector = new VoiceDetector();
    this.#until = -Infinity;
  }

  /** A copy may not outlive its microphone. */
  #isReady(): boolean {
    const original = this.isUseful ? this.#microphone() : undefined;
    if (original !== this.#original || original?.readyState !== 'live') this.close();
    if (original?.readyState !== 'live') return false;
    if (!this.#copy) {
      this.#original = original;
      this.#copy = original.clone();
      this.#copy.enabled = true;
    }
    return true;
  }
}
