import { type Source, sources } from '../../core/transport.ts';
import { preferCodecs } from './codecs.ts';

/** Says how a slot sends. */
export type Tuner = (sender: RTCRtpSender, source: Source) => Promise<void>;

const kinds: Readonly<Record<Source, 'audio' | 'video'>> = {
  microphone: 'audio',
  camera: 'video',
  screen: 'video',
  'screen-audio': 'audio',
};

/**
 * The four fixed transceivers of a link, one for each source. They are in the first offer and never change: what is
 * sent in them is exchanged by `replaceTrack`, so nobody ever negotiates again.
 */
export class MediaSlots {
  readonly #codecs: readonly string[];
  readonly #wanted = new Map<Source, MediaStreamTrack>();
  readonly #applied = new Map<Source, Promise<void>>();
  #connection: RTCPeerConnection | undefined;
  #tuner: Tuner | undefined;

  constructor(codecs: readonly string[]) {
    this.#codecs = codecs;
  }

  get connection(): RTCPeerConnection | undefined {
    return this.#connection;
  }

  /** On the side that dials, before the offer is created. */
  add(connection: RTCPeerConnection): void {
    const streamOf = streams();
    for (const source of sources) {
      connection.addTransceiver(kinds[source], { direction: 'sendrecv', streams: [streamOf(source)] });
    }
    this.#use(connection);
  }

  /**
   * On the other side, before the answer is created: the offer made them, here they are opened in the other direction.
   * @returns false if they are not the four.
   */
  take(connection: RTCPeerConnection): boolean {
    const transceivers = connection.getTransceivers();
    const fits = sources.every((source, index) => transceivers[index]?.receiver.track.kind === kinds[source]);
    if (!fits || transceivers.length !== sources.length) return false;
    const streamOf = streams();
    sources.forEach((source, index) => {
      const transceiver = transceivers[index];
      if (!transceiver) return;
      transceiver.direction = 'sendrecv';
      transceiver.sender.setStreams(streamOf(source));
    });
    this.#use(connection);
    return true;
  }

  /** Sends a track in the slot of `source`, or nothing. */
  set(source: Source, track: MediaStreamTrack | null): void {
    if ((this.#wanted.get(source) ?? null) === track) return;
    if (track) this.#wanted.set(source, track);
    else this.#wanted.delete(source);
    this.#apply(source);
  }

  /** From now on asked how each slot sends, now and whenever it sends another track. */
  tune(tuner: Tuner): void {
    this.#tuner = tuner;
    for (const source of sources) this.#apply(source);
  }

  /** What arrives in the slot of `source`; silent or still while nothing is sent. */
  incoming(source: Source): MediaStreamTrack | undefined {
    return this.transceiver(source)?.receiver.track;
  }

  /** Its index is its mid on both sides: nobody adds or removes any. */
  transceiver(source: Source): RTCRtpTransceiver | undefined {
    return this.#connection?.getTransceivers()[sources.indexOf(source)];
  }

  #use(connection: RTCPeerConnection): void {
    this.#connection = connection;
    for (const source of sources) {
      const transceiver = this.transceiver(source);
      if (transceiver) preferCodecs(transceiver, kinds[source], this.#codecs);
      this.#apply(source);
    }
  }

  /** One at a time: until `replaceTrack` has settled, a sender still names the track before. */
  #apply(source: Source): void {
    const before = this.#applied.get(source) ?? Promise.resolve();
    this.#applied.set(source, before.then(() => this.#exchange(source)));
  }

  async #exchange(source: Source): Promise<void> {
    const sender = this.transceiver(source)?.sender;
    if (!sender || this.#connection?.signalingState === 'closed') return;
    const track = this.#wanted.get(source) ?? null;
    try {
      if (sender.track !== track) await sender.replaceTrack(track);
      await this.#tuner?.(sender, source);
    } catch {
      // Only a connection that was closed meanwhile refuses a track of the right kind.
    }
  }
}

/** Camera and microphone are one stream, a screen and its sound another: browsers keep a stream in step. */
function streams(): (source: Source) => MediaStream {
  const [camera, screen] = [new MediaStream(), new MediaStream()];
  return (source) => (source.startsWith('screen') ? screen : camera);
}
