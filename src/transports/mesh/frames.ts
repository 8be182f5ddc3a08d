/** Binary frames of the mesh's own: `binary` of PeerJS can freeze a tab, and JSON cannot carry bytes. */
export interface MessageFrame {
  readonly number: number;
  readonly topic: string;
  readonly payload: Uint8Array;
}

const headerLength = 5;
const longestTopic = 255;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** `[number: u32][length of topic: u8][topic][payload]`; number 0 means unnumbered. */
export function encodeMessage({ number, topic, payload }: MessageFrame): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode(topic);
  if (name.length > longestTopic) throw new RangeError(`Topic longer than ${longestTopic} bytes`);
  const frame = new Uint8Array(headerLength + name.length + payload.length);
  const view = new DataView(frame.buffer);
  view.setUint32(0, number);
  view.setUint8(4, name.length);
  frame.set(name, headerLength);
  frame.set(payload, headerLength + name.length);
  return frame;
}

/** Writes another number into a frame. */
export function renumber(frame: Uint8Array, number: number): void {
  new DataView(frame.buffer, frame.byteOffset).setUint32(0, number);
}

export function decodeMessage(frame: Uint8Array): MessageFrame | undefined {
  if (frame.length < headerLength) return undefined;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const start = headerLength + view.getUint8(4);
  if (frame.length < start) return undefined;
  try {
    return { number: view.getUint32(0), topic: utf8.decode(frame.subarray(headerLength, start)), payload: frame.subarray(start) };
  } catch {
    return undefined;
  }
}
