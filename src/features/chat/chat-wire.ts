import * as v from 'valibot';
import { RtcError } from '../../core/errors.ts';
import { jsonParser } from '../../core/parser.ts';
import { isEmoji } from '../../core/reactions.ts';
import type { TopicOptions } from '../../core/topic.ts';
import { lastTime } from './chat-clock.ts';
import { longestText } from './chat-state.ts';

/** UTF-16 code units of a name. */
export const longestName = 120;
/** Whom one message may be for, or name. */
const mostNamed = 64;
const mostLines = 400;
const mostEnds = 400;
/** Of one frame: what every transport carries. */
const longestFrame = 65_536;
/** What is put in one frame, in UTF-16 code units of bodies: in UTF-8 and with escapes each has three bytes at most. */
export const fullFrame = 20_000;
const mostPosts = 500;

const key = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));
const signature = v.pipe(v.string(), v.regex(/^[\w-]{86}$/));
const line = v.pipe(v.string(), v.regex(/^[\w-]{11}$/));
const lineName = v.pipe(v.string(), v.regex(/^[\w-]{43}\.[\w-]{11}$/));
const number = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const time = v.pipe(count, v.maxValue(lastTime));
const postId = v.pipe(v.string(), v.regex(/^[\w-]{43}\.[\w-]{11}\.[1-9]\d{0,15}$/));
const wellFormed = (longest: number) => v.pipe(v.string(), v.maxLength(longest), v.check(isWellFormed));
const named = v.pipe(v.array(key), v.maxLength(mostNamed));

const act = v.variant('type', [
  v.strictObject({ type: v.literal('say'), text: v.pipe(wellFormed(longestText), v.minLength(1)), replyTo: v.optional(postId), mentions: v.optional(named) }),
  v.strictObject({ type: v.literal('edit'), target: postId, text: v.pipe(wellFormed(longestText), v.minLength(1)), mentions: v.optional(named) }),
  v.strictObject({ type: v.literal('delete'), target: postId }),
  v.strictObject({ type: v.literal('react'), target: postId, emoji: v.pipe(wellFormed(40), v.check(isEmoji)), on: v.boolean() }),
]);
export type Act = v.InferOutput<typeof act>;

const body = v.strictObject({
  line,
  number,
  time,
  count,
  /** By the wall clock of whoever wrote it, in milliseconds since the epoch. */
  at: time,
  name: wellFormed(longestName),
  to: v.optional(v.pipe(named, v.minLength(1))),
  act,
});
/** What somebody did in the chat, as it is signed. */
export type Body = v.InferOutput<typeof body>;

const parseText = jsonParser(body);

/** Undefined for anything that has not exactly the shape. */
export function parseBody(text: string): Body | undefined {
  return isWellFormed(text) ? parseText(text) : undefined;
}

const post = v.strictTuple([key, v.pipe(v.string(), v.maxLength(longestFrame)), v.union([signature, v.literal('')])]);
/** Author, what is signed, signature: empty until it is there. */
export type WirePost = v.InferOutput<typeof post>;

/** Of each line, by author and name, which numbers. */
const vector = v.pipe(
  v.record(lineName, v.pipe(v.array(number), v.maxLength(mostEnds))),
  v.check((lines) => Object.keys(lines).length <= mostLines),
);
export type Vector = v.InferOutput<typeof vector>;

const frame = v.variant('type', [
  /** Who is here, by whose key, and what they have. `proof` signs who says it to whom. */
  v.strictObject({ type: v.literal('hello'), isAnswer: v.boolean(), key, proof: signature, have: vector, seen: v.strictObject({ time, count }) }),
  v.strictObject({ type: v.literal('posts'), posts: v.pipe(v.array(post), v.maxLength(mostPosts)) }),
  v.strictObject({ type: v.literal('signed'), signatures: v.pipe(v.array(v.strictTuple([postId, signature])), v.maxLength(mostPosts)) }),
  v.strictObject({ type: v.literal('have'), have: vector }),
  v.strictObject({ type: v.literal('want'), want: vector }),
  v.strictObject({ type: v.literal('seen'), time, count }),
  v.strictObject({ type: v.literal('typing') }),
]);
export type Frame = v.InferOutput<typeof frame>;
export type Hello = Extract<Frame, { type: 'hello' }>;

const parseFrame = jsonParser(frame);

export const chatFrames: TopicOptions<Frame> = {
  maxBytes: longestFrame,
  maxRate: 400,
  encode(message) {
    const bytes = new TextEncoder().encode(JSON.stringify(message));
    if (bytes.length > longestFrame) throw new RtcError('too-large', `A message may have ${longestFrame} bytes, not ${bytes.length}`);
    return bytes;
  },
  decode: (bytes) => parseFrame(new TextDecoder().decode(bytes)),
};

/** The same text from whoever writes it: no lone surrogates, no control characters but line ends, and nothing around it. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}

export function lineNameOf(author: string, line: string): string {
  return `${author}.${line}`;
}

export function postIdOf(author: string, { line, number }: Pick<Body, 'line' | 'number'>): string {
  return `${author}.${line}.${number}`;
}

/** The author in the id of a post, or the name of a line. */
export function authorOf(id: string): string {
  return id.slice(0, id.indexOf('.'));
}

function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}
