import type { Peer, PeerOptions } from 'peerjs';
import { newPeer, type PeerInternals } from '../../src/transports/peerjs/peerjs-internals.ts';
import type { PeerServer } from './peer-server.ts';

export type BarePeer = Peer & PeerInternals;

/** PeerJS as the library makes it, with no gate in front. */
export function barePeer(server: PeerServer, id: string, options: PeerOptions = { config: { iceServers: [] } }): BarePeer {
  const { hostname, port } = new URL(server.url);
  const peer = newPeer(id, { host: hostname, port: Number(port), path: '/peer', ...options });
  // As the library does: what matters of an error arrives otherwise.
  peer.on('error', () => undefined);
  return peer;
}

/** As {@link barePeer}, once the server has let it in. */
export async function openPeer(server: PeerServer, id: string, options?: PeerOptions): Promise<BarePeer> {
  const peer = barePeer(server, id, options);
  await new Promise((resolve) => peer.once('open', resolve));
  return peer;
}
