import { randomHex } from '../../core/crypto/random.ts';
import type { ParticipantId } from '../../core/transport.ts';

/** How many milliseconds one step of the clock in a key is, and how many hex digits it has: enough for a century. */
const keyClock = { step: 64, digits: 9 } as const;

/**
 * A key for this stay in a room: 32 hex digits, 88 bits of them random. The larger key dials, so the other 40 say who
 * should. First, Firefox is called: a call by it is set up two round trips later. Then, who was there first calls:
 * a newcomer who is called saves the round trip of asking for it.
 */
export function newParticipantKey(): ParticipantId {
  const isFirefox = /Firefox\//.test(globalThis.navigator?.userAgent ?? '');
  const steps = 16 ** keyClock.digits - 1 - Math.floor(Date.now() / keyClock.step);
  const rank = (isFirefox ? '0' : '1') + steps.toString(16).padStart(keyClock.digits, '0');
  return rank + randomHex(16).slice(rank.length);
}
