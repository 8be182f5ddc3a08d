import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { DelayLine } from './delay-line.ts';
import { senderFragment } from './stun.ts';

/** Somebody with a socket at the signalling server; the key is learned from what it says there. */
export interface Peer {
  readonly id: string;
  key?: string;
}

/** A UDP socket of a browser, and the one of ours that everybody else is told instead. */
interface Endpoint {
  readonly address: string;
  readonly port: number;
  readonly standIn: Socket;
  owner: Peer | undefined;
}

const quiet = () => undefined;

/**
 * UDP between browsers on one machine. A packet that reaches the stand-in of B from A's own socket leaves from the
 * stand-in of A for B's own: each sees the other only through us.
 */
export class UdpRelay {
  /** Packets in a hundred that are lost. */
  loss = 0;
  /** Milliseconds, one way. */
  delay = 0;
  readonly #line = new DelayLine(() => this.delay);
  readonly #endpoints = new Map<string, Promise<Endpoint>>();
  /** Whose ICE user fragments are whose. */
  readonly #fragments = new Map<string, Peer>();
  readonly #cuts = new Map<string, readonly [string, string]>();

  /**
   * The port that stands in for a browser's own socket, at the same address: a browser pairs loopback with loopback
   * only, and nothing else with it.
   */
  async standInFor(address: string, port: number, owner: Peer): Promise<number> {
    const endpoint = await this.#endpoint(address, port);
    endpoint.owner = owner;
    return endpoint.standIn.address().port;
  }

  /** What it says there of its ICE user fragment: a socket that is never told of is known by it, in its checks. */
  learn(fragment: string, peer: Peer): void {
    this.#fragments.set(fragment, peer);
  }

  /** From now on nothing passes between two, named by id or key, on connections old and new. */
  cut(a: string, b: string): void {
    this.#cuts.set(pairOf(a, b), [a, b]);
  }

  heal(a: string, b: string): void {
    this.#cuts.delete(pairOf(a, b));
  }

  async close(): Promise<void> {
    this.#line.clear();
    const endpoints = await Promise.allSettled(this.#endpoints.values());
    for (const endpoint of endpoints) if (endpoint.status === 'fulfilled') endpoint.value.standIn.close();
    this.#endpoints.clear();
  }

  #endpoint(address: string, port: number): Promise<Endpoint> {
    const name = `${address}:${port}`;
    let endpoint = this.#endpoints.get(name);
    if (!endpoint) {
      endpoint = this.#open(address, port);
      this.#endpoints.set(name, endpoint);
    }
    return endpoint;
  }

  async #open(address: string, port: number): Promise<Endpoint> {
    const standIn = createSocket('udp4');
    const endpoint: Endpoint = { address, port, standIn, owner: undefined };
    standIn.on('message', (packet, sender) => void this.#forward(packet, sender, endpoint));
    // The browser has closed its socket (ICMP port unreachable): a packet less.
    standIn.on('error', quiet);
    standIn.bind(0, address);
    await once(standIn, 'listening');
    return endpoint;
  }

  async #forward(packet: Buffer, sender: RemoteInfo, to: Endpoint): Promise<void> {
    const arrived = performance.now();
    // A check may be faster than the candidate that tells of its socket.
    const from = await this.#endpoint(sender.address, sender.port);
    from.owner ??= this.#fragments.get(senderFragment(packet) ?? '');
    if (this.#isCut(from.owner, to.owner) || Math.random() * 100 < this.loss) return;
    this.#line.push(() => {
      // What was under way when the wire was cut is lost, too.
      if (!this.#isCut(from.owner, to.owner)) from.standIn.send(packet, to.port, to.address, quiet);
    }, arrived);
  }

  #isCut(a: Peer | undefined, b: Peer | undefined): boolean {
    return [...this.#cuts.values()].some(([x, y]) => (is(a, x) && is(b, y)) || (is(a, y) && is(b, x)));
  }
}

/** Who is not known yet may be anybody: better a packet too few. */
function is(peer: Peer | undefined, name: string): boolean {
  return peer === undefined || peer.id === name || peer.key === name;
}

function pairOf(a: string, b: string): string {
  return [a, b].sort().join(' ');
}
