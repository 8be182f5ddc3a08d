import { randomHex } from '../../core/crypto/random.ts';
import type { ParticipantId } from '../../core/transport.ts';
import type { Address } from './signaller.ts';

/** Places in a room. Two times the participants a mesh carries, so that ghosts of dead tabs lock nobody out. */
export const slotCount = 16;

/** Every address of the room with this public tag. */
export function addressesOf(tag: string): Address[] {
  return Array.from({ length: slotCount }, (_, slot) => `${tag}-${slot}`);
}

/**
 * A key for this stay in a room: 128 random bits, of which the first says whether to dial. The larger key dials, and
 * a call to Firefox is set up two round trips faster than one by it, so others get the larger half.
 */
export function newParticipantKey(): ParticipantId {
  const [first, ...rest] = randomHex(16);
  const dialled = /Firefox\//.test(globalThis.navigator?.userAgent ?? '');
  const digit = Number.parseInt(first ?? '0', 16) % 8;
  return (dialled ? digit : digit + 8).toString(16) + rest.join('');
}
