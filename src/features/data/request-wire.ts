import * as v from 'valibot';
import { applicationData } from '../../core/application-data.ts';
import { RtcError, type RtcErrorCode } from '../../core/errors.ts';
import { parser } from '../../core/parser.ts';
import type { TopicOptions } from '../../core/topic.ts';

/** Of the one who asks: what is told apart by it is only what was asked of the same person. */
interface Numbered {
  readonly id: number;
  readonly topic: string;
}

export interface Question extends Numbered {
  readonly data: unknown;
}

/** What was answered, or why there is no answer. */
export type Answer = Numbered & ({ readonly data: unknown } | { readonly error: RtcError });

/** Requests that one page may send in a second. */
const questionsPerSecond = 100;
const longestReason = 500;
const headerLength = 5;
const kinds = { question: 0, answer: 1, failure: 2 } as const;

const failure = v.strictObject({
  // Somebody's newer copy may know more of them.
  code: v.pipe(v.string(), v.regex(/^[a-z-]{1,40}$/)),
  message: v.pipe(v.string(), v.maxLength(longestReason)),
});
const parseFailure = parser(failure);

export const questions: TopicOptions<Question> = {
  sendRate: questionsPerSecond,
  encode: ({ id, topic, data }) => framed(kinds.question, { id, topic, data }),
  decode(bytes) {
    const { kind, ...question } = unframed(bytes) ?? {};
    return kind === kinds.question ? (question as Question) : undefined;
  },
};

/** Nobody is answered more often than they ask. */
export const answers: TopicOptions<Answer> = {
  maxRate: 2 * questionsPerSecond,
  encode(answer) {
    const { id, topic } = answer;
    if (!('error' in answer)) return framed(kinds.answer, { id, topic, data: answer.data });
    const { code, message } = answer.error;
    return framed(kinds.failure, { id, topic, data: { code, message: message.slice(0, longestReason) } satisfies v.InferInput<typeof failure> });
  },
  decode(bytes) {
    const frame = unframed(bytes);
    if (frame?.kind === kinds.answer) return { id: frame.id, topic: frame.topic, data: frame.data };
    const reason = frame?.kind === kinds.failure ? parseFailure(frame.data) : undefined;
    return frame && reason && { id: frame.id, topic: frame.topic, error: new RtcError(reason.code as RtcErrorCode, reason.message) };
  },
};

/** `[kind: u8][id: u32]`, and what a message of the page's own looks like. */
function framed(kind: number, { id, topic, data }: Question): Uint8Array {
  const message = applicationData.encode({ topic, data });
  const frame = new Uint8Array(headerLength + message.length);
  frame[0] = kind;
  new DataView(frame.buffer).setUint32(1, id);
  frame.set(message, headerLength);
  return frame;
}

function unframed(bytes: Uint8Array): (Question & { readonly kind: number }) | undefined {
  if (bytes.length < headerLength) return undefined;
  const message = applicationData.decode(bytes.subarray(headerLength));
  if (!message || message.number !== undefined) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { kind: view.getUint8(0), id: view.getUint32(1), topic: message.topic, data: message.data };
}
