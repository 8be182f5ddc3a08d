import { onAbort } from '../../core/abort.ts';

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

export interface ChannelsListener {
  /** The control channel is open. */
  opened(): void;
  /** The control channel is closed. */
  closed(): void;
  /** Anything at all arrived; what it was follows. False: that does not matter any more. */
  heard(): boolean;
  /** Text on `control`, bytes on the others. */
  received(channel: ChannelName, data: string | Uint8Array): void;
  /** The other end answered a ping. */
  answered(number: number): void;
}

/** The four fixed channels of a connection, until `signal` aborts. */
export class LinkChannels {
  readonly #listener: ChannelsListener;
  readonly #signal: AbortSignal;
  readonly #channels = new Map<ChannelName, RTCDataChannel>();

  constructor(listener: ChannelsListener, signal: AbortSignal) {
    this.#listener = listener;
    this.#signal = signal;
  }

  add(connection: RTCPeerConnection): void {
    for (const name of Object.keys(channels) as ChannelName[]) this.#add(connection, name);
  }

  get(name: ChannelName): RTCDataChannel | undefined {
    return this.#channels.get(name);
  }

  isOpen(name: ChannelName): boolean {
    return this.#channels.get(name)?.readyState === 'open';
  }

  /** Resolves when the channel is open. Resolves, too, when it never will be. */
  async whenOpen(name: ChannelName): Promise<void> {
    const channel = this.#channels.get(name);
    if (channel?.readyState !== 'connecting' || this.#signal.aborted) return;
    await new Promise<void>((resolve) => {
      channel.addEventListener('open', () => resolve(), { once: true });
      onAbort(this.#signal, resolve);
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

  ping(number: number): void {
    this.send('realtime', Uint8Array.of(realtime.ping, number));
  }

  #add(connection: RTCPeerConnection, name: ChannelName): void {
    const signal = this.#signal;
    const channel = connection.createDataChannel(name, { ...channels[name], negotiated: true });
    channel.binaryType = 'arraybuffer';
    this.#channels.set(name, channel);
    channel.addEventListener('message', ({ data }) => this.#receive(name, data as string | ArrayBuffer), { signal });
    if (name !== 'control') return;
    channel.addEventListener('open', () => this.#listener.opened(), { signal });
    channel.addEventListener('close', () => this.#listener.closed(), { signal });
  }

  #receive(name: ChannelName, data: string | ArrayBuffer): void {
    if (!this.#listener.heard()) return;
    if (typeof data === 'string') {
      if (name === 'control') this.#listener.received(name, data);
      return;
    }
    const bytes = new Uint8Array(data);
    if (name === 'realtime') this.#receiveRealtime(bytes);
    else if (name !== 'control') this.#listener.received(name, bytes);
  }

  #receiveRealtime(bytes: Uint8Array): void {
    const [kind, number = 0] = bytes;
    if (kind === realtime.ping) this.send('realtime', Uint8Array.of(realtime.pong, number));
    else if (kind === realtime.pong) this.#listener.answered(number);
    else if (kind === realtime.message) this.#listener.received('realtime', bytes.subarray(1));
  }
}

function withKind(kind: number, frame: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(frame.length + 1);
  bytes[0] = kind;
  bytes.set(frame, 1);
  return bytes;
}
