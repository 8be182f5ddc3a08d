import { applicationData, type ApplicationData } from '../../../core/application-data.ts';
import { type Packed, pack, unpack } from './binary-pack.ts';
import { Chunks } from './chunks.ts';

/** The topic of what a guest sends in any other shape than `{ topic, data }`. */
const looseTopic = 'peerjs';

const longest = 65_536;
const longestTopic = 255;

/** What PeerJS calls its formats. */
export const formatNames = ['binary', 'binary-utf8', 'default', 'json', 'raw'] as const;
export type FormatName = (typeof formatNames)[number];

/** The other side closes its connection. */
export const goodbye = Symbol('goodbye');
type Received = Uint8Array | typeof goodbye | undefined;

/** One of PeerJS's formats. Everything that is read is untrusted. */
export interface Format {
  /** What a channel carries a message of the page as. */
  write(message: ApplicationData): string | Uint8Array<ArrayBuffer>;
  /** The message of the page that something is, in the core's own frames; undefined if it is none (yet). */
  read(data: string | Uint8Array): Received;
}

export function formatNamed(name: FormatName): Format {
  if (name === 'json') return json;
  return name === 'raw' ? raw : binary();
}

const json: Format = {
  // PeerJS takes bytes here, and nothing else.
  write: (message) => new TextEncoder().encode(textOf(message)),
  read: (data) => careful(data, () => framed(JSON.parse(textIn(data)))),
};

const raw: Format = {
  write: (message) => (message.data instanceof Uint8Array ? new Uint8Array(message.data) : textOf(message)),
  read: (data) => careful(data, () => framed(typeof data === 'string' ? parsedOrNot(data) : data)),
};

function binary(): Format {
  const chunks = new Chunks();
  return {
    write: ({ topic, data }) => pack({ topic, data }),
    read: (data) =>
      careful(data, () => {
        if (typeof data === 'string') return undefined;
        const value = unpack(data);
        if (!isMap(value) || !('__peerData' in value) || isGoodbye(value)) return framed(value);
        const whole = chunks.add(value);
        return whole && framed(unpack(whole));
      }),
  };
}

/** What is too long is not looked at, and what cannot be read is dropped like every other shape that is not ours. */
function careful(data: string | Uint8Array, read: () => Received): Received {
  if (data.length > longest) return undefined;
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** @throws RtcError for what the page could not have sent itself. */
function framed(value: unknown): Received {
  if (isGoodbye(value)) return goodbye;
  const { topic, data } = isMessage(value) ? value : { topic: looseTopic, data: value };
  return applicationData.encode({ topic, data: data instanceof Uint8Array ? data : plain(data) });
}

function isMap(value: unknown): value is Record<string, Packed> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

function isMessage(value: unknown): value is ApplicationData {
  if (!isMap(value) || !Object.hasOwn(value, 'topic') || !Object.hasOwn(value, 'data')) return false;
  const { topic } = value;
  const length = typeof topic === 'string' ? new TextEncoder().encode(topic).length : 0;
  return length > 0 && length <= longestTopic;
}

/** `close({ flush: true })` of PeerJS. */
function isGoodbye(value: unknown): boolean {
  const word = isMap(value) ? value['__peerData'] : undefined;
  return isMap(word) && word['type'] === 'close';
}

/** Bytes inside of something else are a list of numbers, as JSON has them. */
function plain(data: unknown): unknown {
  const text = JSON.stringify(data ?? null, (_name, each: unknown) => (each instanceof Uint8Array ? Array.from(each) : each));
  return JSON.parse(text) as unknown;
}

function textOf({ topic, data }: ApplicationData): string {
  return JSON.stringify({ topic, data: data instanceof Uint8Array ? Array.from(data) : data });
}

function textIn(data: string | Uint8Array): string {
  return typeof data === 'string' ? data : new TextDecoder('utf-8', { fatal: true }).decode(data);
}

/** JSON is what it says; any other text is itself. */
function parsedOrNot(text: string): unknown {
  try {
    const value = JSON.parse(text) as unknown;
    return isMessage(value) || isGoodbye(value) ? value : text;
  } catch {
    return text;
  }
}
