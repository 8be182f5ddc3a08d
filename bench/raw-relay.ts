import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

export interface RawRelay {
  readonly origin: string;
  close(): Promise<void>;
}

/** The least of a signalling server: it hands on what is said, to whom it is said. */
export async function startRawRelay(): Promise<RawRelay> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const sockets = new Map<string, WebSocket>();
  server.on('connection', (socket, { url }) => {
    const src = new URL(url ?? '', 'ws://relay').searchParams.get('id') ?? '';
    sockets.set(src, socket);
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as { dst: string };
      sockets.get(message.dst)?.send(JSON.stringify({ ...message, src }));
    });
    socket.on('close', () => sockets.delete(src));
  });
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets.values()) socket.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}
