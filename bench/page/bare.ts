// PeerJS as its manual shows it.
import { Peer } from 'peerjs';

let peer: Peer;

export async function open(server: string, id: string): Promise<void> {
  const { hostname, port } = new URL(server);
  peer = new Peer(id, { host: hostname, port: Number(port), path: '/peer', config: { iceServers: [] } });
  peer.on('call', (connection) => {
    connection.answer(instrument.camera());
    connection.on('stream', show);
  });
  await new Promise<void>((resolve) => peer.once('open', () => resolve()));
}

export function call(to: string): Promise<void> {
  peer.call(to, instrument.camera()).on('stream', show);
  return Promise.resolve();
}

let shown: MediaStream | undefined;

/** PeerJS tells of a stream once for each of its tracks. */
function show(stream: MediaStream): void {
  if (stream === shown) return;
  shown = stream;
  instrument.show(stream);
}
