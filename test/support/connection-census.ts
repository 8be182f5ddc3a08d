import type { MeshRoom } from '../../src/transports/mesh/mesh-room.ts';
import type { Guest } from './meeting.ts';

const RealConnection = globalThis.RTCPeerConnection;

/** A connection that keeps account of what it was given. */
export class CountedConnection extends RealConnection {
  readonly configuration: RTCConfiguration | undefined;
  readonly remoteDescriptions: string[] = [];
  candidates = 0;

  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    this.configuration = configuration;
  }

  override setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.remoteDescriptions.push(description.sdp ?? '');
    return super.setRemoteDescription(description);
  }

  override addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
    this.candidates++;
    return super.addIceCandidate(candidate);
  }
}

/** Counts the RTCPeerConnections that the page makes from now on. */
export class ConnectionCensus {
  readonly all: CountedConnection[] = [];

  constructor() {
    const { all } = this;
    globalThis.RTCPeerConnection = class extends CountedConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        all.push(this);
      }
    };
  }

  /** Those of one participant: each room hands its connections a configuration object of its own. */
  of(guest: Guest): CountedConnection[] {
    const { configuration } = guest.room as MeshRoom;
    return this.all.filter((connection) => connection.configuration === configuration);
  }

  end(): void {
    globalThis.RTCPeerConnection = RealConnection;
  }
}
