import { createServer, type Server } from 'node:http';
import type { AddressInfo, Server as Listener } from 'node:net';

/** Somebody's web site: bare pages, on an origin that is not the library's. */
export class Site {
  readonly #server: Server;
  readonly #pages = new Map<string, string>();

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', ({ url = '' }, response) => {
      const page = this.#pages.get(url);
      // A browser asks for an icon by itself; that there is none is not worth a line in its console.
      if (page === undefined) response.writeHead(url === '/favicon.ico' ? 204 : 404).end();
      else response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
    });
  }

  /** On this machine, or wherever `listener` listens. */
  static async open(listener?: Listener): Promise<Site> {
    const server = createServer();
    await new Promise<void>((resolve) => (listener ? server.listen(listener, resolve) : server.listen(0, '127.0.0.1', resolve)));
    return new Site(server);
  }

  get origin(): string {
    const { address, port } = this.#server.address() as AddressInfo;
    return `http://${address}:${port}`;
  }

  /** Puts a page up, and answers its address. */
  put(html: string): string {
    const path = `/page-${this.#pages.size + 1}`;
    this.#pages.set(path, html);
    return this.origin + path;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}
