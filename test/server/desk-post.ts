import { WebSocket } from 'ws';
import { type Address, addressesOf, type Mailbox, type Mailboxes, type MailboxListener, type MailboxOptions } from '../../src/core/mailbox.ts';
import type { RunningServer } from '../../src/server/serve.ts';
import { type Message, socketUrl } from './signalling-client.ts';

/** Letters over a real server, in Node: as the PeerJS mailboxes, without PeerJS, and without coming back after a loss. */
export class DeskPost implements Mailboxes {
  readonly #server: RunningServer;
  readonly #localAddress: string;

  constructor(server: RunningServer, localAddress = '127.0.0.1') {
    this.#server = server;
    this.#localAddress = localAddress;
  }

  open({ tag }: MailboxOptions, listener: MailboxListener, signal: AbortSignal): Mailbox {
    let socket: WebSocket | undefined;
    const take = (addresses: readonly Address[]) => {
      const [id, ...others] = addresses;
      if (id === undefined) return listener.full();
      const opening = new WebSocket(socketUrl(this.#server, { id, token: `${Math.random()}`.slice(2), key: 'peerjs' }), { localAddress: this.#localAddress });
      opening.on('error', () => undefined);
      signal.addEventListener('abort', () => opening.terminate(), { once: true });
      opening.on('message', (data: Buffer) => {
        const { type, src = '', payload } = JSON.parse(data.toString()) as Message;
        if (signal.aborted) return;
        if (type === 'ID-TAKEN') take(others);
        else if (type === 'OPEN') {
          socket = opening;
          listener.signallingChanged('connected');
        } else if (type === 'EXPIRE') listener.absent(src);
        else if (type === 'CANDIDATE') listener.received(src, (payload as { rtc?: unknown } | undefined)?.rtc);
      });
      opening.on('close', () => {
        if (socket === opening && !signal.aborted) listener.signallingChanged('reconnecting');
      });
    };
    take(addressesOf(tag));
    return {
      send: (to, letter) => {
        if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: 'CANDIDATE', dst: to, payload: { rtc: letter } }));
      },
    };
  }
}
