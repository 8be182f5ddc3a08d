import { after, onAbort } from '../../core/abort.ts';
import { type LinkStats, sources } from '../../core/transport.ts';
import { Heartbeat, type LinkLife } from './heartbeat.ts';
import { MediaSlots } from './media-slots.ts';
import type { Line } from './signaller.ts';

/** Negotiated, so that both ends have them without asking; 100 and up keeps clear of what browsers number. */
const channels = {
  control: { id: 100, ordered: true },
  message: { id: 101, ordered: true },
  realtime: { id: 102, ordered: false, maxRetransmits: 0 },
  file: { id: 103, ordered: true },
} as const;
export type ChannelName = keyof typeof channels;

/** First byte of every frame on the realtime channel; in pings and pongs, a number follows. */
const realtime = { ping: 1, pong: 2, message: 3 } as const;
/** A connection that has not come up by then never will. Milliseconds. */
const timeLimit = { dialling: 4000, dialled: 5000 } as const;
/** How long a `bye` may take to leave before the connection is closed under it. Milliseconds. */
const farewellTime = 500;

export interface LinkListener {
  /** Both ends are who they say, and media can flow. */
  connected(): void;
  /** Messages can flow. */
  opened(): void;
  /** Text on `control`, bytes on the others. */
  received(channel: ChannelName, data: string | Uint8Array): void;
  lifeChanged(life: LinkLife): void;
  /** An answer is late. */
  doubted(): void;
  /** The connection ended or never came up; nothing more will be told. */
  ended(): void;
}

/** Who made the offer. */
export type LinkRole = 'dialling' | 'dialled';

export interface LinkOptions {
  readonly role: LinkRole;
  readonly epoch: number;
  readonly codecs: readonly string[];
  readonly listener: LinkListener;
}

/**
 * One connection to one participant: four fixed transceivers, four fixed channels, one negotiation. Disposable: when
 * it falls silent the session above builds another and closes this one.
 */
export class Link {
  readonly epoch: number;
  /** By `performance.now()`; zero before. */
  connectedAt = 0;
  /** Resolves when the link came up or never will. */
  readonly settled: Promise<void>;
  readonly slots: MediaSlots;
  readonly #options: LinkOptions;
  readonly #end = new AbortController();
  readonly #channels = new Map<ChannelName, RTCDataChannel>();
  #line: Line | undefined;
  #connection: RTCPeerConnection | undefined;
  #heartbeat: Heartbeat | undefined;
  #life: LinkLife = 'live';
  #isConnected = false;
  #isLeaving = false;
  #settle: () => void = () => undefined;

  constructor(options: LinkOptions) {
    this.epoch = options.epoch;
    this.#options = options;
    this.slots = new MediaSlots(options.codecs);
    this.settled = new Promise((resolve) => (this.#settle = resolve));
    onAbort(this.#end.signal, this.#settle);
    after(timeLimit[options.role], this.#end.signal, () => {
      if (!this.#isConnected) this.close();
    });
  }

  get isConnected(): boolean {
    return this.#isConnected && !this.#end.signal.aborted;
  }

  /** Connected and heard from. */
  get isLive(): boolean {
    return this.isConnected && this.#life === 'live';
  }

  /** The other page is busy. */
  get isDeaf(): boolean {
    return this.#heartbeat?.isDeaf ?? false;
  }

  /** What is sent on it takes long. */
  get isSlow(): boolean | undefined {
    return this.#heartbeat?.isSlow;
  }

  /** Takes hold of a connection on which nothing has been negotiated yet. */
  prepare(connection: RTCPeerConnection): void {
    this.#connection = connection;
    const { signal } = this.#end;
    if (this.#options.role === 'dialling') this.slots.add(connection);
    else connection.addEventListener('signalingstatechange', () => this.#takeOffer(connection), { signal });
    connection.addEventListener('connectionstatechange', () => this.#connectionChanged(connection), { signal });
    for (const name of Object.keys(channels) as ChannelName[]) this.#addChannel(connection, name, signal);
  }

  /** The line is detached from the signalling service as soon as the link stands by itself. */
  hold(line: Line): void {
    this.#line = line;
    if (this.#end.signal.aborted) line.close();
  }

  channel(name: ChannelName): RTCDataChannel | undefined {
    return this.#channels.get(name);
  }

  /** Resolves when the channel is open. Resolves, too, when it never will be. */
  async whenOpen(name: ChannelName): Promise<void> {
    const channel = this.#channels.get(name);
    if (channel?.readyState !== 'connecting' || this.#end.signal.aborted) return;
    await new Promise<void>((resolve) => {
      channel.addEventListener('open', () => resolve(), { once: true });
      onAbort(this.#end.signal, resolve);
    });
  }

  /** False if the channel is not open (any more). */
  send(name: ChannelName, data: string | Uint8Array<ArrayBuffer>): boolean {
    const channel = this.#channels.get(name);
    if (channel?.readyState !== 'open') return false;
    try {
      if (typeof data === 'string') channel.send(data);
      else channel.send(data);
      return true;
    } catch {
      // The browser's buffer is full or the channel is closing: the next link resends what matters.
      return false;
    }
  }

  sendRealtime(frame: Uint8Array): boolean {
    return this.send('realtime', withKind(realtime.message, frame));
  }

  /** The network may be another one than before. */
  suspect(): void {
    this.#heartbeat?.suspect();
  }

  stats(): Promise<RTCStatsReport | undefined> {
    return Promise.resolve(this.#connection?.getStats());
  }

  /** Lets `say` say a last word, as soon as that is possible, and closes when it had the time to leave. */
  farewell(say: () => void): void {
    // Nothing that is still heard matters any more; the other side closes when it has heard.
    this.#isLeaving = true;
    const sayAndClose = () => {
      say();
      setTimeout(() => this.close(), farewellTime);
    };
    const needed = ['control', 'message'] as const;
    // At once, before all else: a page that is going away has no later, and Firefox may stop its script half-way.
    if (needed.every((name) => this.#channels.get(name)?.readyState === 'open')) sayAndClose();
    else {
      void Promise.all(needed.map((name) => this.whenOpen(name))).then(sayAndClose);
      after(timeLimit.dialling, this.#end.signal, () => this.close());
    }
    this.#line?.detach();
    for (const source of sources) this.slots.set(source, null);
  }

  close(): void {
    if (this.#end.signal.aborted) return;
    this.#end.abort();
    this.#line?.close();
    if (!this.#isLeaving) this.#options.listener.ended();
  }

  #takeOffer(connection: RTCPeerConnection): void {
    // Later, only this side says the same again, in other words.
    const isFirst = connection.signalingState === 'have-remote-offer' && !connection.currentRemoteDescription;
    if (isFirst && !this.slots.take(connection)) this.close();
  }

  #addChannel(connection: RTCPeerConnection, name: ChannelName, signal: AbortSignal): void {
    const channel = connection.createDataChannel(name, { ...channels[name], negotiated: true });
    channel.binaryType = 'arraybuffer';
    this.#channels.set(name, channel);
    channel.addEventListener('message', ({ data }) => this.#receive(name, data as string | ArrayBuffer), { signal });
    if (name !== 'control') return;
    channel.addEventListener('open', () => this.#opened(), { signal });
    channel.addEventListener('close', () => this.close(), { signal });
  }

  #receive(name: ChannelName, data: string | ArrayBuffer): void {
    // A message may overtake the word that its channel is open.
    this.#becomeConnected();
    this.#heartbeat?.heard();
    if (this.#isLeaving) return;
    const { listener } = this.#options;
    if (typeof data === 'string') {
      if (name === 'control') listener.received(name, data);
      return;
    }
    const bytes = new Uint8Array(data);
    if (name === 'realtime') this.#receiveRealtime(bytes);
    else if (name !== 'control') listener.received(name, bytes);
  }

  #receiveRealtime(bytes: Uint8Array): void {
    const [kind, number = 0] = bytes;
    if (kind === realtime.ping) this.send('realtime', Uint8Array.of(realtime.pong, number));
    else if (kind === realtime.pong) this.#heartbeat?.answered(number);
    else if (kind === realtime.message) this.#options.listener.received('realtime', bytes.subarray(1));
  }

  #connectionChanged(connection: RTCPeerConnection): void {
    const { connectionState } = connection;
    if (connectionState === 'connected') this.#becomeConnected();
    // Before it ever stood, only its time limit ends it: candidates may still come.
    if (connectionState === 'closed' || (connectionState === 'failed' && this.#isConnected)) this.close();
  }

  #becomeConnected(): void {
    if (this.#isConnected) return;
    this.#isConnected = true;
    this.connectedAt = performance.now();
    this.#settle();
    // Not only once the channels are open: a wire may be cut before.
    this.#startHeartbeat();
    this.#options.listener.connected();
  }

  #startHeartbeat(): void {
    this.#heartbeat = new Heartbeat(
      {
        ping: (number) => void this.send('realtime', Uint8Array.of(realtime.ping, number)),
        bytesReceived: () => this.#bytesReceived(),
        changed: (life) => {
          this.#life = life;
          this.#options.listener.lifeChanged(life);
        },
        doubted: () => this.#options.listener.doubted(),
      },
      this.#end.signal,
    );
    onAbort(this.#end.signal, () => (this.#heartbeat = undefined));
  }

  #opened(): void {
    // The browser may tell of the channel before it tells of the connection.
    this.#becomeConnected();
    // Earlier, candidates that are still to come would be lost; from here on the service can do no harm.
    this.#line?.detach();
    this.#options.listener.opened();
  }

  async #bytesReceived(): Promise<number | undefined> {
    return selectedPair(await this.stats())?.bytesReceived;
  }
}

/** The selected candidate pair (W3C webrtc-stats §8.13): named by the transport, or marked by Firefox. */
export function selectedPair(report: RTCStatsReport | undefined): RTCIceCandidatePairStats | undefined {
  const all = [...((report?.values() ?? []) as Iterable<RTCTransportStats & RTCIceCandidatePairStats & { selected?: boolean }>)];
  const id = all.find(({ type, selectedCandidatePairId }) => type === 'transport' && selectedCandidatePairId)?.selectedCandidatePairId;
  return all.find((stats) => (id ? stats.id === id : stats.type === 'candidate-pair' && stats.selected));
}

export function linkStats(report: RTCStatsReport | undefined): LinkStats {
  const pair = selectedPair(report);
  const local = pair && (report?.get(pair.localCandidateId) as { candidateType?: string } | undefined);
  return {
    roundTripTime: pair?.currentRoundTripTime === undefined ? undefined : pair.currentRoundTripTime * 1000,
    relayed: local?.candidateType === 'relay',
    ...(report && { report }),
  };
}

function withKind(kind: number, frame: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(frame.length + 1);
  bytes[0] = kind;
  bytes.set(frame, 1);
  return bytes;
}
