import { RtcError } from '../../core/errors.ts';
import type { ByteStream, ParticipantId } from '../../core/transport.ts';
import { LateStreams } from './late-streams.ts';
import type { Link } from './link.ts';
import type { Control } from './wire.ts';

export interface StreamLineOptions {
  readonly remote: ParticipantId;
  /** What another connection, for streams alone, is made with. */
  readonly configuration: RTCConfiguration;
  readonly opened: (topic: string, stream: ByteStream) => void;
}

/** Byte streams with one participant. Each lasts no longer than the link that it began on. */
export class StreamLine {
  readonly #options: StreamLineOptions;
  #link: Link | undefined;
  #streams: LateStreams | undefined;

  constructor(options: StreamLineOptions) {
    this.#options = options;
  }

  /** From here on streams take this link. */
  use(link: Link | undefined): void {
    this.#streams?.close();
    this.#link = link;
    this.#streams = link && this.#over(link);
  }

  /** @throws RtcError `connection-lost` without a link. */
  async open(topic: string): Promise<ByteStream> {
    const [link, streams] = [this.#link, this.#streams];
    await link?.channels.whenOpen('file');
    if (!streams || !link?.isLive) throw new RtcError('connection-lost', `No link to ${this.#options.remote}`);
    return await streams.open(topic);
  }

  receive(frame: Uint8Array): void {
    this.#streams?.receive(frame);
  }

  /** The other end says something about a connection for streams alone. */
  hear(word: Extract<Control, { type: 'way' }>): void {
    this.#streams?.hear(word);
  }

  close(): void {
    this.#streams?.close();
  }

  #over(link: Link): LateStreams | undefined {
    const channel = link.channels.get('file');
    if (!channel) return undefined;
    const { configuration, opened } = this.#options;
    const say = (word: Control) => void link.channels.send('control', JSON.stringify(word));
    return new LateStreams(channel, { role: link.role, configuration, say, opened });
  }
}
