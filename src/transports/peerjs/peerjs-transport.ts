import type { Mailboxes } from '../../core/mailbox.ts';
import type { Transport } from '../../core/transport.ts';
import { meshMailboxes } from '../mesh/mesh-mailboxes.ts';
import { meshTransport } from '../mesh/mesh-transport.ts';
import { peerjsSignaller } from './peerjs-signaller.ts';

/** A mesh of direct links, introduced to each other by a PeerServer. */
export const transport: Transport = meshTransport(peerjsSignaller, () => import('../mesh/quality/quality-watch.ts'));

/** Letters by way of a PeerServer. */
export const mailboxes: Mailboxes = meshMailboxes(peerjsSignaller);
