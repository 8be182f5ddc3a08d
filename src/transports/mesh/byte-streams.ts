import { RtcError } from '../../core/errors.ts';
import type { ByteStream } from '../../core/transport.ts';
import type { LinkRole } from './link.ts';

/** `[kind: u8][stream: u32][…]`. A stream's number is even if the dialling side opened it, else odd. */
const kinds = { open: 1, data: 2, end: 3, abort: 4, credit: 5 } as const;
const headerLength = 5;
const chunkLength = 65_536 - headerLength;
/** Bytes a sender may be ahead of the reader. */
const windowLength = 1024 * 1024;
/** Bytes that may wait in the browser before more is handed to it. */
const bufferHigh = 1024 * 1024;
const mostStreams = 64;

interface Stream {
  readonly id: number;
  readonly writer: WritableStreamDefaultController;
  readonly reader: ReadableStreamDefaultController<Uint8Array>;
  credit: number;
  /** Bytes read since credit was last given back. */
  consumed: number;
  received: number;
  wake: (() => void) | undefined;
  isReadEnded: boolean;
  isWriteEnded: boolean;
}

/** Streams of bytes over one ordered channel, each with its own window: a slow reader slows its own writer only. */
export class ByteStreams {
  readonly #channel: RTCDataChannel;
  readonly #opened: (topic: string, stream: ByteStream) => void;
  readonly #streams = new Map<number, Stream>();
  readonly #parity: 0 | 1;
  #count = 0;

  constructor(channel: RTCDataChannel, role: LinkRole, opened: (topic: string, stream: ByteStream) => void) {
    this.#channel = channel;
    this.#parity = role === 'dialling' ? 0 : 1;
    this.#opened = opened;
    channel.bufferedAmountLowThreshold = bufferHigh / 4;
  }

  /** @throws RtcError `connection-lost` if the channel is not open. */
  open(topic: string): ByteStream {
    if (this.#channel.readyState !== 'open') throw new RtcError('connection-lost', 'No link to open a stream on');
    const id = 2 * ++this.#count + this.#parity;
    this.#send(kinds.open, id, new TextEncoder().encode(topic));
    return this.#create(id);
  }

  receive(frame: Uint8Array): void {
    if (frame.length < headerLength) return;
    const id = new DataView(frame.buffer, frame.byteOffset).getUint32(1);
    const payload = frame.subarray(headerLength);
    if (frame[0] === kinds.open) this.#accept(id, payload);
    const stream = this.#streams.get(id);
    if (!stream) return;
    if (frame[0] === kinds.data) this.#receiveData(stream, payload);
    else if (frame[0] === kinds.end) this.#receiveEnd(stream);
    else if (frame[0] === kinds.abort) this.#fail(stream, new RtcError('connection-lost', 'The other side gave the stream up'));
    else if (frame[0] === kinds.credit) this.#receiveCredit(stream, payload);
  }

  /** The link is gone or as good as gone, and every stream with it. Should it come back, the other side hears of it. */
  close(): void {
    for (const stream of [...this.#streams.values()]) {
      this.#send(kinds.abort, stream.id);
      this.#fail(stream, new RtcError('connection-lost', 'The link was lost'));
    }
  }

  #accept(id: number, topic: Uint8Array): void {
    const isTheirs = id % 2 !== this.#parity && id > 1;
    if (!isTheirs || this.#streams.has(id)) return;
    if (this.#streams.size >= mostStreams) this.#send(kinds.abort, id);
    else this.#opened(new TextDecoder().decode(topic), this.#create(id));
  }

  #create(id: number): ByteStream {
    let [writer, reader]: [WritableStreamDefaultController?, ReadableStreamDefaultController<Uint8Array>?] = [];
    const get = () => this.#streams.get(id);
    const writable = new WritableStream<Uint8Array>({
      start: (controller) => void (writer = controller),
      write: (chunk) => this.#write(get(), chunk),
      close: () => this.#endWriting(get()),
      abort: () => this.#giveUp(get()),
    });
    const readable = new ReadableStream<Uint8Array>(
      {
        start: (controller) => void (reader = controller),
        pull: () => this.#giveCredit(get()),
        cancel: () => this.#giveUp(get()),
      },
      // Zero: credit is given for what was read, not for what merely arrived.
      { highWaterMark: 0 },
    );
    if (!writer || !reader) throw new RtcError('internal', 'A stream did not start');
    const stream: Stream = {
      id, writer, reader, credit: windowLength, consumed: 0, received: 0, wake: undefined, isReadEnded: false, isWriteEnded: false,
    };
    this.#streams.set(id, stream);
    return { readable, writable };
  }

  async #write(stream: Stream | undefined, chunk: Uint8Array): Promise<void> {
    for (let start = 0; start < chunk.length; ) {
      if (!stream || !this.#streams.has(stream.id)) throw new RtcError('connection-lost', 'The stream is closed');
      if (stream.credit === 0) await new Promise<void>((resolve) => (stream.wake = resolve));
      else if (this.#channel.bufferedAmount > bufferHigh) await this.#drained(stream);
      else {
        const end = Math.min(chunk.length, start + Math.min(chunkLength, stream.credit));
        stream.credit -= end - start;
        this.#send(kinds.data, stream.id, chunk.subarray(start, end));
        start = end;
      }
    }
  }

  #drained(stream: Stream): Promise<void> {
    return new Promise((resolve) => {
      stream.wake = resolve;
      this.#channel.addEventListener('bufferedamountlow', () => resolve(), { once: true });
    });
  }

  #receiveData(stream: Stream, payload: Uint8Array): void {
    stream.received += payload.length;
    // More than was allowed: not a peer of ours, or one that wants to fill this page's memory.
    if (stream.isReadEnded || stream.received - stream.consumed > windowLength) this.#giveUp(stream);
    else stream.reader.enqueue(payload.slice());
  }

  /** Called when the reader asks and nothing is queued: all that had arrived is read. */
  #giveCredit(stream: Stream | undefined): void {
    const read = stream ? stream.received - stream.consumed : 0;
    if (!stream || read === 0) return;
    stream.consumed = stream.received;
    const amount = new Uint8Array(4);
    new DataView(amount.buffer).setUint32(0, read);
    this.#send(kinds.credit, stream.id, amount);
  }

  #receiveCredit(stream: Stream, payload: Uint8Array): void {
    if (payload.length !== 4) return;
    const amount = new DataView(payload.buffer, payload.byteOffset).getUint32(0);
    stream.credit = Math.min(windowLength, stream.credit + amount);
    stream.wake?.();
  }

  #endWriting(stream: Stream | undefined): void {
    if (!stream) throw new RtcError('connection-lost', 'The stream is closed');
    stream.isWriteEnded = true;
    this.#send(kinds.end, stream.id);
    this.#forgetIfDone(stream);
  }

  #receiveEnd(stream: Stream): void {
    if (stream.isReadEnded) return;
    stream.isReadEnded = true;
    stream.reader.close();
    this.#forgetIfDone(stream);
  }

  #giveUp(stream: Stream | undefined): void {
    if (!stream || !this.#streams.has(stream.id)) return;
    this.#send(kinds.abort, stream.id);
    this.#fail(stream, new RtcError('connection-lost', 'The stream was given up'));
  }

  #fail(stream: Stream, error: RtcError): void {
    this.#streams.delete(stream.id);
    stream.wake?.();
    if (!stream.isWriteEnded) stream.writer.error(error);
    if (!stream.isReadEnded) stream.reader.error(error);
  }

  #forgetIfDone(stream: Stream): void {
    if (stream.isReadEnded && stream.isWriteEnded) this.#streams.delete(stream.id);
  }

  #send(kind: number, id: number, payload: Uint8Array = new Uint8Array()): void {
    if (this.#channel.readyState !== 'open') return;
    const frame = new Uint8Array(headerLength + payload.length);
    const view = new DataView(frame.buffer);
    view.setUint8(0, kind);
    view.setUint32(1, id);
    frame.set(payload, headerLength);
    this.#channel.send(frame);
  }
}
