import { RtcError } from './errors.ts';
import type { TopicOptions } from './topic.ts';

/** A message of the page's own; its topics are a namespace that the library's never meet. */
export interface ApplicationData {
  readonly topic: string;
  /** Bytes, or anything JSON can carry. */
  readonly data: unknown;
}

const kinds = { json: 0, bytes: 1 } as const;
const longestTopic = 255;
/** Payload and topic; what every transport carries in one message. */
const longestMessage = 65_536;

/** `[kind][length of topic][topic][payload]`. */
export const applicationData: TopicOptions<ApplicationData> = {
  maxBytes: longestMessage,
  encode({ topic, data }) {
    const name = new TextEncoder().encode(topic);
    if (name.length === 0 || name.length > longestTopic) {
      throw new RtcError('bad-message', `A topic has 1 to ${longestTopic} bytes, not ${name.length}`);
    }
    const payload = data instanceof Uint8Array ? data : new TextEncoder().encode(toJson(data));
    const bytes = new Uint8Array(2 + name.length + payload.length);
    if (bytes.length > longestMessage) {
      throw new RtcError('too-large', `A message may have ${longestMessage} bytes, not ${bytes.length}`);
    }
    bytes.set([data instanceof Uint8Array ? kinds.bytes : kinds.json, name.length]);
    bytes.set(name, 2);
    bytes.set(payload, 2 + name.length);
    return bytes;
  },
  decode(bytes) {
    const [kind, length = 0] = bytes;
    if (length === 0 || bytes.length < 2 + length) return undefined;
    try {
      const utf8 = new TextDecoder('utf-8', { fatal: true });
      const topic = utf8.decode(bytes.subarray(2, 2 + length));
      const payload = bytes.subarray(2 + length);
      if (kind === kinds.bytes) return { topic, data: payload.slice() };
      if (kind === kinds.json) return { topic, data: JSON.parse(utf8.decode(payload)) as unknown };
    } catch {
      // Not UTF-8 or not JSON: dropped like every other shape that is not ours.
    }
    return undefined;
  },
};

function toJson(data: unknown): string {
  try {
    const json = JSON.stringify(data) as string | undefined;
    if (json !== undefined) return json;
  } catch (cause) {
    throw new RtcError('bad-message', 'Only bytes and what JSON can carry can be sent', { cause });
  }
  throw new RtcError('bad-message', 'Only bytes and what JSON can carry can be sent');
}
