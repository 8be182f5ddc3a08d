import type { Mailboxes } from '../../core/mailbox.ts';
import type { Transport } from '../../core/transport.ts';
import { meshMailboxes } from '../mesh/mesh-mailboxes.ts';
import { meshTransport } from '../mesh/mesh-transport.ts';
import { peerjsSignaller } from './peerjs-signaller.ts';

const mesh = meshTransport(peerjsSignaller, () => import('../mesh/quality/quality-watch.ts'));

/** A mesh of direct links, introduced to each other by a PeerServer; with `compat`, stock PeerJS clients may call in. */
export const transport: Transport = {
  async enter(options, listener, signal) {
    if (options.compat === undefined) return mesh.enter(options, listener, signal);
    const { enterWithGuests } = await import('./guests/room-with-guests.ts');
    signal.throwIfAborted();
    return enterWithGuests(mesh, options, listener, signal);
  },
};

/** Letters by way of a PeerServer. */
export const mailboxes: Mailboxes = meshMailboxes(peerjsSignaller);
