import * as v from 'valibot';
import { jsonParser, parser } from '../../core/parser.ts';
import { sources } from '../../core/transport.ts';

/** Everything a peer or the server may say to a mesh, and nothing else. */
const key = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const mac = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** A sealed profile; the server limits a frame to 64 KiB, and an offer must fit beside it. */
const sealed = v.pipe(v.string(), v.maxLength(16_384));

/**
 * `hello`: I have just come to this address, and hold no live link with you. `still`: I hold none still, or again. `here`:
 * neither do I with you, and yours is the larger key. `bye`: I am leaving. `moving`: I go on in another page. `at` grows from one to the next, so that
 * an old one cannot be played again.
 */
const greeting = v.strictObject({ kind: v.picklist(['hello', 'still', 'here', 'bye', 'moving']), key, at: count, mac });
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
  /** What the microphone sends is music, in two channels. */
  music: v.optional(v.boolean()),
});
export type Profile = v.InferOutput<typeof profile>;

/** Of a picture, in device pixels. */
const height = v.optional(v.pipe(count, v.maxValue(16_384)));

const control = v.variant('type', [
  /** `received`: the newest reliable message that arrived here, from whatever link. */
  v.strictObject({ type: v.literal('profile'), profile, received: count }),
  v.strictObject({ type: v.literal('received'), received: count }),
  /** How tall pictures are shown at the other end; 0: not at all. Nothing was said of what is absent. */
  v.strictObject({ type: v.literal('shown'), camera: height, screen: height }),
  /** Of another connection, for data only: the dialling side's offer, the other's answer; without words, the other asks for an offer. */
  v.strictObject({ type: v.literal('way'), sdp: v.optional(v.pipe(v.string(), v.maxLength(16_384))) }),
  /** `sent`: the newest reliable message that was sent before leaving. */
  v.strictObject({ type: v.literal('bye'), sent: count }),
  /** Goes on in another page, which knows nothing of messages; `received` as above. */
  v.strictObject({ type: v.literal('moving'), sent: count, received: count }),
]);
export type Control = v.InferOutput<typeof control>;
/** How somebody takes leave. */
export type Farewell = Extract<Control, { type: 'bye' | 'moving' }>['type'];

export const parseGreeting = parser(greeting);
export const parseOfferTicket = parser(offerTicket);
export const parseAnswerTicket = parser(answerTicket);
export const parseProfile = jsonParser(profile);
export const parseControl = jsonParser(control);

export function attributesLength(record: Readonly<Record<string, string>>): number {
  return Object.entries(record).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
}
