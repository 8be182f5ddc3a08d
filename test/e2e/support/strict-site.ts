import { createServer, request as ask, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** Nothing but scripts of the page's own origin, and what somebody was sent: no style, no word of which types to trust. */
const policy = [
  `default-src 'none'`,
  `script-src 'self'`,
  `connect-src 'self' ws:`,
  'img-src blob: data:',
  'media-src blob:',
  `worker-src 'self'`,
  `require-trusted-types-for 'script'`,
].join('; ');

/** A web site that allows its pages next to nothing, with the library and its server on the same origin. */
export class StrictSite {
  readonly #library: URL;
  readonly #server: Server;
  readonly #files = new Map<string, { readonly type: string; readonly text: string }>();

  private constructor(library: string, server: Server) {
    this.#library = new URL(library);
    this.#server = server;
    server.on('request', (request, response) => {
      const file = this.#files.get(request.url ?? '');
      if (file) return void response.writeHead(200, { 'Content-Type': file.type, 'Content-Security-Policy': policy }).end(file.text);
      const { method, headers } = request;
      const passOn = (answer: IncomingMessage) => answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers));
      request.pipe(ask(new URL(request.url ?? '', this.#library), { method, headers }, passOn).on('error', () => response.destroy()));
      response.on('close', () => request.destroy());
    });
    server.on('upgrade', (request, socket, head) => this.#passOn(request, socket, head));
  }

  /** In front of the library's server. */
  static async open(library: string): Promise<StrictSite> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new StrictSite(library, server);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Puts a script up, and answers its address. */
  putScript(text: string): string {
    return this.#put('text/javascript', text);
  }

  /** Puts a page up, and answers its address. */
  put(html: string): string {
    return this.#put('text/html; charset=utf-8', html);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #put(type: string, text: string): string {
    const path = `/strict-${this.#files.size + 1}`;
    this.#files.set(path, { type, text });
    return this.origin + path;
  }

  /** A socket, word for word. */
  #passOn({ method, url, httpVersion, rawHeaders }: IncomingMessage, socket: Duplex, head: Buffer): void {
    const onward = connect(Number(this.#library.port), this.#library.hostname);
    const headers = rawHeaders.map((word, index) => (index % 2 === 0 ? `${word}: ` : `${word}\r\n`)).join('');
    onward.write(`${method} ${url} HTTP/${httpVersion}\r\n${headers}\r\n`);
    onward.write(head);
    socket.pipe(onward).pipe(socket);
    for (const [one, other] of [[socket, onward], [onward, socket]] as const) {
      one.on('error', () => undefined);
      one.on('close', () => other.destroy());
    }
  }
}
