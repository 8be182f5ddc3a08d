import { createHmac, randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Addresses } from './addresses.ts';

/** One entry of an `RTCConfiguration` (W3C webrtc-pc §4.2.2). */
export interface IceServer {
  readonly urls: string | readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

/** A TURN server that shares a secret with this one, such as coturn with `use-auth-secret`. */
export interface TurnOptions {
  /** Where it listens, as `turn:turn.example.org:3478?transport=udp` (RFC 7065). One server, or several that share the secret. */
  readonly urls: readonly string[];
  readonly secret: string;
  /** Seconds for which a credential holds, 3600 by default. */
  readonly lifetime?: number;
}

/** A page asks anew before it is over, and for every link it rebuilds; whoever copies one has it for so long. Seconds. */
const LIFETIME = 3600;

/**
 * A credential that holds for a while (TURN REST API, draft-uberti-behave-turn-rest-00 §2.2): a user name that begins with
 * the second of its end, and its MAC under the secret. Nothing of it need be kept.
 */
export function turnServer({ urls, secret, lifetime = LIFETIME }: TurnOptions): IceServer {
  const username = `${Math.floor(Date.now() / 1000) + lifetime}:${randomBytes(9).toString('base64url')}`;
  return { urls, username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}

/**
 * Answers the ICE servers that calls should use, as a JSON array: `fixed` ones, and `turn` with a new credential each time.
 * An address that asks too often is answered 429 (RFC 6585 §4).
 */
export function iceServers(fixed: readonly IceServer[], turn: TurnOptions | undefined, asking: Addresses): RequestHandler {
  // No cache keeps it; for a page the age says how long it is good, whatever its clock says (RFC 9111 §5.2.2).
  const cacheControl = turn ? `no-store, max-age=${turn.lifetime ?? LIFETIME}` : 'no-store';
  return (request, response) => {
    if (asking.refuse(request)) {
      response.status(429).set({ 'Cache-Control': 'no-store', 'Retry-After': '1' }).type('text/plain').send('Too many questions from this address\n');
      return;
    }
    response.setHeader('Cache-Control', cacheControl);
    response.json(turn ? [...fixed, turnServer(turn)] : fixed);
  };
}
