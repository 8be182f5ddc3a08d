import * as v from 'valibot';
import { parser } from '../../core/parser.ts';

/** What a PeerServer may pass on. `src` is put in by the server; everything else is the sender's word. */
const text = (length: number) => v.pipe(v.string(), v.maxLength(length));
const connectionId = text(64);
const src = text(64);

/** Larger than any description with four media sections, smaller than a frame of the server. */
const sdp = text(40_000);

const offer = v.object({
  type: v.literal('OFFER'),
  src,
  payload: v.object({ sdp: v.object({ type: v.literal('offer'), sdp }), connectionId, metadata: v.unknown() }),
});
const answer = v.object({
  type: v.literal('ANSWER'),
  src,
  payload: v.object({ sdp: v.object({ type: v.literal('answer'), sdp }), connectionId }),
});
const candidate = v.object({
  type: v.literal('CANDIDATE'),
  src,
  payload: v.object({
    candidate: v.object({
      candidate: text(1024),
      sdpMid: v.nullish(text(16)),
      sdpMLineIndex: v.nullish(v.number()),
      usernameFragment: v.nullish(text(256)),
    }),
    connectionId,
  }),
});
/** Ours, in the clothes of a candidate: a PeerServer passes on only what it knows. */
const envelope = v.object({ type: v.literal('CANDIDATE'), src, payload: v.object({ rtc: v.record(v.string(), v.unknown()) }) });
/** Our server also says whether whoever was there has closed their socket; a stock one does not. */
const expired = v.object({ type: v.literal('EXPIRE'), src, payload: v.optional(v.object({ closed: v.optional(v.boolean()) })) });
/** The server's own words to its client. */
const control = v.object({ type: v.picklist(['OPEN', 'ERROR', 'ID-TAKEN', 'INVALID-KEY']) });

const message = v.union([envelope, candidate, offer, answer, expired, control]);
export type OfferMessage = v.InferOutput<typeof offer>;
export type AnswerMessage = v.InferOutput<typeof answer>;
export type CandidateMessage = v.InferOutput<typeof candidate>;

/** Everything else PeerJS never gets to see. */
export const parseServerMessage = parser(message);
