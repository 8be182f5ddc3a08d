const RealConnection = globalThis.RTCPeerConnection;

/** The channels and transceivers of a link, as anybody can read them in the source. */
const channels = { control: 100, message: 101, realtime: 102, file: 103 } as const;
const kinds = ['audio', 'video', 'video', 'audio'] as const;

/** An attacker's end of a link: complete, but for the key of the room. */
export class AttackerConnection {
  /** Every state it ever was in. */
  readonly states: RTCPeerConnectionState[] = [];
  /** Application bytes that arrived on its channels. */
  bytes = 0;
  readonly #connection = new RealConnection();
  #describeOther: () => void = () => undefined;
  /** Resolves when it has the other's description; earlier there is no use for candidates. */
  readonly #described = new Promise<void>((resolve) => (this.#describeOther = resolve));

  /** `found`: told of each candidate. */
  constructor(found: (candidate: RTCIceCandidate) => void = () => undefined) {
    const connection = this.#connection;
    connection.addEventListener('connectionstatechange', () => this.states.push(connection.connectionState));
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate?.candidate) found(candidate);
    });
    for (const [name, id] of Object.entries(channels)) {
      const channel = connection.createDataChannel(name, { negotiated: true, id });
      channel.binaryType = 'arraybuffer';
      channel.addEventListener('message', ({ data }) => (this.bytes += lengthOf(data as string | ArrayBuffer)));
    }
  }

  /** The description that a dialling side would send. */
  async offer(): Promise<string> {
    for (const kind of kinds) this.#connection.addTransceiver(kind, { direction: 'sendrecv' });
    return this.#describe(await this.#connection.createOffer());
  }

  /** The description with which a called side would answer. */
  async answer(offer: string): Promise<string> {
    await this.#take({ type: 'offer', sdp: offer });
    for (const transceiver of this.#connection.getTransceivers()) transceiver.direction = 'sendrecv';
    return this.#describe(await this.#connection.createAnswer());
  }

  async takeAnswer(answer: string): Promise<void> {
    await this.#take({ type: 'answer', sdp: answer });
  }

  async takeCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    await this.#described;
    await this.#connection.addIceCandidate(candidate);
  }

  /** Frames of video that were put together from what arrived. */
  async frames(): Promise<number> {
    const stats = [...((await this.#connection.getStats()).values() as Iterable<RTCInboundRtpStreamStats>)];
    return stats.reduce((sum, { type, framesReceived = 0 }) => sum + (type === 'inbound-rtp' ? framesReceived : 0), 0);
  }

  close(): void {
    this.#connection.close();
  }

  async #take(description: RTCSessionDescriptionInit): Promise<void> {
    await this.#connection.setRemoteDescription(description);
    this.#describeOther();
  }

  async #describe(description: RTCSessionDescriptionInit): Promise<string> {
    await this.#connection.setLocalDescription(description);
    return description.sdp ?? '';
  }
}

function lengthOf(data: string | ArrayBuffer): number {
  return typeof data === 'string' ? data.length : data.byteLength;
}
