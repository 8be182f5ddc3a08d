import { after, childController } from '../../core/abort.ts';
import { LinkTickets } from '../../core/crypto/link-tickets.ts';
import type { RoomKeys } from '../../core/crypto/room-keys.ts';
import { type Address, addressesOf } from '../../core/mailbox.ts';
import { RateLimit } from '../../core/rate-limit.ts';
import type { ParticipantId } from '../../core/transport.ts';
import { jitter } from './attendance.ts';
import { Dials } from './dials.ts';
import { Greetings } from './greetings.ts';
import { ReplayGuard } from './replay-guard.ts';
import { SealedProfiles } from './sealed-profiles.ts';
import type { Session } from './session.ts';
import type { Acceptance, Claim, FrontDesk, IncomingOffer } from './signaller.ts';
import { type AnswerTicket, type Farewell, parseGreeting, parseOfferTicket, type Profile } from './wire.ts';

export interface MembershipOptions {
  readonly self: ParticipantId;
  readonly keys: RoomKeys;
  /** Preferred video codecs of a link that is made now. */
  readonly codecs: () => readonly string[];
  readonly profile: () => Profile;
  readonly sessions: ReadonlyMap<ParticipantId, Session>;
  /** The session with a participant, made if there is none. */
  readonly sessionWith: (id: ParticipantId, address: Address) => Session;
  /** Brings the configuration of new connections up to date, such as the credentials of a relay. */
  readonly refresh: () => Promise<void>;
  readonly absent: (address: Address) => void;
  readonly left: (id: ParticipantId, how: Farewell) => void;
}

/** After a registration, everybody not linked is greeted again, in case a greeting was lost. Milliseconds. */
const netAfter = [2000, 4000, 8000, 16_000] as const;
const netEvery = 30_000;
/** A greeting about a link younger than this was written before it stood. Milliseconds. */
const youngLink = 2000;
/** Of letters that waited for so long, who sent them was told before; told now, that is what a page finds when it wakes. Milliseconds. */
const oldNews = 10_000;

/**
 * Who links with whom. Everybody greets every address of the room that no live link leads to; of two, the one with
 * the larger key dials, once, and stays the only one who offers.
 */
export class Membership implements FrontDesk {
  readonly #options: MembershipOptions;
  readonly #addresses: readonly Address[];
  readonly #tickets: LinkTickets;
  readonly profiles: SealedProfiles;
  readonly greetings: Greetings;
  readonly #guard = new ReplayGuard();
  readonly dials: Dials;
  /** One for each address: strangers who shout from some must not drown those at the others. */
  readonly #allowances: ReadonlyMap<Address, { readonly greetings: RateLimit; readonly offers: RateLimit }>;
  #claim: Claim | undefined;

  constructor(options: MembershipOptions) {
    this.#options = options;
    this.#addresses = addressesOf(options.keys.tag);
    const { self, codecs, refresh, keys } = options;
    const tickets = (this.#tickets = new LinkTickets(keys.mac));
    const profiles = (this.profiles = new SealedProfiles(keys.seal, options.profile));
    this.greetings = new Greetings(self, tickets);
    this.dials = new Dials({ self, codecs, refresh, tickets, profiles, guard: this.#guard });
    const allowance = () => ({
      greetings: new RateLimit({ burst: 20, perSecond: 10 }),
      offers: new RateLimit({ burst: 8, perSecond: 4 }),
    });
    this.#allowances = new Map(this.#addresses.map((address) => [address, allowance()]));
  }

  /** An address was claimed: greet everybody, and go on until it is lost. */
  async registered(claim: Claim, lifetime: AbortSignal): Promise<void> {
    const end = childController(lifetime);
    claim.lost.addEventListener('abort', () => end.abort(), { signal: end.signal });
    await Promise.all([this.#options.refresh(), this.profiles.refresh()]);
    if (end.signal.aborted || claim.lost.aborted) return;
    this.#claim = claim;
    this.greetings.use(claim);
    this.dials.use(claim);
    this.#greetEverybody('hello');
    this.#redial();
    this.#castNet(0, end.signal);
  }

  /** Asks for a sign of life of the server. */
  probe(): void {
    this.#claim?.probe(() => this.#isSlow);
  }

  /** As late as all answers come over links, so may the server's. */
  get #isSlow(): boolean {
    const live = [...this.#options.sessions.values()].filter(({ link }) => link?.isLive);
    return live.length > 0 && live.every(({ link }) => link?.isSlow);
  }

  /** No link with whoever is, or was, at this address. */
  greet(address: Address): void {
    this.greetings.say('still', address);
  }

  greeted(from: Address, envelope: unknown): void {
    const greeting = parseGreeting(envelope);
    const claim = this.#claim;
    if (!greeting || !claim || greeting.key === this.#options.self) return;
    if (!this.#allowances.get(from)?.greetings.allows()) return;
    const { kind, key, at, mac } = greeting;
    if (!this.#tickets.matches(this.#tickets.greeting(kind, at, key, from, claim.address), mac)) return;
    if (!this.#guard.takesGreeting(key, at)) return;
    this.greetings.heard(from);
    if (kind === 'bye' || kind === 'moving') {
      this.#options.left(key, kind);
      return;
    }
    const session = this.#options.sessionWith(key, from);
    const { link } = session;
    if (link?.isConnected && performance.now() - link.connectedAt < youngLink) return;
    // `here` answers a greeting of one's own, which a link may have overtaken.
    if (kind === 'here' && link?.isLive) return;
    if (!link?.isLive) session.address = from;
    this.#moveOut(session);
    if (kind === 'hello') this.dials.giveUpVain(from);
    if (this.#options.self > key) void this.dials.begin(session, from);
    else if (kind !== 'here') this.greetings.say('here', from);
  }

  /** The link with a participant is gone or as good as gone. */
  relink(session: Session): void {
    this.greet(session.address);
    if (this.#options.self <= session.remote) return;
    // A dial that failed just now is over a moment later.
    queueMicrotask(() => void this.dials.begin(session, session.address));
  }

  absent(address: Address, isGone: boolean): void {
    const silence = this.greetings.heard(address);
    if (!isGone) return;
    if (silence < oldNews) this.#options.absent(address);
    else this.#askAgain(address);
  }

  /** They may have been back for long. */
  #askAgain(address: Address): void {
    const isMissed = (session: Session) => session.address === address && !session.link?.isLive;
    if ([...this.#options.sessions.values()].some(isMissed)) this.greet(address);
  }

  offered(offer: IncomingOffer): Acceptance | undefined {
    const { self, codecs, sessionWith } = this.#options;
    const ticket = parseOfferTicket(offer.ticket);
    const claim = this.#claim;
    if (!ticket || !claim) return undefined;
    const { from, to, epoch, profile } = ticket;
    if (to !== self || from <= self || !this.#guard.isNewDial(from, epoch)) return undefined;
    if (!this.#allowances.get(offer.from)?.offers.allows()) return undefined;
    const { connectionId } = offer;
    const dial = { from, fromAddress: offer.from, to, toAddress: claim.address, epoch, connectionId };
    if (!this.#tickets.matches(this.#tickets.offer(dial, offer.sdp, profile), ticket.mac)) return undefined;

    this.#guard.takeDial(from, epoch);
    this.greetings.heard(offer.from);
    // There is time for it until the answer is made.
    void this.profiles.refresh();
    const session = sessionWith(from, offer.from);
    const link = session.links.begin('dialled', codecs());
    this.profiles.open(session, link, profile);
    return {
      begun: (line) => {
        link.prepare(line.connection);
        link.hold(line);
      },
      ticketFor: (answerSdp) => {
        const { own } = this.profiles;
        return { profile: own, mac: this.#tickets.answer(dial, offer.sdp, answerSdp, own) } satisfies AnswerTicket;
      },
      closed: () => link.close(),
    };
  }

  /** Whoever was at this address before is not there any more, wherever they are: they are not called, until they greet. */
  #moveOut(greeted: Session): void {
    const { remote, address } = greeted;
    for (const session of this.#options.sessions.values()) {
      if (session.address !== address || session.remote === remote || session.link?.isLive) continue;
      session.address = '';
    }
    this.dials.giveUpOthers(address, greeted);
  }

  /** Back in reach of the server: those who would have to be asked for a greeting first are where they were. */
  #redial(): void {
    for (const session of this.#options.sessions.values()) {
      if (!session.link?.isLive && this.#options.self > session.remote) void this.dials.begin(session, session.address);
    }
  }

  #castNet(round: number, signal: AbortSignal): void {
    after(jitter(netAfter[round] ?? netEvery), signal, () => {
      // Nothing else would tell of a socket that is only half there.
      this.probe();
      this.#greetEverybody('still');
      this.#castNet(round + 1, signal);
    });
  }

  #greetEverybody(kind: 'hello' | 'still'): void {
    const live = [...this.#options.sessions.values()].filter(({ link }) => link?.isLive);
    const linked = new Set(live.map(({ address }) => address));
    for (const address of this.#addresses) if (!linked.has(address)) this.greetings.say(kind, address);
  }
}
