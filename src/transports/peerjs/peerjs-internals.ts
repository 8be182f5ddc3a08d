import { BufferedConnection, type DataConnection, Peer, type PeerOptions } from 'peerjs';

/**
 * What is used of PeerJS 1.5.5 beyond its published types. All of it is pinned down in
 * `test/transports/peerjs-facts.test.ts`, so that another version fails there and not in a call.
 */
export interface PeerInternals {
  /** Every message of the server passes through here, and PeerJS looks it up anew for each. */
  _handleMessage(message: unknown): void;
  _removeConnection(connection: DataConnection): void;
  getConnection(peerId: string, connectionId: string): DataConnection | null;
  readonly socket: { send(message: object): void };
}

/** Options of `connect()` that PeerJS takes and its types do not name. */
export interface ConnectionInternals {
  connectionId: string;
  /** Given each description before it is set and sent. */
  sdpTransform: (sdp: string) => string;
  /** Ours: called with the connection before an offer is created. */
  prepare?: (connection: RTCPeerConnection) => void;
  /** Ours: called when PeerJS wants to close the connection. */
  closed?: () => void;
}

/** The name of our serializer: whatever name a remote asks for, the gate puts this one in its place. */
export const serialization = 'rtc';

/**
 * A connection of which PeerJS makes only the first: its channel stays unused, its formats are never read, and once
 * `closed` is taken away, nothing PeerJS hears can close it.
 */
class FirstConnection extends BufferedConnection {
  readonly serialization = serialization;

  /** Runs inside the base constructor: after the RTCPeerConnection was made and before the offer is. */
  override _initializeDataChannel(channel: RTCDataChannel): void {
    this.dataChannel = channel;
    const options = this.options as ConnectionInternals;
    const { prepare } = options;
    // PeerJS comes here again for every channel that the other side opens.
    delete options.prepare;
    prepare?.(this.peerConnection);
  }

  override close(): void {
    // Chromium says so as soon as no candidate is left, and goes on when another comes: those of a relay come late.
    if (this.peerConnection?.iceConnectionState === 'failed') return;
    const { closed } = this.options as ConnectionInternals;
    closed?.();
  }

  protected override _handleDataMessage(): void {
    // Nothing is ever read from PeerJS's own channel.
  }

  override _send(): void {
    // Nor written.
  }
}

export function newPeer(id: string, options: PeerOptions): Peer & PeerInternals {
  const peer = new Peer(id, { ...options, serializers: { [serialization]: FirstConnection } });
  return peer as unknown as Peer & PeerInternals;
}

export function optionsOf(connection: DataConnection): ConnectionInternals {
  return (connection as unknown as { options: ConnectionInternals }).options;
}
