import { after } from '../../core/abort.ts';
import type { Dial, LinkTickets } from '../../core/crypto/link-tickets.ts';
import { randomHex } from '../../core/crypto/random.ts';
import { type Address, familySize } from '../../core/mailbox.ts';
import type { ParticipantId } from '../../core/transport.ts';
import type { Link } from './link.ts';
import type { ReplayGuard } from './replay-guard.ts';
import type { SealedProfiles } from './sealed-profiles.ts';
import type { Session } from './session.ts';
import type { Claim } from './signaller.ts';
import { type OfferTicket, parseAnswerTicket } from './wire.ts';

/** An offer that went unanswered for so long did not reach whoever has come since. Milliseconds. */
const answerTime = 1000;

export interface DialsOptions {
  readonly self: ParticipantId;
  /** Preferred video codecs of a link that is made now. */
  readonly codecs: () => readonly string[];
  /** Brings the configuration of new connections up to date, such as the credentials of a relay. */
  readonly refresh: () => Promise<void>;
  readonly tickets: LinkTickets;
  readonly profiles: SealedProfiles;
  readonly guard: ReplayGuard;
}

/** A link that is being dialled. */
interface Attempt {
  readonly session: Session;
  readonly since: number;
  link?: Link;
  isAnswered: boolean;
}

/** The links that this side is dialling: one for each address at a time. */
export class Dials {
  readonly #options: DialsOptions;
  readonly #attempts = new Map<Address, Attempt>();
  #claim: Claim | undefined;

  constructor(options: DialsOptions) {
    this.#options = options;
  }

  /** From here on this side dials from another address, or by another way. */
  use(claim: Claim): void {
    this.#claim = claim;
    // Their answers would go to an address that was held before.
    for (const [address, attempt] of this.#attempts) if (attempt.link && !attempt.isAnswered) this.#giveUp(address, attempt);
  }

  /** An offer is under way to whoever is at this address, and nobody has answered. */
  isInVain(address: Address): boolean {
    return this.#attempts.get(address)?.isAnswered === false;
  }

  async begin(session: Session, address: Address): Promise<void> {
    const { self, codecs, refresh, profiles, guard } = this.#options;
    if (!address || this.#attempts.has(address) || this.#attempts.size >= familySize) return;
    const attempt: Attempt = { session, since: performance.now(), isAnswered: false };
    this.#attempts.set(address, attempt);
    try {
      await Promise.all([refresh(), profiles.refresh()]);
      const claim = this.#claim;
      if (!claim || claim.lost.aborted || this.#attempts.get(address) !== attempt) return;
      const epoch = guard.nextDial(session.remote);
      const link = session.links.begin('dialling', codecs());
      attempt.link = link;
      const ends = { from: self, fromAddress: claim.address, to: session.remote, toAddress: address };
      this.#connect(claim, attempt, link, { ...ends, epoch, connectionId: randomHex(16) });
      await link.settled;
    } finally {
      if (this.#attempts.get(address) === attempt) this.#attempts.delete(address);
    }
  }

  /** Somebody is at this address: whoever else is dialled there is not there any more, perhaps with a session that is no more. */
  giveUpOthers(address: Address, { remote }: Session): void {
    const attempt = this.#attempts.get(address);
    if (attempt && attempt.session.remote !== remote) this.#giveUp(address, attempt);
  }

  /**
   * Who has just come to an address was not there when the offer went out. One that the service kept for them is answered soon;
   * else the answer would be waited for in vain.
   */
  giveUpVain(address: Address): void {
    const [attempt, claim] = [this.#attempts.get(address), this.#claim];
    if (!claim || !attempt?.link || attempt.isAnswered) return;
    const wait = answerTime - (performance.now() - attempt.since);
    if (wait <= 0) this.#giveUp(address, attempt);
    else after(wait, claim.lost, () => this.#beginAnew(address, attempt));
  }

  #beginAnew(address: Address, attempt: Attempt): void {
    if (attempt.isAnswered || this.#attempts.get(address) !== attempt) return;
    this.#giveUp(address, attempt);
    void this.begin(attempt.session, address);
  }

  #giveUp(address: Address, attempt: Attempt): void {
    this.#attempts.delete(address);
    attempt.link?.close();
  }

  #connect(claim: Claim, attempt: Attempt, link: Link, dial: Dial): void {
    const { tickets, profiles } = this.#options;
    const profile = profiles.own;
    let offer = '';
    const line = claim.dial({
      to: dial.toAddress,
      connectionId: dial.connectionId,
      prepare: (connection) => link.prepare(connection),
      ticketFor: (sdp) => {
        offer = sdp;
        const { from, to, epoch } = dial;
        return { from, to, epoch, profile, mac: tickets.offer(dial, sdp, profile) } satisfies OfferTicket;
      },
      isAnsweredBy: (sdp, untrusted) => {
        const ticket = parseAnswerTicket(untrusted);
        if (!ticket || !tickets.matches(tickets.answer(dial, offer, sdp, ticket.profile), ticket.mac)) return false;
        attempt.isAnswered = true;
        profiles.open(attempt.session, link, ticket.profile);
        return true;
      },
      closed: () => link.close(),
    });
    if (line) link.hold(line);
    else link.close();
  }
}
