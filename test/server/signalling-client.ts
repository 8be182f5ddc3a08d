import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { WebSocket, type ClientOptions } from 'ws';
import type { RunningServer } from '../../src/server/serve.ts';
import { atEnd } from './running-server.ts';

export interface Message {
  type: string;
  src?: string;
  dst?: string;
  payload?: unknown;
}

export function socketUrl(server: RunningServer, parameters: Record<string, string> | string): string {
  const query = new URLSearchParams(parameters).toString();
  return `${server.url.replace('http', 'ws')}/peer/peerjs?${query}`;
}

/** A client of the signalling, one level below PeerJS. */
export class SignallingClient {
  readonly socket: WebSocket;
  /** The code with which the server, or the network (1006), ended the socket. */
  readonly closed: Promise<number>;
  readonly #heard: Message[] = [];
  readonly #listeners: ((message: Message) => void)[] = [];

  constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => {});
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Message;
      const listener = this.#listeners.shift();
      if (listener) listener(message);
      else this.#heard.push(message);
    });
  }

  /** Claims an id; what the server says to it is the first message. */
  static async connect(server: RunningServer, id: string, token = id, options: ClientOptions = {}) {
    const client = new SignallingClient(new WebSocket(socketUrl(server, { id, token, key: 'peerjs' }), options));
    await once(client.socket, 'open');
    return client;
  }

  /** Claims an id and waits for OPEN. */
  static async open(server: RunningServer, id: string, token = id, options: ClientOptions = {}) {
    const client = await SignallingClient.connect(server, id, token, options);
    const { type } = await client.next();
    if (type !== 'OPEN') throw new Error(`${type} instead of OPEN`);
    return client;
  }

  next(): Promise<Message> {
    const message = this.#heard.shift();
    return message ? Promise.resolve(message) : new Promise((resolve) => this.#listeners.push(resolve));
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** Resolves when the server has read everything sent so far: a message to oneself came back. */
  async roundTrip(id: string): Promise<void> {
    this.send({ type: 'CANDIDATE', dst: id, payload: 'round trip' });
    await this.hear((message) => message.payload === 'round trip');
  }

  /** The next message that pleases; those before it are forgotten. */
  async hear(pleases: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const message = await this.next();
      if (pleases(message)) return message;
    }
  }
}

/** Claims an id again and again until its last owner has lost it. */
export async function claimWhenFree(server: RunningServer, id: string): Promise<SignallingClient> {
  for (;;) {
    const client = await SignallingClient.connect(server, id, 'heir');
    if ((await client.next()).type === 'OPEN') return client;
    // As PeerJS does.
    client.socket.close();
    await client.closed;
  }
}

/** The HTTP status with which an upgrade was refused. */
export async function refusal(url: string, options: ClientOptions = {}): Promise<number | undefined> {
  return (await refusalInWords(url, options)).status;
}

export async function refusalInWords(url: string, options: ClientOptions = {}): Promise<{ status: number | undefined; reason: string }> {
  const socket = new WebSocket(url, options);
  socket.on('error', () => {});
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  return { status: response.statusCode, reason: await text(response) };
}

/** A socket that upgrades, and then neither reads nor answers: a machine whose cable was pulled. */
export async function deadClient(server: RunningServer, id: string): Promise<Socket> {
  const url = new URL(socketUrl(server, { id, token: id, key: 'peerjs' }));
  const socket = connect(Number(url.port), url.hostname);
  // A server waits for it when it stops; tests need not.
  atEnd(() => socket.destroy());
  socket.on('error', () => {});
  socket.write(
    `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  await once(socket, 'data');
  socket.pause();
  return socket;
}

/** A short masked text frame (RFC 6455 §5.2), for sockets without a WebSocket around them. */
export function textFrame(text: string): Buffer {
  const mask = Buffer.alloc(4);
  return Buffer.concat([Buffer.from([0x81, 0x80 | text.length]), mask, Buffer.from(text)]);
}
