import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { DelayLine } from './delay-line.ts';

export interface ProxyOptions {
  /** Where the requests go. */
  readonly origin: () => string;
  /** Milliseconds, one way. */
  readonly delay: () => number;
  /** Changes what a client says on a WebSocket; undefined swallows it. */
  readonly changed: (text: string, client: object, url: URL) => Promise<string | undefined>;
  /** Hears of every request, for a WebSocket too. */
  readonly asked?: (request: IncomingMessage) => void;
}

const host = '127.0.0.1';

/** An HTTP and WebSocket server that is another one, further away. */
export class DelayedProxy {
  readonly #options: ProxyOptions;
  readonly #sockets = new Set<Socket>();
  readonly #http: Server;
  readonly #webSockets = new WebSocketServer({ noServer: true });
  #tcp: TcpServer | undefined;
  #port = 0;

  constructor(options: ProxyOptions) {
    this.#options = options;
    this.#http = createServer((request, response) => this.#answer(request, response));
    this.#http.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    for (const event of ['request', 'upgrade']) this.#http.prependListener(event, (request: IncomingMessage) => options.asked?.(request));
  }

  get url(): string {
    return `http://${host}:${this.#port}`;
  }

  /** Listens, the second time on the same port. */
  async listen(): Promise<void> {
    this.#tcp = createTcpServer({ pauseOnConnect: true, noDelay: true }, (socket) => this.#accept(socket));
    this.#tcp.listen(this.#port, host);
    await once(this.#tcp, 'listening');
    this.#port = (this.#tcp.address() as AddressInfo).port;
  }

  /** Nobody reaches it any more, and whoever had is cut off. */
  async stop(): Promise<void> {
    const closed = this.#tcp && once(this.#tcp, 'close');
    this.#tcp?.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** The system shakes hands at once; the round trip it would have taken is made up for here. */
  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    socket.on('error', () => undefined);
    new DelayLine(() => 2 * this.#options.delay()).push(() => {
      this.#http.emit('connection', socket);
      socket.resume();
    });
  }

  #line(): DelayLine {
    return new DelayLine(this.#options.delay);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const [up, down] = [this.#line(), this.#line()];
    const { method, headers } = request;
    const broken = () => response.destroy();
    up.push(() => {
      const there = ask(new URL(request.url ?? '/', this.#options.origin()), { method, headers }, (answer) => {
        down.push(() => response.writeHead(answer.statusCode ?? 502, answer.headers));
        answer.on('data', (chunk: Buffer) => down.push(() => response.write(chunk)));
        answer.on('end', () => down.push(() => response.end()));
        answer.on('error', broken);
      });
      there.on('error', broken);
      request.pipe(there);
    });
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const wire = { up: this.#line(), down: this.#line() };
    const url = new URL(request.url ?? '/', this.#options.origin());
    url.protocol = 'ws:';
    wire.up.push(() => {
      if (socket.destroyed) return;
      const there = new WebSocket(url, { headers: pick(request.headers, 'origin'), perMessageDeflate: false });
      const giveUp = () => there.terminate();
      socket.once('close', giveUp);
      this.#carryDown(there, socket, wire.down, (opened) => {
        this.#webSockets.handleUpgrade(request, socket, head, (here) => {
          socket.off('close', giveUp);
          opened(here);
          this.#carryUp(here, there, url, wire.up);
        });
      });
    });
  }

  #carryDown(there: WebSocket, socket: Duplex, line: DelayLine, accept: (opened: (here: WebSocket) => void) => void): void {
    let here: WebSocket | undefined;
    // Whatever the reason, the browser sees a socket that failed.
    there.on('error', () => socket.destroy());
    there.on('open', () => line.push(() => accept((opened) => (here = opened))));
    there.on('message', (data: Buffer) => line.push(() => here?.send(data.toString())));
    there.on('close', (code, reason) => {
      line.push(() => {
        if (here && isSendable(code)) here.close(code, reason);
        else socket.destroy();
      });
    });
  }

  #carryUp(here: WebSocket, there: WebSocket, url: URL, line: DelayLine): void {
    let before = Promise.resolve();
    here.on('error', () => undefined);
    here.on('message', (data: Buffer) => {
      const arrived = performance.now();
      const change = this.#options.changed(data.toString(), here, url);
      before = Promise.all([change, before]).then(([text]) => {
        if (text !== undefined) line.push(() => send(there, text), arrived);
      });
    });
    here.on('close', (code) => {
      void before.then(() => {
        line.push(() => {
          if (isSendable(code)) there.close(code);
          else there.terminate();
        });
      });
    });
  }
}

function pick(headers: IncomingMessage['headers'], name: string): Record<string, string> {
  const value = headers[name];
  return typeof value === 'string' ? { [name]: value } : {};
}

function send(socket: WebSocket, text: string): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(text);
}

/** RFC 6455 §7.4: 1005 and 1006 say that there was no code. */
function isSendable(code: number): boolean {
  return code === 1000 || code === 1001 || (code >= 1007 && code <= 1014) || code >= 3000;
}
