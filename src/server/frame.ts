import { isPeerId } from './peer-names.ts';

/** What a client may send. OPEN, EXPIRE, ID-TAKEN and ERROR are the server's words. */
const CLIENT_TYPES = ['HEARTBEAT', 'LEAVE', 'CANDIDATE', 'OFFER', 'ANSWER'] as const;

type FrameType = (typeof CLIENT_TYPES)[number];

/** A signalling message as far as the server reads it; the payload is between the peers. */
export interface Frame {
  readonly type: FrameType;
  /** Whom it is for; absent in a HEARTBEAT, and in a LEAVE that gives up the sender's own id. */
  readonly destination: string | undefined;
}

const DEEPEST_NESTING = 32;

/** Reads one text frame of a client, or answers undefined when a stock PeerJS client could not have sent it. */
export function decodeFrame(text: string): Frame | undefined {
  const message = parse(text);
  if (typeof message !== 'object' || message === null) return undefined;
  // `peer` turns the message into text again to pass it on, and takes the stack overflow of a payload nested
  // thousands deep for a dead receiver: it would close the socket of whoever the message is for.
  if (nestsDeeper(message, DEEPEST_NESTING)) return undefined;

  const { type, dst } = message as { type?: unknown; dst?: unknown };
  if (!isClientType(type)) return undefined;
  if (dst !== undefined && dst !== null && !isPeerId(dst)) return undefined;
  const destination = dst ?? undefined;
  if (destination === undefined && type !== 'HEARTBEAT' && type !== 'LEAVE') return undefined;
  return { type, destination };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isClientType(type: unknown): type is FrameType {
  return CLIENT_TYPES.some((known) => known === type);
}

function nestsDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => nestsDeeper(inner, levels - 1));
}
