import type { ServerResponse } from 'node:http';

/** Milliseconds between two comments: proxies close what says nothing for 30 s or more. */
const COMMENT_INTERVAL = 25_000;
/** Milliseconds after which a browser comes back when it has lost the stream. */
const RETRY = 2000;

/**
 * Server-sent events (WHATWG HTML §9.2) as the body of one response. A reader that does not read is cut off when its
 * connection's buffer is full.
 */
export class EventStream {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.setHeader('Content-Type', 'text/event-stream');
    response.setHeader('Cache-Control', 'no-store');
    // nginx would keep events back until its buffer is full.
    response.setHeader('X-Accel-Buffering', 'no');
    // No empty line after it: it belongs to the first event.
    this.#write(`retry: ${RETRY}\n`);
    const comments = setInterval(() => this.#write(':\n\n'), COMMENT_INTERVAL).unref();
    response.once('close', () => clearInterval(comments));
  }

  send(data: string | number): void {
    this.#write(`data: ${data}\n\n`);
  }

  /** Ends the response. A browser takes it for a lost stream and comes back. */
  end(): void {
    this.#response.end();
  }

  #write(text: string): void {
    const { destroyed, writableEnded } = this.#response;
    // A late write is an error, and would cut off what is still on its way.
    if (destroyed || writableEnded) return;
    if (!this.#response.write(text)) this.#response.destroy();
  }
}
