import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where the messages of a shop go: somebody's own HTTP server, on an origin of its own. */
export class Inbox {
  /** Everything that was posted, as it came. */
  readonly letters: Record<string, string>[] = [];
  #server: Server | undefined;
  #port = 0;

  /** Up, the second time at the same address. */
  async open(): Promise<void> {
    this.#server = createServer((request, response) => {
      const cors = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'content-type' };
      if (request.method !== 'POST') return void response.writeHead(204, cors).end();
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        this.letters.push(JSON.parse(text) as Record<string, string>);
        response.writeHead(201, cors).end();
      });
    });
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get url(): string {
    return `${this.origin}/messages`;
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
}
