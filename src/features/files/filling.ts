import { ByteQueue } from './byte-queue.ts';

/** Reads the next bytes into a part of a buffer, and answers the buffer, which may be another object by then. */
export type Fill = (buffer: ArrayBuffer, start: number, end: number) => Promise<ArrayBuffer>;

/**
 * Reads a file into memory of one's own, until `signal` aborts: buffers that a browser makes anew for each reading wait for its garbage collector by
 * the hundred. What it answers rejects where the file ends too early, or cannot be read.
 */
export function filling(file: Blob, signal: AbortSignal): Fill {
  const stream = file.stream();
  const reader = ownBufferReader(stream);
  if (!reader) return fillingFrom(new ByteQueue(stream), signal);
  signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
  return async (buffer, start, end) => {
    for (let filled = start; filled < end; ) {
      const { value, done } = await reader.read(new Uint8Array(buffer, filled, end - filled));
      if (done || !value) throw new Error('The file ends too early');
      ({ buffer } = value);
      filled += value.length;
    }
    return buffer;
  };
}

/** Undefined in browsers whose files are no streams of bytes (WHATWG Streams §4.2.4, File API §3.3.3). */
function ownBufferReader(stream: ReadableStream<Uint8Array<ArrayBuffer>>): ReadableStreamBYOBReader | undefined {
  try {
    return stream.getReader({ mode: 'byob' });
  } catch {
    return undefined;
  }
}

function fillingFrom(queue: ByteQueue, signal: AbortSignal): Fill {
  signal.addEventListener('abort', () => void queue.cancel('Enough'));
  return async (buffer, start, end) => {
    if (!(await queue.fill(new Uint8Array(buffer, start, end - start)))) throw new Error('The file ends too early');
    return buffer;
  };
}
