import type { RequestHandler } from 'express';
import type { Signalling } from './signalling.ts';

/** Answers 200 while the server takes calls and 503 once it is stopping: what a load balancer asks. */
export function health(signalling: Signalling, isStopping: () => boolean): RequestHandler {
  const startedAt = performance.now();
  return (_request, response) => {
    const stopping = isStopping();
    response.setHeader('Cache-Control', 'no-store');
    response.status(stopping ? 503 : 200).json({
      status: stopping ? 'stopping' : 'ok',
      uptime: Math.round((performance.now() - startedAt) / 1000),
      sockets: signalling.sockets,
      dropped: signalling.dropped,
    });
  };
}
