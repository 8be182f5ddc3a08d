import { ModelAssociation } from './model-association.ts';
import { ModelChannel } from './model-channel.ts';
import { ModelPage } from './model-page.ts';
import type { ModelPaths } from './model-paths.ts';

let count = 0;

interface ModelParameters {
  readonly encodings: readonly Readonly<Record<string, unknown>>[];
  readonly codecs: readonly { readonly mimeType: string }[];
}

/** What a page's sender and receiver of one media section show of themselves. */
export class ModelTransceiver {
  readonly receiver: { readonly track: { readonly kind: string; readonly id: string }; jitterBufferTarget: number | null };
  direction = 'recvonly';
  parameters: ModelParameters = { encodings: [{}], codecs: [{ mimeType: 'video/VP8' }, { mimeType: 'video/AV1' }] };
  readonly sender = {
    track: null as unknown,
    replaceTrack: (track: unknown) => Promise.resolve().then(() => void (this.sender.track = track)),
    setStreams: () => undefined,
    getParameters: () => structuredClone(this.parameters),
    setParameters: async (parameters: ModelParameters) => void (this.parameters = parameters),
  };

  constructor(kind: string) {
    this.receiver = { track: { kind, id: `track-${++count}` }, jitterBufferTarget: null };
  }

  setCodecPreferences(): void {
    // What is sent makes no difference here.
  }
}

/**
 * An RTCPeerConnection as far as a mesh can tell: descriptions without words, one candidate each, ICE that takes its
 * time and gives up, channels that come up one after another. It knows the others of its model by the name in the description.
 */
export class ModelConnection extends EventTarget {
  readonly id = `connection-${++count}`;
  readonly page: ModelPage;
  readonly paths: ModelPaths;
  readonly madeAt: number;
  readonly channels = new Map<number, ModelChannel>();
  connectionState: RTCPeerConnectionState = 'new';
  signalingState: RTCSignalingState = 'stable';
  association: ModelAssociation | undefined;
  /** What is reported beside the transport and its pair, and of the pair; read anew for each report. */
  readonly stats: object[] = [];
  pair: object = {};
  readonly #census: ModelConnection[];
  readonly #transceivers: ModelTransceiver[] = [];
  #remote: ModelConnection | undefined;
  #knowsCandidate = false;

  constructor(paths: ModelPaths, census: ModelConnection[]) {
    super();
    const page = ModelPage.current;
    if (!page) throw new Error('Connections are made by pages');
    [this.page, this.paths, this.#census] = [page, paths, census];
    this.madeAt = paths.now();
    census.push(this);
  }

  get isClosed(): boolean {
    return this.signalingState === 'closed';
  }

  get remote(): ModelConnection | undefined {
    return this.#remote;
  }

  /** Whose page it leads to, as far as was negotiated. */
  get peerPage(): ModelPage | undefined {
    return this.#remote?.page;
  }

  getTransceivers(): ModelTransceiver[] {
    return [...this.#transceivers];
  }

  addTransceiver(kind: string): ModelTransceiver {
    const transceiver = new ModelTransceiver(kind);
    this.#transceivers.push(transceiver);
    return transceiver;
  }

  createDataChannel(label: string, { id = 0, ordered = true }: RTCDataChannelInit): ModelChannel {
    const channel = new ModelChannel(label, id, ordered, this);
    this.channels.set(id, channel);
    return channel;
  }

  offer(): string {
    this.signalingState = 'have-local-offer';
    return `${this.id} ${this.#transceivers.map(({ receiver }) => receiver.track.kind).join()}`;
  }

  takeOffer(sdp: string): void {
    const [id, kinds = ''] = sdp.split(' ');
    for (const kind of kinds.split(',')) this.addTransceiver(kind);
    this.#remote = this.#census.find((connection) => connection.id === id);
    this.signalingState = 'have-remote-offer';
    this.dispatchEvent(new Event('signalingstatechange'));
  }

  answer(): string {
    this.signalingState = 'stable';
    this.#connect();
    return this.id;
  }

  takeAnswer(sdp: string): void {
    if (this.signalingState !== 'have-local-offer') return;
    this.signalingState = 'stable';
    this.#remote = this.#census.find(({ id }) => id === sdp);
    this.#connect();
  }

  addCandidate(): void {
    this.#knowsCandidate = true;
    this.#connect();
  }

  become(state: RTCPeerConnectionState): void {
    if (this.isClosed || this.connectionState === state) return;
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }

  getStats(): Promise<Map<string, object>> {
    const transport = { type: 'transport', id: 'T', selectedCandidatePairId: 'P' };
    const bytesReceived = this.association?.bytes ?? 0;
    const pair = { type: 'candidate-pair', id: 'P', localCandidateId: 'L', timestamp: this.paths.now(), bytesReceived, ...this.pair };
    const isSent = (mid: number) => this.#remote?.getTransceivers()[mid]?.sender.track;
    const received = this.#transceivers.flatMap((_, mid) => (isSent(mid) ? [{ type: 'inbound-rtp', mid: String(mid), packetsReceived: bytesReceived }] : []));
    const all: object[] = [transport, pair, ...received, ...this.stats];
    return Promise.resolve(new Map(all.map((stats, index) => ['id' in stats ? String(stats.id) : String(index), stats])));
  }

  close(): void {
    if (this.isClosed) return;
    this.signalingState = this.connectionState = 'closed';
    for (const channel of this.channels.values()) channel.end();
    this.association?.leave(this);
  }

  /** One side's candidate is enough: the other sees where its checks come from (RFC 8445 §7.3.1.3). */
  #connect(): void {
    const other = this.#remote;
    if (!other || other.remote !== this || this.association || this.isClosed || other.isClosed) return;
    if (this.signalingState !== 'stable' || other.signalingState !== 'stable') return;
    if (this.#knowsCandidate || other.#knowsCandidate) this.association = other.association = new ModelAssociation(this, other);
  }
}
