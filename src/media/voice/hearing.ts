import { onAbort } from '../../core/abort.ts';

// What gives a page the right to hear sound (WHATWG HTML §6.4.1), on release and not on touch.
const gestures = ['click', 'keydown', 'pointerup'];

/** An AudioContext that is made when it is wanted, and closed when it is not. Until the browser lets it run, nothing is heard. */
export class Hearing {
  readonly #changed: () => void;
  readonly #lifetime: AbortSignal;
  #context: AudioContext | undefined;
  #wanted = false;
  #waiting: AbortController | undefined;

  /** `changed`: it woke up, or is gone. */
  constructor(changed: () => void, lifetime: AbortSignal) {
    this.#changed = changed;
    this.#lifetime = lifetime;
    onAbort(lifetime, () => this.#close());
  }

  /** The context, while it runs. */
  get awake(): AudioContext | undefined {
    return this.#wanted && this.#context?.state === 'running' ? this.#context : undefined;
  }

  want(wanted: boolean): void {
    if (wanted === this.#wanted || this.#lifetime.aborted) return;
    this.#wanted = wanted;
    if (!wanted) this.#close();
    this.#judge();
  }

  /** Another one takes its place: this one holds too much that is over. */
  renew(): void {
    this.#close();
    this.#judge();
  }

  #close(): void {
    this.#waiting?.abort();
    void this.#context?.close();
    this.#context = undefined;
  }

  #make(): AudioContext {
    const context = new AudioContext();
    // It goes with the context.
    context.addEventListener('statechange', () => context === this.#context && this.#judge());
    return context;
  }

  #judge(): void {
    if (this.#wanted) this.#context ??= this.#make();
    if (this.#context?.state === 'running') this.#waiting?.abort();
    else if (this.#wanted) this.#wake();
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
