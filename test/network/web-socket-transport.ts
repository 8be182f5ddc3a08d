import { once } from 'node:events';
import type { ConnectionTransport } from 'puppeteer';
import { WebSocket } from 'ws';
import type { Host } from './host.ts';

/** What puppeteer speaks through with a browser on a machine of a lab, whatever becomes of that machine's network. */
export class WebSocketTransport implements ConnectionTransport {
  onmessage?: (message: string) => void;
  onclose?: () => void;
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => this.onmessage?.(data.toString()));
    socket.on('close', () => this.onclose?.());
    // It is closed next.
    socket.on('error', () => undefined);
  }

  /** Opens a WebDriver BiDi session's socket on a port of the host's loopback. */
  static async open(host: Host, port: number): Promise<WebSocketTransport> {
    const connection = await host.connect(port);
    const options = { createConnection: () => connection, perMessageDeflate: false, maxPayload: 256 * 1024 * 1024 };
    const socket = new WebSocket(`ws://127.0.0.1:${port}/session`, options);
    await once(socket, 'open');
    return new WebSocketTransport(socket);
  }

  send(message: string): void {
    this.#socket.send(message);
  }

  close(): void {
    this.#socket.close();
  }
}
