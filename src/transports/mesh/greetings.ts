import type { LinkTickets } from '../../core/crypto/link-tickets.ts';
import type { Address } from '../../core/mailbox.ts';
import type { ParticipantId } from '../../core/transport.ts';
import type { Claim } from './signaller.ts';
import type { Greeting } from './wire.ts';

/** What this side says to addresses, and since when nothing has come back from them. */
export class Greetings {
  readonly #self: ParticipantId;
  readonly #tickets: LinkTickets;
  /** When, since anything was heard from there, the first letter went to an address; by the clock on the wall, which goes on in a sleep. */
  readonly #unanswered = new Map<Address, number>();
  #last = 0;
  #claim: Claim | undefined;

  constructor(self: ParticipantId, tickets: LinkTickets) {
    this.#self = self;
    this.#tickets = tickets;
  }

  /** From here on they are sent from another address, or by another way. */
  use(claim: Claim): void {
    this.#claim = claim;
    this.#unanswered.clear();
  }

  say(kind: Greeting['kind'], to: Address): void {
    const claim = this.#claim;
    if (!claim || claim.lost.aborted || !to || to === claim.address) return;
    if (!this.#unanswered.has(to)) this.#unanswered.set(to, Date.now());
    this.#last = Math.max(Date.now(), this.#last + 1);
    const mac = this.#tickets.greeting(kind, this.#last, this.#self, claim.address, to);
    claim.send(to, { kind, key: this.#self, at: this.#last, mac } satisfies Greeting);
  }

  /** Something was heard from an address, or of it. Returns for how many milliseconds nothing was. */
  heard(address: Address): number {
    const now = Date.now();
    const since = this.#unanswered.get(address) ?? now;
    this.#unanswered.delete(address);
    return now - since;
  }
}
