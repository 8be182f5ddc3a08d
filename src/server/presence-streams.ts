import type { Request, RequestHandler, Response } from 'express';
import { EventStream } from './event-stream.ts';
import { isFamily } from './peer-names.ts';
import type { Signalling } from './signalling.ts';

/**
 * `GET /presence/<family>`: how many of the addresses `<family>-0` to `<family>-15` are taken at the PeerServer, as
 * server-sent events (WHATWG HTML §9.2), the first at once and one at each change. Streams count as sockets of their
 * address: 429 for what is beyond.
 */
export class PresenceStreams {
  readonly #signalling: Pick<Signalling, 'presence' | 'refuse' | 'count'>;
  readonly #open = new Set<EventStream>();
  #isOver = false;

  constructor(signalling: Pick<Signalling, 'presence' | 'refuse' | 'count'>) {
    this.#signalling = signalling;
  }

  readonly handler: RequestHandler<{ family: string }> = (request, response, next) => {
    const { family } = request.params;
    if (!isFamily(family)) return next();
    // A stream behind another answer on the same connection would never report its end. No browser asks so.
    if (!response.socket) return refuse(response, 400, 'Bad request');
    const refusal = this.#signalling.refuse(request);
    if (refusal) return refuse(response, refusal.status, refusal.reason);
    this.#start(family, request, response);
  };

  /** Ends them all, and those that are still asked for as soon as they have begun: at a 503 browsers would give up. */
  end(): void {
    this.#isOver = true;
    for (const stream of this.#open) stream.end();
  }

  #start(family: string, request: Request<{ family: string }>, response: Response): void {
    this.#signalling.count(response, request);
    const stream = new EventStream(response);
    if (this.#isOver || request.method === 'HEAD') return stream.end();
    this.#open.add(stream);
    const unwatch = this.#signalling.presence.watch(family, (count) => stream.send(count));
    response.once('close', () => {
      this.#open.delete(stream);
      unwatch();
    });
  }
}

function refuse(response: Response, status: number, reason: string): void {
  response.status(status).type('text/plain').send(`${reason}\n`);
}
