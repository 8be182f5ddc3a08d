import type { ByteStream } from '../../src/core/transport.ts';
import { ByteStreams } from '../../src/transports/mesh/byte-streams.ts';
import type { Way } from '../../src/transports/mesh/second-way.ts';

/** A channel that hands what is sent to whoever listens, a task later. */
export class FakeChannel extends EventTarget {
  readyState: RTCDataChannelState = 'open';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  readonly sent: Uint8Array[] = [];
  heard: (frame: Uint8Array) => void = () => undefined;

  send(given: Uint8Array): void {
    // Whoever sends may use its memory again.
    const frame = given.slice();
    this.sent.push(frame);
    queueMicrotask(() => this.heard(frame));
  }

  get real(): RTCDataChannel {
    return this as unknown as RTCDataChannel;
  }
}

/** One end of a link. */
export class StreamEnd {
  readonly channel = new FakeChannel();
  readonly opened: [topic: string, stream: ByteStream][] = [];
  /** Of a second way. */
  readonly said: Way[] = [];
  readonly streams: ByteStreams;

  constructor(role: 'dialling' | 'dialled') {
    this.streams = new ByteStreams(this.channel.real, {
      role,
      configuration: {},
      say: (word) => this.said.push(word),
      opened: (topic, stream) => this.opened.push([topic, stream]),
    });
  }

  /** Frames of this kind that were sent. */
  sent(kind: number): Uint8Array[] {
    return this.channel.sent.filter(([first]) => first === kind);
  }
}

/** Two that hear each other. */
export function streamEnds(): [StreamEnd, StreamEnd] {
  const [one, other] = [new StreamEnd('dialling'), new StreamEnd('dialled')];
  one.channel.heard = (frame) => other.streams.receive(frame);
  other.channel.heard = (frame) => one.streams.receive(frame);
  return [one, other];
}

/** Resolves when everything that can happen without time has. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Writes without an end until it fails; returns what was taken so far. */
export function pour(writable: WritableStream<Uint8Array>, length: number): { taken: number } {
  const progress = { taken: 0 };
  const writer = writable.getWriter();
  const go = async () => {
    for (;;) {
      await writer.write(new Uint8Array(length));
      progress.taken += length;
    }
  };
  go().catch(() => undefined);
  return progress;
}

/** Reads without an end until it fails; returns what came so far. */
export function drain(readable: ReadableStream<Uint8Array>): { read: number } {
  const progress = { read: 0 };
  const reader = readable.getReader();
  const go = async () => {
    for (let next = await reader.read(); !next.done; next = await reader.read()) progress.read += next.value.length;
  };
  go().catch(() => undefined);
  return progress;
}
