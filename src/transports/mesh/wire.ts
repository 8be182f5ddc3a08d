import * as v from 'valibot';
import { sources } from '../../core/transport.ts';

/** Everything a peer or the server may say to a mesh, and nothing else. */
const key = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const mac = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** A sealed profile; the server limits a frame to 64 KiB, and an offer must fit beside it. */
const sealed = v.pipe(v.string(), v.maxLength(16_384));

/**
 * `hello`: I hold no live link with you. `here`: neither do I with you, and yours is the larger key.
 * `bye`: I am leaving. `at` grows from one to the next, so that an old one cannot be played again.
 */
const greeting = v.strictObject({ kind: v.picklist(['hello', 'here', 'bye']), key, at: count, mac });
export type Greeting = v.InferOutput<typeof greeting>;

const offerTicket = v.strictObject({ from: key, to: key, epoch: count, profile: sealed, mac });
export type OfferTicket = v.InferOutput<typeof offerTicket>;

const answerTicket = v.strictObject({ profile: sealed, mac });
export type AnswerTicket = v.InferOutput<typeof answerTicket>;

export const mostAttributeCharacters = 4096;
const attributes = v.pipe(
  v.record(v.pipe(v.string(), v.maxLength(64)), v.string()),
  v.check((record) => attributesLength(record) <= mostAttributeCharacters),
);

/** What a participant is at this moment. Sent whole after every change: the newest revision is the truth. */
const profile = v.strictObject({
  revision: count,
  address: v.pipe(v.string(), v.maxLength(64)),
  /** Milliseconds since joining; null on standby. Relative, because clocks differ. */
  joinedFor: v.nullable(count),
  attributes,
  /** The sources that are on. */
  sources: v.pipe(v.array(v.picklist(sources)), v.maxLength(sources.length)),
});
export type Profile = v.InferOutput<typeof profile>;

const control = v.variant('type', [
  /** `received`: the newest reliable message that arrived here, from whatever link. */
  v.strictObject({ type: v.literal('profile'), profile, received: count }),
  v.strictObject({ type: v.literal('received'), received: count }),
  /** `sent`: the newest reliable message that was sent before leaving. */
  v.strictObject({ type: v.literal('bye'), sent: count }),
]);
export type Control = v.InferOutput<typeof control>;

export const parseGreeting = parser(greeting);
export const parseOfferTicket = parser(offerTicket);
export const parseAnswerTicket = parser(answerTicket);
export const parseProfile = jsonParser(profile);
export const parseControl = jsonParser(control);

export function attributesLength(record: Readonly<Record<string, string>>): number {
  return Object.entries(record).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
}

type Parser<Output> = (input: unknown) => Output | undefined;

/** Undefined for anything that has not exactly the shape. */
function parser<Output>(schema: v.GenericSchema<unknown, Output>): Parser<Output> {
  return (input) => {
    const result = v.safeParse(schema, input);
    return result.success ? result.output : undefined;
  };
}

function jsonParser<Output>(schema: v.GenericSchema<unknown, Output>): Parser<Output> {
  const parse = parser(schema);
  return (input) => {
    try {
      return typeof input === 'string' ? parse(JSON.parse(input)) : undefined;
    } catch {
      return undefined;
    }
  };
}
