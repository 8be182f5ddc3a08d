import { after, onAbort } from '../../core/abort.ts';
import { sources } from '../../core/transport.ts';
import { Heartbeat, type LinkLife } from './heartbeat.ts';
import { type ChannelName, LinkChannels } from './link-channels.ts';
import { selectedPair } from './link-stats.ts';
import { MediaSlots } from './media-slots.ts';
import type { Line } from './signaller.ts';

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
  readonly codecs: readonly string[];
  readonly listener: LinkListener;
}

/**
 * One connection to one participant: four fixed transceivers, four fixed channels, one negotiation. Disposable: when
 * it falls silent the session above builds another and closes this one.
 */
export class Link {
  readonly role: LinkRole;
  /** By `performance.now()`; zero before. */
  connectedAt = 0;
  /** Resolves when the link came up or never will. */
  readonly settled: Promise<void>;
  readonly slots: MediaSlots;
  readonly channels: LinkChannels;
  readonly #options: LinkOptions;
  readonly #end = new AbortController();
  #line: Line | undefined;
  #connection: RTCPeerConnection | undefined;
  #heartbeat: Heartbeat | undefined;
  #life: LinkLife = 'live';
  #isConnected = false;
  #isLeaving = false;
  #settle: () => void = () => undefined;

  constructor(options: LinkOptions) {
    this.role = options.role;
    this.#options = options;
    this.slots = new MediaSlots(options.codecs);
    this.channels = new LinkChannels(
      {
        opened: () => this.#opened(),
        closed: () => this.close(),
        heard: () => this.#heard(),
        received: (name, data) => options.listener.received(name, data),
        answered: (number) => this.#heartbeat?.answered(number),
      },
      this.#end.signal,
    );
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
    if (this.role === 'dialling') this.slots.add(connection);
    else connection.addEventListener('signalingstatechange', () => this.#takeOffer(connection), { signal });
    connection.addEventListener('connectionstatechange', () => this.#connectionChanged(connection), { signal });
    this.channels.add(connection);
  }

  /** The line is detached from the signalling service as soon as the link stands by itself. */
  hold(line: Line): void {
    this.#line = line;
    if (this.#end.signal.aborted) line.close();
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
    if (needed.every((name) => this.channels.isOpen(name))) sayAndClose();
    else {
      void Promise.all(needed.map((name) => this.channels.whenOpen(name))).then(sayAndClose);
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

  #heard(): boolean {
    // A message may overtake the word that its channel is open.
    this.#becomeConnected();
    this.#heartbeat?.heard();
    return !this.#isLeaving;
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
        ping: (number) => this.channels.ping(number),
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
