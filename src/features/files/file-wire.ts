import * as v from 'valibot';
import { jsonParser } from '../../core/parser.ts';
import type { TopicOptions } from '../../core/topic.ts';

/** The line of messages, and of streams, that files go by. */
export const filesTopic = 'files';

/** UTF-16 code units. */
export const longestName = 255;
const longestType = 100;

const id = v.pipe(v.string(), v.regex(/^[\w-]{22}$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(longestName), v.check((text) => text.isWellFormed()));
const type = v.pipe(v.string(), v.maxLength(longestType), v.regex(/^$|^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/));

/** Why nothing more comes. */
const endings = ['cancelled', 'unreadable', 'storage', 'corrupt', 'gone'] as const;
export type Ending = (typeof endings)[number];

const frame = v.variant('type', [
  /** By whoever has a file; once more, by whoever comes back and still has it. */
  v.strictObject({ type: v.literal('offer'), id, group: id, name, size: count, mime: type }),
  /** By whoever is to get it: send from this piece on, and say which wish that answers. */
  v.strictObject({ type: v.literal('want'), id, from: count, turn: v.pipe(count, v.maxValue(0xffff_ffff)) }),
  /** By whoever gets it: so many pieces are here, and checked. */
  v.strictObject({ type: v.literal('have'), id, pieces: count }),
  /** By whoever got it: all of it is here; SHA-256 of it. */
  v.strictObject({ type: v.literal('done'), id, digest: v.pipe(v.string(), v.regex(/^[\da-f]{64}$/)) }),
  v.strictObject({ type: v.literal('pause'), id, on: v.boolean() }),
  v.strictObject({ type: v.literal('end'), id, why: v.picklist(endings) }),
]);
export type Frame = v.InferOutput<typeof frame>;
export type Offer = Extract<Frame, { type: 'offer' }>;
export type Want = Extract<Frame, { type: 'want' }>;

const parseFrame = jsonParser(frame);

export const fileFrames: TopicOptions<Frame> = {
  maxBytes: 4096,
  maxRate: 300,
  encode: (message) => new TextEncoder().encode(JSON.stringify(message)),
  decode: (bytes) => parseFrame(new TextDecoder().decode(bytes)),
};
