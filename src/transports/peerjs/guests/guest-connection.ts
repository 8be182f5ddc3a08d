import { after, onAbort } from '../../../core/abort.ts';
import { RateLimit } from '../../../core/rate-limit.ts';
import { closeWell } from '../../mesh/close-well.ts';
import { type Format, formatNamed, goodbye } from './formats.ts';
import type { GuestCandidate, GuestOffer } from './guest-messages.ts';
import type { Sent } from './sent-tracks.ts';

/** A connection that has not come up by then never will; one that is silent for so long is over. Milliseconds. */
const timeLimit = { coming: 10_000, silent: 5000 } as const;
/** No honest connection has more candidates. */
const mostCandidates = 64;
/** Bytes that may wait for a guest who does not take them. */
const bufferHigh = 1024 * 1024;

export type Ending = 'left' | 'lost';

interface GuestConnectionListener {
  /** Media or messages can flow. */
  stands(): void;
  silenceChanged(): void;
  /** Said once. */
  ended(how: Ending): void;
  /** A message of the page, in the core's frames. */
  received(bytes: Uint8Array): void;
}

export interface GuestConnectionOptions {
  readonly offer: GuestOffer;
  readonly configuration: RTCConfiguration;
  /** Sends the guest a message of PeerJS's by way of the server. */
  readonly say: (type: 'ANSWER' | 'CANDIDATE', payload: object) => void;
  readonly sent: () => Sent;
  readonly listener: GuestConnectionListener;
}

/** One connection that a stock PeerJS client asked for, with media or with messages; here it is only ever answered. */
export class GuestConnection {
  readonly id: string;
  readonly #options: GuestConnectionOptions;
  readonly #connection: RTCPeerConnection;
  readonly #end = new AbortController();
  readonly #format: Format | undefined;
  readonly #messages = new RateLimit({ burst: 400, perSecond: 200 });
  #channel: RTCDataChannel | undefined;
  #candidates = 0;
  #stands = false;
  #silence: AbortController | undefined;

  /** @throws whatever a browser throws that makes no more connections. */
  constructor(options: GuestConnectionOptions) {
    const { offer, configuration } = options;
    this.id = offer.connectionId;
    this.#options = options;
    this.#format = offer.type === 'data' ? formatNamed(offer.serialization) : undefined;
    const { signal } = this.#end;
    const connection = (this.#connection = new RTCPeerConnection(configuration));
    connection.addEventListener('icecandidate', ({ candidate }) => candidate?.candidate && this.#say('CANDIDATE', { candidate }), { signal });
    connection.addEventListener('connectionstatechange', () => this.#stateChanged(), { signal });
    connection.addEventListener('datachannel', ({ channel }) => this.#open(channel), { signal });
    after(timeLimit.coming, signal, () => this.#stands || this.close('lost'));
    onAbort(signal, () => closeWell(connection));
    void this.#answer();
  }

  get isOver(): boolean {
    return this.#end.signal.aborted;
  }

  get stands(): boolean {
    return this.#stands && !this.isOver;
  }

  get isSilent(): boolean {
    return this.#silence?.signal.aborted === false;
  }

  /** The tracks that the guest sends, at most one of a kind. */
  get incoming(): Partial<Record<'audio' | 'video', MediaStreamTrack>> {
    const receiving = this.#transceivers(({ currentDirection }) => currentDirection?.includes('recv') ?? false);
    return Object.fromEntries(receiving.map(([kind, { receiver }]) => [kind, receiver.track]));
  }

  /** Whether messages can be sent. */
  get isOpen(): boolean {
    return this.#format !== undefined && this.#channel?.readyState === 'open';
  }

  /** More waits already than the guest takes. */
  get isFull(): boolean {
    return (this.#channel?.bufferedAmount ?? 0) > bufferHigh;
  }

  stats(): Promise<RTCStatsReport> {
    return this.#connection.getStats();
  }

  /** Sends what there is to send now. */
  applyTracks(): void {
    const sent = this.#options.sent();
    for (const [kind, { sender }] of this.#transceivers(() => true)) void exchange(sender, sent[kind], kind === 'video' ? sent.maxBitrate : undefined);
  }

  addCandidate(candidate: GuestCandidate): void {
    if (this.#candidates++ >= mostCandidates || this.isOver) return;
    const { sdpMid = null, sdpMLineIndex = null, usernameFragment = null } = candidate;
    // One that the browser does not like is one less.
    this.#connection.addIceCandidate({ candidate: candidate.candidate, sdpMid, sdpMLineIndex, usernameFragment }).catch(() => undefined);
  }

  send(message: Parameters<Format['write']>[0]): void {
    const data = this.#format?.write(message);
    if (data === undefined || !this.isOpen) return;
    try {
      if (typeof data === 'string') this.#channel?.send(data);
      else this.#channel?.send(data);
    } catch {
      // The channel is closing.
    }
  }

  close(how: Ending): void {
    if (this.isOver) return;
    this.#end.abort();
    this.#options.listener.ended(how);
  }

  async #answer(): Promise<void> {
    const connection = this.#connection;
    try {
      await connection.setRemoteDescription(this.#options.offer.sdp);
      // One stream: PeerJS shows the first, and has no use for another.
      const stream = new MediaStream();
      for (const transceiver of connection.getTransceivers()) transceiver.direction = 'inactive';
      for (const [, transceiver] of this.#transceivers(() => true)) {
        transceiver.direction = 'sendrecv';
        transceiver.sender.setStreams(stream);
      }
      this.applyTracks();
      await connection.setLocalDescription();
      const { localDescription } = connection;
      if (localDescription) this.#say('ANSWER', { sdp: localDescription.toJSON() as object });
    } catch {
      this.close('lost');
    }
  }

  #say(type: 'ANSWER' | 'CANDIDATE', payload: object): void {
    if (this.isOver) return;
    this.#options.say(type, { ...payload, type: this.#options.offer.type, connectionId: this.id });
  }

  /** The first of each kind; what else is offered is never answered. */
  #transceivers(fits: (transceiver: RTCRtpTransceiver) => boolean): ['audio' | 'video', RTCRtpTransceiver][] {
    const all = this.#connection.getTransceivers();
    return (['audio', 'video'] as const).flatMap((kind) => {
      const transceiver = all.find(({ receiver }) => receiver.track.kind === kind);
      return transceiver && fits(transceiver) ? [[kind, transceiver]] : [];
    });
  }

  #open(channel: RTCDataChannel): void {
    if (this.#channel) return channel.close();
    this.#channel = channel;
    channel.binaryType = 'arraybuffer';
    const { signal } = this.#end;
    const open = () => this.#becomeStanding();
    channel.addEventListener('open', open, { signal });
    channel.addEventListener('close', () => this.close('left'), { signal });
    channel.addEventListener('message', ({ data }) => this.#receive(data as string | ArrayBuffer), { signal });
    if (channel.readyState === 'open') open();
  }

  #receive(data: string | ArrayBuffer): void {
    this.#becomeStanding();
    if (!this.#messages.allows()) return;
    const received = this.#format?.read(typeof data === 'string' ? data : new Uint8Array(data));
    if (received === goodbye) this.close('left');
    else if (received) this.#options.listener.received(received);
  }

  #becomeStanding(): void {
    if (this.#stands) return;
    this.#stands = true;
    // Only now can a browser be told how to send.
    if (!this.#format) this.applyTracks();
    this.#options.listener.stands();
  }

  /** PeerJS says nothing of a page that is gone: what the browser finds out is all there is. */
  #stateChanged(): void {
    const { connectionState } = this.#connection;
    if (connectionState === 'connected') {
      this.#silence?.abort();
      if (!this.#format) this.#becomeStanding();
    } else if (connectionState === 'closed') return this.close('left');
    else if (connectionState === 'failed') return this.close('lost');
    else if (connectionState === 'disconnected') {
      const silence = (this.#silence = new AbortController());
      onAbort(this.#end.signal, () => silence.abort());
      after(timeLimit.silent, silence.signal, () => this.close('lost'));
    } else return;
    this.#options.listener.silenceChanged();
  }
}

async function exchange(sender: RTCRtpSender, track: MediaStreamTrack | null, maxBitrate: number | undefined): Promise<void> {
  try {
    // Always: what was asked for before may be on its way.
    await sender.replaceTrack(track);
    const parameters = sender.getParameters();
    for (const encoding of parameters.encodings) {
      if (maxBitrate === undefined) delete encoding.maxBitrate;
      else encoding.maxBitrate = 1000 * maxBitrate;
    }
    await sender.setParameters(parameters);
  } catch {
    // Closed meanwhile, or not yet negotiated: it is told again then.
  }
}
