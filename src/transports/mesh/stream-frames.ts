/** `[kind: u8][stream: u32][…]`, the highest byte first. What follows is said in docs/protocol.md. */
export const kinds = { open: 1, data: 2, end: 3, abort: 4, credit: 5, arrived: 6 } as const;
export const headLength = 5;

/** What a reader may be behind its writer, in what {@link weightOf} counts. */
export const windowLength = 4 * 1024 * 1024;
/** A frame takes memory whatever is in it. */
export const frameWeight = 1024;

export function weightOf(payload: Uint8Array): number {
  return payload.length + frameWeight;
}

export function frameOf(kind: number, stream: number, payload: Uint8Array = new Uint8Array()): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(headLength + payload.length);
  frame[0] = kind;
  new DataView(frame.buffer).setUint32(1, stream);
  frame.set(payload, headLength);
  return frame;
}

/** Most frames say a number; data come after it. `into`: where it is to be written, if that is large enough. */
export function numberedFrame(kind: number, stream: number, number: number, payload: Uint8Array = new Uint8Array(), into?: ArrayBuffer): Uint8Array<ArrayBuffer> {
  const length = headLength + 4 + payload.length;
  const frame = into && into.byteLength >= length ? new Uint8Array(into, 0, length) : new Uint8Array(length);
  const view = new DataView(frame.buffer);
  frame[0] = kind;
  view.setUint32(1, stream);
  view.setUint32(headLength, number);
  frame.set(payload, headLength + 4);
  return frame;
}

/** `number` is undefined if the frame is too short for one. */
export function readFrame(frame: Uint8Array): { kind: number | undefined; id: number; number: number | undefined } | undefined {
  if (frame.length < headLength) return undefined;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
  return { kind: frame[0], id: view.getUint32(1), number: frame.length < headLength + 4 ? undefined : view.getUint32(headLength) };
}
