import type { Transport } from '../../core/transport.ts';
import { meshTransport } from '../mesh/mesh-transport.ts';
import { peerjsSignaller } from './peerjs-signaller.ts';

/** A mesh of direct links, introduced to each other by a PeerServer. */
export const transport: Transport = meshTransport(peerjsSignaller);
