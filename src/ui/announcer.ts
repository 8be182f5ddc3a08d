import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

/** Milliseconds in which what happens is gathered. */
const batch = 1000;

/** Tells screen readers what has happened: all of a moment at once. */
export abstract class Announcer {
  readonly #host: ReactiveControllerHost;
  readonly #role: 'status' | 'log';
  #signal = AbortSignal.abort();
  #isDue = false;
  #times = 0;
  #texts: readonly string[] = [];

  /** `role`: a log tells of what goes on, a status of what was done here. */
  constructor(host: ReactiveControllerHost, role: 'status' | 'log' = 'status') {
    this.#host = host;
    this.#role = role;
  }

  say(text: string): void {
    this.#tell([text]);
  }

  /** It is always there, or screen readers would not hear it change. New sentences are new elements, or they might not be read. */
  render(): TemplateResult {
    const sentences = () => this.#texts.map((text) => html`<p>${text}</p>`);
    return html`<div class="unseen" role=${this.#role}>${repeat([this.#times], (times) => times, sentences)}</div>`;
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
      this.#tell(this.news());
    }, batch);
  }

  /** All that is to be told, in sentences; it is asked for once. */
  protected abstract news(): readonly string[];

  #tell(texts: readonly string[]): void {
    const sentences = texts.filter(Boolean);
    if (sentences.length === 0) return;
    this.#texts = sentences;
    this.#times++;
    this.#host.requestUpdate();
  }
}
