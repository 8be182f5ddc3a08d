import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

/** Milliseconds in which what happens is gathered into one sentence. */
const batch = 1000;

/** Tells screen readers what has happened: all of a moment at once. */
export abstract class Announcer {
  readonly #host: ReactiveControllerHost;
  #signal = AbortSignal.abort();
  #isDue = false;
  #sentences = 0;
  #text = '';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  say(text: string): void {
    this.#text = text;
    this.#sentences++;
    this.#host.requestUpdate();
  }

  /** It is always there, or screen readers would not hear it change. A new sentence is a new element, or it might not be read. */
  render(): TemplateResult {
    return html`<div class="unseen" role="status">${repeat([this.#sentences], (number) => number, () => html`<p>${this.#text}</p>`)}</div>`;
  }

  /** News are told from now on, until `signal` aborts; what was due before is not. */
  protected tellUntil(signal: AbortSignal): void {
    this.#signal = signal;
    this.#isDue = false;
  }

  /** There is something to tell. */
  protected tellSoon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    const signal = this.#signal;
    setTimeout(() => {
      if (signal.aborted || signal !== this.#signal) return;
      this.#isDue = false;
      this.say(this.news());
    }, batch);
  }

  /** All that is to be told; it is asked for once. */
  protected abstract news(): string;
}
