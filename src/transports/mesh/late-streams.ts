import { RtcError } from '../../core/errors.ts';
import type { ByteStream } from '../../core/transport.ts';
import type { ByteStreams, ByteStreamsOptions } from './byte-streams.ts';
import type { Way } from './second-way.ts';

/** What may arrive while the code is on its way: more than one of ours sends before anything is acknowledged. Bytes. */
const mostWaiting = 1024 * 1024;
/** A frame takes memory whatever is in it. */
const frameWeight = 1024;
const [open, abort] = [1, 4];

/** The streams of a link, whose code comes with the first of them. */
export class LateStreams {
  readonly #channel: RTCDataChannel;
  readonly #options: ByteStreamsOptions;
  #streams: ByteStreams | undefined;
  #loading: Promise<ByteStreams> | undefined;
  #waiting = 0;

  constructor(channel: RTCDataChannel, options: ByteStreamsOptions) {
    this.#channel = channel;
    this.#options = options;
  }

  /** @throws RtcError `connection-lost` if the channel is not open, or the code does not come. */
  async open(topic: string): Promise<ByteStream> {
    try {
      return (await this.#load()).open(topic);
    } catch (cause) {
      throw new RtcError('connection-lost', 'No stream can be opened', { cause });
    }
  }

  receive(frame: Uint8Array): void {
    if (this.#streams) this.#streams.receive(frame);
    else if ((this.#waiting += frame.length + frameWeight) <= mostWaiting) {
      // In the order in which they came: that is how promises call.
      this.#load().then((streams) => streams.receive(frame), () => this.#refuse(frame));
    }
  }

  /** What was said of a second way; before there are streams, nobody needs one. */
  hear(word: Way): void {
    this.#streams?.hear(word);
  }

  /** The link is gone or as good as gone, and every stream with it. */
  close(): void {
    this.#loading?.then((streams) => streams.close(), () => undefined);
  }

  #load(): Promise<ByteStreams> {
    this.#loading ??= import('./byte-streams.ts').then(
      (module) => (this.#streams = new module.ByteStreams(this.#channel, this.#options)),
      (error: unknown) => {
        // The server is away, or has another version by now: the next stream asks again.
        this.#loading = undefined;
        this.#waiting = 0;
        throw error;
      },
    );
    return this.#loading;
  }

  #refuse(frame: Uint8Array): void {
    if (frame[0] === open && this.#channel.readyState === 'open') this.#channel.send(Uint8Array.of(abort, ...frame.subarray(1, 5)));
  }
}
