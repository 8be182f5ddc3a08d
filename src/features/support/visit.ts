import { base64Encode } from '../../core/crypto/base64.ts';
import type { SupportRequest } from './letters.ts';
import type { KeptEnd } from './secret-line.ts';

export interface AgentCard {
  readonly id: string;
  readonly name: string;
}

/** Why a visit is over. `nobody`: no agent was there. */
export type VisitEnd = 'left' | 'ended' | 'lost' | 'cancelled' | 'nobody';

export type Visit =
  | { readonly phase: 'none' }
  /** It rings. `since` in milliseconds since the epoch; `ahead`: how many wait longer, null if not told. */
  | { readonly phase: 'waiting'; readonly since: number; readonly room: string; readonly ahead: number | null }
  /** An agent takes the call, in the room with this key. `met` once both are in it. */
  | { readonly phase: 'called'; readonly since: number; readonly room: string; readonly agent: AgentCard; readonly met: boolean }
  | { readonly phase: 'over'; readonly reason: VisitEnd; readonly agent: AgentCard | null };

/** What the next page needs to go on with a visit. */
export interface KeptVisit {
  readonly end: KeptEnd;
  readonly request: SupportRequest;
  readonly since: number;
  readonly room: string;
  /** Who has the call; null while it rings. */
  readonly agent: AgentCard | null;
}

/** It rings, for a room that nobody has been told of. */
export function ringing(since: number): Visit {
  // 128 bits in base64url.
  return { phase: 'waiting', since, room: base64Encode(crypto.getRandomValues(new Uint8Array(16))), ahead: null };
}

/** Where the page before was. */
export function resumed({ since, room, agent }: KeptVisit): Visit {
  return agent ? { phase: 'called', since, room, agent, met: false } : { phase: 'waiting', since, room, ahead: null };
}

/** The place in line: 1 is next. Null while nobody waits, or none is told. */
export function placeOf(visit: Visit): number | null {
  return visit.phase === 'waiting' && visit.ahead !== null ? visit.ahead + 1 : null;
}
