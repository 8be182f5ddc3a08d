import * as v from 'valibot';
import { parser } from '../../../core/parser.ts';
import { formatNames } from './formats.ts';

/** What an unmodified PeerJS 1.5 client says by way of the server, as far as it is read. `src` is put in by the server. */
const text = (length: number) => v.pipe(v.string(), v.maxLength(length));
const src = v.pipe(text(64), v.nonEmpty());
const connectionId = v.pipe(text(64), v.nonEmpty());
/** What PeerJS writes for a camera, a microphone and a screen, and much more. */
const sdp = v.object({ type: v.literal('offer'), sdp: text(40_000) });

const media = v.object({ type: v.literal('media'), sdp, connectionId, metadata: v.optional(v.unknown()) });
const data = v.object({ type: v.literal('data'), sdp, connectionId, metadata: v.optional(v.unknown()), serialization: v.picklist(formatNames) });

const offer = v.object({ type: v.literal('OFFER'), src, payload: v.variant('type', [media, data]) });
const candidate = v.object({
  type: v.literal('CANDIDATE'),
  src,
  payload: v.object({
    connectionId,
    candidate: v.object({
      candidate: text(1024),
      sdpMid: v.nullish(text(16)),
      sdpMLineIndex: v.nullish(v.number()),
      usernameFragment: v.nullish(text(256)),
    }),
  }),
});
const leave = v.object({ type: v.literal('LEAVE'), src });

const message = v.variant('type', [offer, candidate, leave]);
export const parseGuestMessage = parser(message);

type Offer = v.InferOutput<typeof offer>;
/** One connection that somebody asks for. */
export type GuestOffer = Offer['payload'];
export type GuestCandidate = v.InferOutput<typeof candidate>['payload']['candidate'];

const named = parser(v.object({ name: text(1024) }));

/** What somebody wants to be called; the core makes it one line, and as long as a name may be. */
export function nameIn(metadata: unknown): string {
  return named(metadata)?.name.trim() ?? '';
}

/** Pictures and sounds of one call; only the first of each is taken. */
const mostMedia = 4;

/** No browser ever parses an offer of anything else than these. */
export function isOrdinary({ type, sdp: { sdp } }: GuestOffer): boolean {
  const kinds = sdp.match(/(?<=^m=)\w+/gm) ?? [];
  if (type === 'data') return kinds.join() === 'application';
  // PeerJS opens a channel beside media, too, whose end tells of theirs.
  const media = kinds.filter((kind) => kind === 'audio' || kind === 'video');
  const others = kinds.filter((kind) => !media.includes(kind));
  return media.length > 0 && media.length <= mostMedia && ['', 'application'].includes(others.join());
}
