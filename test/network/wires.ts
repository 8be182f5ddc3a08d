import { serve, type RunningServer, type ServeOptions } from '../../src/server/serve.ts';
import { DelayedProxy } from './delayed-proxy.ts';
import { rewritten } from './peer-frames.ts';
import { type Peer, UdpRelay } from './udp-relay.ts';

export interface WiresOptions {
  /** Milliseconds, one way, for every packet and every frame. Default 0. */
  readonly delay?: number;
  /** UDP packets in a hundred that are lost. Default 0. */
  readonly loss?: number;
  /** A server that runs elsewhere, by its origin. Default: one of our own, made anew at every start. */
  readonly origin?: string;
  /** For the own server. */
  readonly server?: ServeOptions;
}

/**
 * All wires between browsers and their signalling server, and among the browsers, on one machine and without root:
 * they can be long, lossy or cut. Browsers must give away their addresses (`scripts/browsers.mjs` sees to it).
 */
export class Wires {
  readonly #options: WiresOptions;
  readonly #relay = new UdpRelay();
  readonly #proxy: DelayedProxy;
  readonly #peers = new WeakMap<object, Peer>();
  #origin = '';
  #server: RunningServer | undefined;

  constructor(options: WiresOptions = {}) {
    this.#options = options;
    this.#relay.delay = options.delay ?? 0;
    this.#relay.loss = options.loss ?? 0;
    this.#proxy = new DelayedProxy({
      origin: () => this.#origin,
      delay: () => this.#relay.delay,
      changed: (text, client, url) => rewritten(text, this.#peerOf(client, url), this.#relay),
    });
  }

  /** The origin that browsers are to use. */
  get url(): string {
    return this.#proxy.url;
  }

  /** Milliseconds, one way; for what is said from now on, on connections old and new. */
  set delay(milliseconds: number) {
    this.#relay.delay = milliseconds;
  }

  set loss(percent: number) {
    this.#relay.loss = percent;
  }

  /** Silently, both ways, for connections old and new; named by PeerServer id or by participant. */
  cut(a: string, b: string): void {
    this.#relay.cut(a, b);
  }

  heal(a: string, b: string): void {
    this.#relay.heal(a, b);
  }

  /** A server that knows nobody yet, at the same address as before. */
  async startServer(): Promise<void> {
    if (this.#options.origin === undefined) this.#server = await serve({ port: 0, ...this.#options.server });
    this.#origin = this.#options.origin ?? this.#server?.url ?? '';
    await this.#proxy.listen();
  }

  /** Nobody reaches the server any more. */
  async stopServer(): Promise<void> {
    await this.#proxy.stop();
    await this.#server?.stop();
    this.#server = undefined;
  }

  async close(): Promise<void> {
    await this.stopServer();
    await this.#relay.close();
  }

  #peerOf(client: object, url: URL): Peer {
    let peer = this.#peers.get(client);
    if (!peer) {
      peer = { id: url.searchParams.get('id') ?? '' };
      this.#peers.set(client, peer);
    }
    return peer;
  }
}

export async function startWires(options: WiresOptions = {}): Promise<Wires> {
  const wires = new Wires(options);
  await wires.startServer();
  return wires;
}
