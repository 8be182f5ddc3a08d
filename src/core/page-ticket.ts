import { seal, unseal } from './crypto/seal.ts';

/** Milliseconds that what a page leaves for the next one is good for. */
export const ticketTime = 5 * 60_000;
/** A clock may be set back a little meanwhile. Milliseconds. */
const clockSlack = 10_000;

interface Dated {
  readonly at: number;
  readonly content: unknown;
}

/** Seals what the next page of this site has to know. `context`: what it is for; only who names the same can open it. */
export function sealTicket(key: CryptoKey, content: unknown, context: string): Promise<string> {
  return seal(key, JSON.stringify({ at: Date.now(), content } satisfies Dated), context);
}

/** What {@link sealTicket} sealed; undefined if it was changed, is for something else, or too old. */
export async function openTicket(key: CryptoKey, sealed: string, context: string): Promise<unknown> {
  try {
    // Nobody but this code has the key: what it opens is of this shape.
    const { at, content } = JSON.parse(await unseal(key, sealed, context)) as Dated;
    const age = Date.now() - at;
    return age > -clockSlack && age < ticketTime ? content : undefined;
  } catch {
    return undefined;
  }
}
