import { seal, unseal } from './crypto/seal.ts';
import { movingTime } from './transport.ts';

/** A clock may be set back a little meanwhile. Milliseconds. */
const clockSlack = 10_000;

/** Seals what the next page of this site has to know. `context`: what it is for; only who names the same can open it. */
export function sealTicket(key: CryptoKey, content: unknown, context: string): Promise<string> {
  return seal(key, JSON.stringify(content), context);
}

/** What {@link sealTicket} sealed; undefined if it was changed, or is for something else. */
export async function openTicket(key: CryptoKey, sealed: string, context: string): Promise<unknown> {
  try {
    return JSON.parse(await unseal(key, sealed, context));
  } catch {
    return undefined;
  }
}

/**
 * Whether others still wait for somebody who left a page then, in milliseconds since the epoch: nobody is to find their
 * camera on minutes after everybody heard that they were gone.
 */
export function isWaitedFor(leftAt: number): boolean {
  const age = Date.now() - leftAt;
  return age > -clockSlack && age < movingTime;
}
