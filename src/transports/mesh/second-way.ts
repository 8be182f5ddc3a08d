import { after, onAbort } from '../../core/abort.ts';
import { closeWell } from './close-well.ts';
import type { LinkRole } from './link.ts';
import type { Control } from './wire.ts';

/** Until it stands, and between two attempts. Milliseconds. */
const [timeLimit, pause] = [10_000, 30_000] as const;
/** For how long candidates are gathered, all of which go with the description. Milliseconds. */
const gathering = 2000;
const channelOptions: RTCDataChannelInit = { id: 100, negotiated: true, ordered: false };

export interface SecondWayOptions {
  readonly role: LinkRole;
  /** As for the link. */
  readonly configuration: RTCConfiguration;
  /** On the link, which both sides have proved to be theirs. */
  readonly say: (word: Way) => void;
  /** There is something to send on it, or to hear. */
  readonly isOfUse: () => boolean;
  readonly received: (frame: Uint8Array) => void;
  /** More may be sent. */
  readonly drained: () => void;
  /** What was sent and is not acknowledged is lost. */
  readonly ended: () => void;
}

export type Way = Extract<Control, { type: 'way' }>;

/**
 * One more connection between two who have a link, for data only: a single one is slow on a long way. It may never come, or
 * end at any time. The dialling side makes the offer; the other one asks for it.
 */
export class SecondWay {
  readonly #options: SecondWayOptions;
  #connection: RTCPeerConnection | undefined;
  #channel: RTCDataChannel | undefined;
  #end = new AbortController();
  #triedAt = Number.NEGATIVE_INFINITY;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(options: SecondWayOptions) {
    this.#options = options;
  }

  /** While it is open. */
  get channel(): RTCDataChannel | undefined {
    return this.#channel?.readyState === 'open' ? this.#channel : undefined;
  }

  /** Asked as often as one likes: it is tried now and then. */
  want(): void {
    const now = performance.now();
    if (this.#options.role === 'dialling') {
      if (this.#mayBegin(now)) this.#begin((connection) => connection.setLocalDescription());
    } else if (!this.#connection && now - this.#askedAt > pause) {
      this.#askedAt = now;
      this.#options.say({ type: 'way' });
    }
  }

  /** Whoever says so is who the link belongs to, and may be up to anything. */
  hear({ sdp }: Way): void {
    if (!this.#options.isOfUse() || (sdp !== undefined && !isDataOnly(sdp))) return;
    if (this.#options.role === 'dialling') {
      if (sdp === undefined) this.want();
      else this.#answered(sdp);
    } else if (sdp !== undefined && this.#mayBegin(performance.now())) {
      this.#begin(async (connection) => {
        await connection.setRemoteDescription({ type: 'offer', sdp });
        await connection.setLocalDescription();
      });
    }
  }

  close(): void {
    if (!this.#connection) return;
    const connection = this.#connection;
    this.#connection = this.#channel = undefined;
    this.#end.abort();
    if (connection.signalingState !== 'closed') closeWell(connection);
    this.#options.ended();
  }

  #mayBegin(now: number): boolean {
    return !this.#connection && now - this.#triedAt > pause;
  }

  #begin(describe: (connection: RTCPeerConnection) => Promise<void>): void {
    this.#triedAt = performance.now();
    this.#end = new AbortController();
    const { signal } = this.#end;
    const connection = new RTCPeerConnection(this.#options.configuration);
    this.#connection = connection;
    this.#channel = this.#open(connection, signal);
    connection.addEventListener('connectionstatechange', () => this.#endIfGone(connection), { signal });
    after(timeLimit, signal, () => {
      if (!this.channel) this.close();
    });
    describe(connection)
      .then(() => gathered(connection, signal))
      .then(() => {
        if (!signal.aborted && connection.localDescription) this.#options.say({ type: 'way', sdp: connection.localDescription.sdp });
      })
      .catch(() => this.#closeIf(signal));
  }

  #open(connection: RTCPeerConnection, signal: AbortSignal): RTCDataChannel {
    const channel = connection.createDataChannel('file', channelOptions);
    channel.binaryType = 'arraybuffer';
    channel.bufferedAmountLowThreshold = 262_144;
    channel.addEventListener('message', ({ data }) => data instanceof ArrayBuffer && this.#options.received(new Uint8Array(data)), { signal });
    for (const type of ['open', 'bufferedamountlow']) channel.addEventListener(type, () => this.#options.drained(), { signal });
    channel.addEventListener('close', () => this.close(), { signal });
    return channel;
  }

  #answered(sdp: string): void {
    const { signal } = this.#end;
    if (this.#connection?.signalingState !== 'have-local-offer') return;
    this.#connection.setRemoteDescription({ type: 'answer', sdp }).catch(() => this.#closeIf(signal));
  }

  #endIfGone({ connectionState }: RTCPeerConnection): void {
    if (['disconnected', 'failed', 'closed'].includes(connectionState)) this.close();
  }

  #closeIf(signal: AbortSignal): void {
    if (!signal.aborted) this.close();
  }
}

/** One section, of data. */
function isDataOnly(sdp: string): boolean {
  return sdp.match(/^m=/gm)?.length === 1 && /^m=application \d+ UDP\/DTLS\/SCTP webrtc-datachannel/m.test(sdp);
}

function gathered(connection: RTCPeerConnection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (connection.iceGatheringState === 'complete') resolve();
    };
    connection.addEventListener('icegatheringstatechange', look, { signal });
    after(gathering, signal, resolve);
    onAbort(signal, resolve);
    look();
  });
}
