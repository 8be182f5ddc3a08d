import * as v from 'valibot';
import { jsonParser, parser } from '../../core/parser.ts';
import { deskProof, publicKey } from './desk-proof.ts';

/** Everything that passes between a visitor and an agent before they are in a call, and nothing else. */
const text = (length: number) => v.pipe(v.string(), v.maxLength(length));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** A sealed word; the server limits a frame to 64 KiB. */
const box = v.pipe(v.string(), v.regex(/^[\w-]+$/), v.maxLength(40_000));

const letter = v.variant('kind', [
  /** A visitor to every address of a desk: who is there? Says nothing of the visitor but a key made for the purpose. */
  v.strictObject({ kind: v.literal('ask'), visitor: publicKey }),
  /** An agent's answer, by a key of its own; `proof` unless the desk has no key. */
  v.strictObject({ kind: v.literal('desk'), visitor: publicKey, agent: publicKey, proof: v.nullable(deskProof), box }),
  /** A word for the holder of the other key. */
  v.strictObject({ kind: v.literal('word'), from: publicKey, box }),
]);
export type Letter = v.InferOutput<typeof letter>;

/** Characters of context that a page may hand to the agent. */
export const longestContext = 8192;

export const modes = ['video', 'audio', 'chat'] as const;
export type Mode = (typeof modes)[number];

/** What a visitor says to a desk that has proven itself, and not before. */
const request = v.strictObject({
  mode: v.picklist(modes),
  topic: text(200),
  name: text(200),
  /** What was asked for before the call, by the field's name. */
  fields: v.pipe(v.record(text(64), text(2000)), v.check((fields) => Object.keys(fields).length <= 8)),
  /** Where the visitor is: address without query and fragment, and title. */
  page: text(2048),
  title: text(300),
  /** The page's own words for the agent, as JSON. */
  context: text(longestContext),
});
export type SupportRequest = v.InferOutput<typeof request>;

/** Bytes of a request as JSON: with what is said beside it, it fits a {@link box}. */
const longestRequest = 29_000;

/** Whether an agent would take a request: each part has its limit, and so has the whole. */
export function isSendable(untrusted: SupportRequest): boolean {
  return v.is(request, untrusted) && new TextEncoder().encode(JSON.stringify(untrusted)).length <= longestRequest;
}

/** Characters of a name in a word. */
export const longestName = 80;

const rating = v.strictObject({ stars: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)), comment: text(2000) });
export type Rating = v.InferOutput<typeof rating>;

/** 128 bits in base64url: the key of the room where the call will be. */
const roomKey = v.pipe(v.string(), v.regex(/^[\w-]{22}$/));

/** Of each word, `number` grows from one to the next, and `heard` is the newest that came from the other end. */
const numbered = { number: count, heard: count };

/** Where a visitor stands with one agent. Sent whole after every change: the newest word is the truth. */
const visitorWord = v.strictObject({
  ...numbered,
  /** `chosen`: this agent has the call. `taken`: another, whose name is `by`. `gone`: no longer here. `over`: hung up. */
  phase: v.picklist(['looking', 'waiting', 'chosen', 'taken', 'gone', 'over']),
  /** Milliseconds since the visitor began to wait. Relative, because clocks differ. */
  waited: count,
  request: v.nullable(request),
  room: v.nullable(roomKey),
  by: text(longestName),
  rating: v.nullable(rating),
});
export type VisitorWord = v.InferOutput<typeof visitorWord>;

/** Where an agent stands with one visitor. */
const agentWord = v.strictObject({
  ...numbered,
  name: text(longestName),
  availability: v.picklist(['free', 'busy', 'away']),
  /** `answering`: would take the call. `over`: hung up. `gone`: no longer here. */
  phase: v.picklist(['listening', 'answering', 'over', 'gone']),
  /** How many have waited longer at this agent; null when not told. */
  ahead: v.nullable(count),
});
export type AgentWord = v.InferOutput<typeof agentWord>;

export const parseLetter = parser(letter);
export const parseVisitorWord = jsonParser(visitorWord);
export const parseAgentWord = jsonParser(agentWord);
