import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { Addresses } from './addresses.ts';
import { clientAddress } from './client-address.ts';
import { crossOrigin } from './cross-origin.ts';
import { health } from './health.ts';
import { type IceServer, iceServers, type TurnOptions } from './ice.ts';
import { builtLibrary, demoPages } from './package-folders.ts';
import { PresenceStreams } from './presence-streams.ts';
import { startSignalling } from './signalling.ts';
import { demoFiles, libraryFiles } from './static-files.ts';

/** Milliseconds that sockets and requests have to end by themselves when the server stops; first the ones, then the others. */
const GRACE = 2000;

export interface ServeOptions {
  /** TCP port, 9000 by default; 0 takes any free one. */
  port?: number;
  /** Address to listen on, 127.0.0.1 by default. */
  host?: string;
  /** Origins whose pages may signal, ask for ICE servers and watch desks, as `https://shop.example`; any when absent. */
  allowOrigin?: string[];
  /**
   * Sockets and streams that one address may have open, 1000 by default; as many at once, and then a tenth of it each second.
   * So many questions for ICE servers, too.
   */
  socketsPerAddress?: number;
  /** Messages a second that all sockets of one address may send, 5000 by default; ten seconds' worth at once. */
  messagesPerAddress?: number;
  /** How many proxies in front append to X-Forwarded-For; 0 by default, and then the header is not read. */
  trustProxy?: number;
  /** STUN and TURN servers that calls should use, as `/ice` answers them; none by default. */
  iceServers?: readonly IceServer[];
  /** A TURN server for which `/ice` answers time-limited credentials; none by default. */
  turn?: TurnOptions;
  /** Folder of the built library; this package's `dist` by default. */
  libraryDirectory?: string;
  /** Folder of the demo pages; this package's `demo` by default. */
  demoDirectory?: string;
  /** Milliseconds a message waits for an absent receiver, 5000 by default; then its sender hears EXPIRE. */
  expireTimeout?: number;
  /** Milliseconds between two pings of a socket, 5000 by default; a dead one is gone after 2 to 2.5 of them. */
  pingInterval?: number;
  /** Takes what an operator may want to know, line by line; nothing is said by default. */
  log?: (line: string) => void;
}

export interface RunningServer {
  /** Where it answers, without a slash at the end: `http://127.0.0.1:9000`. */
  readonly url: string;
  /** Ends every stream, closes every socket with 1001 and frees the port. Resolves when all are done, within 4 s. */
  stop(): Promise<void>;
}

/**
 * Starts the one server that calls need: the library, the PeerServer (`/peer`), the presence of desks (`/presence/`), ICE
 * servers (`/ice`), `/health` and the demos (`/demo/`).
 *
 * @throws The error of `listen` when the address cannot be had: `EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`.
 */
export async function serve(options: ServeOptions = {}): Promise<RunningServer> {
  const { host = '127.0.0.1', port = 9000, allowOrigin } = options;
  const app = express().disable('x-powered-by');
  const server = createServer(app);
  let stopped: Promise<void> | undefined;

  const perAddress = { sockets: options.socketsPerAddress ?? 1000, messages: options.messagesPerAddress ?? 5000 };
  const trustProxy = options.trustProxy ?? 0;
  // Whoever opens a socket asks once before; who comes to ask only must not take the sockets of others at that address.
  const asking = new Addresses(perAddress, (request) => clientAddress(request, trustProxy));

  app.use(neverSniffed);
  const signalling = startSignalling(app, server, {
    allowOrigin,
    perAddress,
    trustProxy,
    expireTimeout: options.expireTimeout ?? 5000,
    pingInterval: options.pingInterval ?? 5000,
    log: options.log ?? (() => {}),
  });
  const presence = new PresenceStreams(signalling);
  app.get('/', (_request, response) => response.redirect('/demo/'));
  app.get('/health', health(signalling, () => stopped !== undefined));
  app.get('/ice', crossOrigin(allowOrigin), iceServers(options.iceServers ?? [], options.turn, asking));
  app.get('/presence/:family', crossOrigin(allowOrigin), presence.handler);
  app.use('/demo', demoFiles(options.demoDirectory ?? demoPages));
  app.use(libraryFiles(options.libraryDirectory ?? builtLibrary));
  app.use(nothingHere, troubled);

  const stop = async () => {
    // Before the sockets are closed: that a desk's agents lose theirs is no news of the desk.
    presence.end();
    // The port stays open until the sockets are gone: /health has to say that the server is stopping.
    await signalling.stop(GRACE);
    await close(server);
  };
  try {
    await listen(server, port, host);
  } catch (error) {
    await signalling.stop(0);
    throw error;
  }
  return { url: urlOf(server), stop: () => (stopped ??= stop()) };
}

const neverSniffed: RequestHandler = (_request, response, next) => {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  next();
};

const nothingHere: RequestHandler = (_request, response) => {
  response.status(404).type('text/plain').send('Not found\n');
};

/** Express would show the stack. Its four parameters are how Express knows it. */
const troubled: ErrorRequestHandler = (error: { status?: number }, _request, response, next) => {
  if (response.headersSent) return next(error);
  const isTheirs = error.status !== undefined && error.status < 500;
  response
    .status(isTheirs ? (error.status ?? 400) : 500)
    .type('text/plain')
    .send(isTheirs ? 'Bad request\n' : 'Internal error\n');
};

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), GRACE);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
  });
}

function urlOf(server: Server): string {
  const { address, port } = server.address() as AddressInfo;
  // Browsers do not go to the address that means "all of them", and call only the loopback ones secure.
  const reachable = address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
