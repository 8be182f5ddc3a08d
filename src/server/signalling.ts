import type { EventEmitter } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { Express } from 'express';
import { ExpressPeerServer, type IClient } from 'peer';
import { type Server as SocketServer, type ServerOptions as SocketServerOptions, WebSocketServer } from 'ws';
import { type AddressLimits, Addresses } from './addresses.ts';
import { admission, type AdmissionRule, allOf, fromAllowedOrigin, noticingProxies, withSaneParameters } from './admission.ts';
import { BorrowedTimers } from './borrowed-timers.ts';
import { clientAddress } from './client-address.ts';
import { PeerSocket } from './peer-socket.ts';
import { Presence } from './presence.ts';
import { startPulse } from './pulse.ts';
import { type Dropped, Relay } from './relay.ts';
import { TokenBucket } from './token-bucket.ts';
import { WaitingMessages } from './waiting-messages.ts';

const LARGEST_FRAME = 64 * 1024;
/** RFC 6455 §7.4.1: the server is going down. */
const GOING_AWAY = 1001;
/** Milliseconds between two looks of `peer` at its queues. */
const QUEUE_CHECK = 1000;

export interface SignallingOptions {
  /** Origins whose pages may open a socket; any when absent. */
  readonly allowOrigin: readonly string[] | undefined;
  /** What all sockets and streams of one address may do together. */
  readonly perAddress: AddressLimits;
  /** Proxies in front whose X-Forwarded-For is believed. */
  readonly trustProxy: number;
  /** Milliseconds a message waits for its receiver to appear. */
  readonly expireTimeout: number;
  /** Milliseconds between two pings of a socket. */
  readonly pingInterval: number;
  readonly log: (line: string) => void;
}

/** The PeerServer at `/peer`. */
export interface Signalling {
  /** Open sockets. */
  readonly sockets: number;
  readonly dropped: Readonly<Dropped>;
  /** Which desks have agents here. */
  readonly presence: Presence;
  /** Refuses and counts whoever's address may open neither a socket nor a stream now. */
  readonly refuse: AdmissionRule;
  /** Counts a stream as a socket of its address, until its `close`. */
  count(stream: EventEmitter, request: IncomingMessage): void;
  /** Refuses new sockets, closes the open ones with 1001, and ends those that have not gone `grace` ms later. */
  stop(grace: number): Promise<void>;
}

/** Mounts the stock PeerServer, with the guards it lacks, at `/peer` of `app`, whose HTTP server is `server`. */
export function startSignalling(app: Express, server: Server, options: SignallingOptions): Signalling {
  const queueCheck = Math.min(QUEUE_CHECK, options.expireTimeout);
  const presence = new Presence();
  const relay = new Relay(new WaitingMessages(options.expireTimeout + queueCheck), presence);
  const timers = new BorrowedTimers();
  const stopping = new AbortController();

  const addresses = new Addresses(options.perAddress, (request) => clientAddress(request, options.trustProxy));
  const refuse = allOf([
    ...(options.trustProxy === 0 ? [noticingProxies(options.log)] : []),
    countingRefusals(addresses, relay.dropped),
  ]);
  const unlessStopping: AdmissionRule = () => (stopping.signal.aborted ? { status: 503, reason: 'Stopping' } : undefined);
  const rules = [unlessStopping, fromAllowedOrigin(options.allowOrigin), withSaneParameters, refuse];
  let sockets: ReadonlySet<PeerSocket> = new Set();
  const peerServer = ExpressPeerServer(server, {
    path: '/',
    expire_timeout: options.expireTimeout,
    cleanup_out_msgs: queueCheck,
    // Its limit for everybody together would let a crowd shut out the rest.
    concurrent_limit: Infinity,
    // Heartbeats of a throttled tab stay away for minutes: our pings are the only judge of who is alive.
    alive_timeout: Infinity,
    corsOptions: { origin: options.allowOrigin ? [...options.allowOrigin] : true },
    createWebSocketServer: (given) => {
      const socketServer = acceptSockets(server, given, rules);
      sockets = socketServer.clients;
      socketServer.on('connection', (socket, request) => {
        socket.address = addresses.count(socket, request);
        relay.watch(socket);
      });
      return socketServer;
    },
  });
  peerServer.disable('x-powered-by');
  peerServer.on('connection', (client: IClient) => relay.claim(client));
  logErrors(peerServer, options.log);

  timers.run(() => app.use('/peer', peerServer));
  startPulse(sockets, options.pingInterval, { signal: stopping.signal, onSlow: () => (relay.dropped.slow += 1) });

  return {
    get sockets() {
      return sockets.size;
    },
    dropped: relay.dropped,
    presence,
    refuse,
    count: (stream, request) => void addresses.count(stream, request),
    async stop(grace) {
      stopping.abort();
      timers.stop();
      await closeAll([...sockets], grace);
    },
  };
}

function countingRefusals(addresses: Addresses, dropped: Dropped): AdmissionRule {
  return (request) => {
    const refusal = addresses.refuse(request);
    if (refusal) dropped.crowded += 1;
    return refusal;
  };
}

/** Opens the sockets that `server` is asked for. Each of `rules` is asked before one exists. */
function acceptSockets(server: Server, { path = '' }: SocketServerOptions, rules: readonly AdmissionRule[]): SocketServer<typeof PeerSocket> {
  // Not given the HTTP server: `ws` would report that server's own errors as the signalling's.
  const socketServer = new WebSocketServer<typeof PeerSocket>({
    noServer: true,
    path,
    WebSocket: PeerSocket,
    maxPayload: LARGEST_FRAME,
    perMessageDeflate: false,
    verifyClient: admission(rules),
  });
  server.on('upgrade', (request, connection, head) => {
    socketServer.handleUpgrade(request, connection, head, (socket) => {
      socket.isNew = true;
      socketServer.emit('connection', socket, request);
      socket.isNew = false;
    });
  });
  return socketServer;
}

/** Without a listener one malformed frame would end the process. The log is not for strangers to fill. */
function logErrors(peerServer: EventEmitter, log: (line: string) => void): void {
  const loggable = new TokenBucket(10, 0.1);
  peerServer.on('error', (error: Error) => {
    if (loggable.take()) log(`signalling: ${error.message}`);
  });
}

async function closeAll(sockets: readonly PeerSocket[], grace: number): Promise<void> {
  const gone = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
  for (const socket of sockets) socket.close(GOING_AWAY, 'The server is stopping');
  const late = setTimeout(() => sockets.forEach((socket) => socket.terminate()), grace);
  await Promise.all(gone);
  clearTimeout(late);
}
