import { onAbort } from '../../core/abort.ts';
import type { ByteStream } from '../../core/transport.ts';

/** Both ends of a two-way stream of bytes, until `signal` aborts: then both fail with its reason. */
export function streamPair(signal: AbortSignal): readonly [ByteStream, ByteStream] {
  const [there, back] = [pipe(signal), pipe(signal)];
  return [
    { readable: back.readable, writable: there.writable },
    { readable: there.readable, writable: back.writable },
  ];
}

/** One direction of a byte stream; holds one chunk and then makes the writer wait. */
function pipe(signal: AbortSignal): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream<Uint8Array, Uint8Array>({
    start(controller) {
      onAbort(signal, () => controller.error(signal.reason));
    },
    transform(chunk, controller) {
      controller.enqueue(chunk.slice());
    },
  });
}
