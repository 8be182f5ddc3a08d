import { onAbort } from '../../core/abort.ts';

// What gives a page the right to hear sound (WHATWG HTML §6.4.1), on release and not on touch.
const gestures = ['click', 'keydown', 'pointerup'];

/** An AudioContext that is made when it is wanted, and sleeps while it is not. Until the browser lets it run, nothing is heard. */
export class Hearing {
  readonly #changed: () => void;
  readonly #lifetime: AbortSignal;
  #context: AudioContext | undefined;
  #wanted = false;
  #waiting: AbortController | undefined;

  /** `changed`: it woke up, or fell asleep. */
  constructor(changed: () => void, lifetime: AbortSignal) {
    this.#changed = changed;
    this.#lifetime = lifetime;
    onAbort(lifetime, () => {
      this.#waiting?.abort();
      void this.#context?.close();
    });
  }

  /** The context, while it runs. */
  get awake(): AudioContext | undefined {
    return this.#wanted && this.#context?.state === 'running' ? this.#context : undefined;
  }

  want(wanted: boolean): void {
    if (wanted === this.#wanted || this.#lifetime.aborted) return;
    this.#wanted = wanted;
    if (wanted) this.#context ??= this.#make();
    this.#judge();
  }

  #make(): AudioContext {
    const context = new AudioContext();
    context.addEventListener('statechange', () => this.#judge(), { signal: this.#lifetime });
    return context;
  }

  #judge(): void {
    const isRunning = this.#context?.state === 'running';
    if (this.#wanted === isRunning) this.#waiting?.abort();
    else if (this.#wanted) this.#wake();
    else void this.#context?.suspend();
    this.#changed();
  }

  /** At once where the browser allows it, else with the next gesture. */
  #wake(): void {
    const resume = () => void this.#context?.resume().catch(() => undefined);
    resume();
    if (this.#waiting?.signal.aborted === false) return;
    this.#waiting = new AbortController();
    for (const gesture of gestures) document.addEventListener(gesture, resume, { capture: true, signal: this.#waiting.signal });
  }
}
