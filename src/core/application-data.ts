import { RtcError } from './errors.ts';
import type { TopicOptions } from './topic.ts';

/** What a page may send in a call. */
export interface DataLimits {
  /** The most bytes that the data of one message may have; what JSON carries counts as it is written, in UTF-8. */
  readonly messageBytes: number;
  /** The most bytes that the name of a topic may have, in UTF-8. */
  readonly topicBytes: number;
  /** Messages in a second, on all topics together, all of them at once if need be. */
  readonly messagesPerSecond: number;
}

export const dataLimits: DataLimits = Object.freeze({ messageBytes: 65_000, topicBytes: 255, messagesPerSecond: 600 });

/** A message of the page's own; its topics are a namespace that the library's never meet. */
export interface ApplicationData {
  readonly topic: string;
  /** Bytes, or anything JSON can carry. */
  readonly data: unknown;
  /** Of a message that may get lost: grows from one to the next, and begins anew after 2³² − 1. */
  readonly number?: number | undefined;
}

/** The line that it goes by. */
export const applicationTopic = 'app';

/** In the first byte. */
const [isBytes, isNumbered] = [1, 2];

/** `[kind: u8][length of topic: u8][number: u32, if the kind says so][topic][payload]`. */
export const applicationData: TopicOptions<ApplicationData> = {
  // Payload and topic; what every transport carries in one message.
  maxBytes: 65_536,
  sendRate: dataLimits.messagesPerSecond,
  encode({ topic, data, number }) {
    const { messageBytes, topicBytes } = dataLimits;
    const name = new TextEncoder().encode(topic);
    if (name.length === 0 || name.length > topicBytes) {
      throw new RtcError('bad-message', `A topic has 1 to ${topicBytes} bytes, not ${name.length}`);
    }
    const { kind, payload } = payloadOf(data);
    if (payload.length > messageBytes) {
      throw new RtcError('too-large', `A message may have ${messageBytes} bytes, not ${payload.length}`);
    }
    const start = number === undefined ? 2 : 6;
    const bytes = new Uint8Array(start + name.length + payload.length);
    bytes.set([kind, name.length]);
    bytes.set(name, start);
    bytes.set(payload, start + name.length);
    if (number === undefined) return bytes;
    bytes[0] = kind | isNumbered;
    new DataView(bytes.buffer).setUint32(2, number);
    return bytes;
  },
  decode(bytes) {
    const [kind = 0, length = 0] = bytes;
    const start = kind & isNumbered ? 6 : 2;
    if (kind > (isBytes | isNumbered) || length === 0 || bytes.length < start + length) return undefined;
    try {
      const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
      const topic = utf8.decode(bytes.subarray(start, start + length));
      const payload = bytes.subarray(start + length);
      const data: unknown = kind & isBytes ? payload.slice() : parsed(utf8.decode(payload));
      const number = kind & isNumbered ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(2) : undefined;
      return { topic, data, ...(number !== undefined && { number }) };
    } catch {
      // Not UTF-8 or not JSON: dropped like every other shape that is not ours.
      return undefined;
    }
  },
};

function payloadOf(data: unknown): { readonly kind: number; readonly payload: Uint8Array } {
  try {
    if (ArrayBuffer.isView(data)) return { kind: isBytes, payload: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
    if (data instanceof ArrayBuffer) return { kind: isBytes, payload: new Uint8Array(data) };
    const json = JSON.stringify(data, carried) as string | undefined;
    if (json !== undefined) return { kind: 0, payload: new TextEncoder().encode(json) };
  } catch (cause) {
    throw new RtcError('bad-message', 'Only bytes and what JSON can carry can be sent', { cause });
  }
  throw new RtcError('bad-message', 'Only bytes and what JSON can carry can be sent');
}

/** What JSON makes an empty object of would be lost unnoticed. */
function carried(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value) || [ArrayBuffer, Blob, Map, Set].some((kind) => value instanceof kind)) throw new TypeError(`JSON cannot carry ${String(value)}`);
  return value;
}

/** Without the one key that pages which merge what they are sent would take for a prototype; it may be escaped. */
function parsed(json: string): unknown {
  return JSON.parse(json, json.includes('__proto__') || json.includes('\\u') ? harmless : undefined);
}

function harmless(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}
