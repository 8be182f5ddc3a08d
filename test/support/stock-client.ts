import type { Peer, PeerConnectOption, DataConnection, MediaConnection } from 'peerjs';
import { Conditions } from './conditions.ts';
import type { PeerServer } from './peer-server.ts';

const script = '/node_modules/peerjs/dist/peerjs.min.js';

/** A page of its own with an unmodified PeerJS from npm: it patches the WebRTC of its page, and is counted there. */
export class StockClient {
  readonly id: string;
  /** What the server or a connection complained of, by type. */
  readonly errors: string[] = [];
  /** Everything that any of its data connections handed on. */
  readonly heard: unknown[] = [];
  readonly streams: MediaStream[] = [];
  /** Connections that PeerJS said were closed. */
  closed = 0;
  readonly #frame: HTMLIFrameElement;
  readonly #peer: Peer;
  readonly #conditions: Conditions;

  private constructor(frame: HTMLIFrameElement, peer: Peer, patience: number) {
    this.#frame = frame;
    this.#peer = peer;
    this.id = peer.id;
    this.#conditions = new Conditions(patience, () => JSON.stringify({ errors: this.errors, heard: this.heard, streams: this.streams.length, closed: this.closed }));
    peer.on('error', ({ type }) => this.#note(() => this.errors.push(type)));
  }

  /** Resolves once the server has let it in. */
  static async open(server: PeerServer, id: string, patience = 15_000): Promise<StockClient> {
    const frame = document.createElement('iframe');
    const loaded = new Promise((resolve) => (frame.onload = resolve));
    frame.srcdoc = `<!doctype html><script src="${script}"></script>`;
    document.body.append(frame);
    await loaded;
    const { Peer: StockPeer } = (frame.contentWindow as unknown as { peerjs: { Peer: typeof Peer } }).peerjs;
    const { hostname, port } = new URL(server.url);
    const peer = new StockPeer(id, { host: hostname, port: Number(port), path: '/peer', config: { iceServers: [] } });
    await new Promise((resolve, reject) => {
      peer.once('open', resolve);
      peer.once('error', reject);
    });
    return new StockClient(frame, peer, patience);
  }

  /** Asks for a connection with messages. */
  connect(to: string, options?: PeerConnectOption): DataConnection {
    const connection = this.#peer.connect(to, options);
    connection.on('data', (data) => this.#note(() => this.heard.push(data)));
    connection.on('close', () => this.#note(() => this.closed++));
    connection.on('open', () => this.#conditions.look());
    return connection;
  }

  /** The same, once it is open. */
  async connected(to: string, options?: PeerConnectOption): Promise<DataConnection> {
    const connection = this.connect(to, options);
    await this.until(`a connection with ${to}`, () => connection.open);
    return connection;
  }

  /** Sends a value as a page with PeerJS has it: made there. */
  send(connection: DataConnection, value: unknown): void {
    const { JSON: itsJson } = this.#frame.contentWindow as unknown as typeof globalThis;
    void connection.send(itsJson.parse(JSON.stringify(value)));
  }

  call(to: string, tracks: readonly MediaStreamTrack[], metadata?: unknown): MediaConnection {
    const connection = this.#peer.call(to, new MediaStream([...tracks]), { metadata });
    connection.on('stream', (stream) => this.#note(() => this.streams.push(stream)));
    connection.on('close', () => this.#note(() => this.closed++));
    return connection;
  }

  /** Resolves with what `find` finds, as soon as it finds anything. */
  until<Found>(what: string, find: () => Found | undefined | false): Promise<Found> {
    return this.#conditions.until(what, find);
  }

  close(): void {
    this.#peer.destroy();
    this.#frame.remove();
  }

  #note(note: () => unknown): void {
    note();
    this.#conditions.look();
  }
}
