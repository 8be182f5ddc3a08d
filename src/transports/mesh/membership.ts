import { after, childController } from '../../core/abort.ts';
import { type Dial, LinkTickets } from '../../core/crypto/link-tickets.ts';
import { randomHex } from '../../core/crypto/random.ts';
import { seal, unseal } from '../../core/crypto/seal.ts';
import type { RoomKeys } from '../../core/crypto/room-keys.ts';
import type { ParticipantId } from '../../core/transport.ts';
import { addressesOf, slotCount } from './addresses.ts';
import { jitter } from './attendance.ts';
import { RateLimit } from './rate-limit.ts';
import type { Link } from './link.ts';
import type { Session } from './session.ts';
import type { Acceptance, Address, Claim, FrontDesk, IncomingOffer } from './signaller.ts';
import {
  type AnswerTicket,
  type Greeting,
  type OfferTicket,
  parseAnswerTicket,
  parseGreeting,
  parseOfferTicket,
  parseProfile,
  type Profile,
} from './wire.ts';

export interface MembershipOptions {
  readonly self: ParticipantId;
  readonly keys: RoomKeys;
  readonly codecs: readonly string[];
  readonly profile: () => Profile;
  readonly sessions: ReadonlyMap<ParticipantId, Session>;
  /** The session with a participant, made if there is none. */
  readonly sessionWith: (id: ParticipantId, address: Address) => Session;
  /** Brings the configuration of new connections up to date, such as the credentials of a relay. */
  readonly refresh: () => Promise<void>;
  readonly absent: (address: Address) => void;
  readonly left: (id: ParticipantId) => void;
}

/** After a registration, everybody not linked is greeted again, in case a greeting was lost. Milliseconds. */
const netAfter = [2000, 4000, 8000, 16_000] as const;
const netEvery = 30_000;
/** A greeting about a link younger than this was written before it stood. Milliseconds. */
const youngLink = 2000;

/** The newest that passed between this side and a participant. */
interface Counts {
  /** `at` of the last greeting taken. */
  greeting: number;
  /** Of the last dial, made or taken. */
  epoch: number;
}

/**
 * Who links with whom. Everybody greets every address of the room that no live link leads to; of two, the one with
 * the larger key dials, once, and stays the only one who offers.
 */
export class Membership implements FrontDesk {
  readonly #options: MembershipOptions;
  readonly #addresses: readonly Address[];
  readonly #tickets: LinkTickets;
  readonly #dials = new Set<Address>();
  /** One for each address: strangers who shout from some must not drown those at the others. */
  readonly #allowances: ReadonlyMap<Address, { readonly greetings: RateLimit; readonly offers: RateLimit }>;
  /** Kept when a participant is gone: nothing of theirs can be played again. */
  readonly #counts = new Map<ParticipantId, Counts>();
  #sealed = { count: 0, text: '' };
  #sealings = 0;
  #lastGreeting = 0;
  #claim: Claim | undefined;

  constructor(options: MembershipOptions) {
    this.#options = options;
    this.#addresses = addressesOf(options.keys.tag);
    this.#tickets = new LinkTickets(options.keys.mac);
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
    await Promise.all([this.#options.refresh(), this.sealProfile()]);
    if (end.signal.aborted) return;
    this.#claim = claim;
    this.#greetEverybody();
    this.#castNet(0, end.signal);
  }

  /** No link with whoever is, or was, at this address. */
  greet(address: Address): void {
    this.#say('hello', address);
  }

  /**
   * Must have happened before an answer can be given in time; again after every change of the profile, and before it is
   * used, since it says for how long one has been there.
   */
  async sealProfile(): Promise<void> {
    const count = ++this.#sealings;
    const text = await seal(this.#options.keys.seal, JSON.stringify(this.#options.profile()));
    // One that was begun later may have been faster.
    if (count > this.#sealed.count) this.#sealed = { count, text };
  }

  greeted(from: Address, envelope: unknown): void {
    const greeting = parseGreeting(envelope);
    const claim = this.#claim;
    if (!greeting || !claim || greeting.key === this.#options.self) return;
    if (!this.#allowances.get(from)?.greetings.allows()) return;
    const { kind, key, at, mac } = greeting;
    if (!this.#tickets.matches(this.#tickets.greeting(kind, at, key, from, claim.address), mac)) return;
    const counts = this.#countsOf(key);
    if (at <= counts.greeting) return;
    counts.greeting = at;
    if (kind === 'bye') {
      this.#options.left(key);
      return;
    }
    const session = this.#options.sessionWith(key, from);
    const { link } = session;
    if (link?.isConnected && performance.now() - link.connectedAt < youngLink) return;
    // `here` answers a greeting of one's own, which a link may have overtaken.
    if (kind === 'here' && link?.isLive) return;
    if (!link?.isLive) session.address = from;
    if (this.#options.self > key) void this.#dial(session, from);
    else if (kind === 'hello') this.#say('here', from);
  }

  /** Says goodbye by way of the server too: from a page that is going away, a last word over the link may not get out. */
  bye(address: Address): void {
    this.#say('bye', address);
  }

  /** The link with a participant is gone or as good as gone. */
  relink(session: Session): void {
    this.greet(session.address);
    if (this.#options.self > session.remote) void this.#dial(session, session.address);
  }

  absent(address: Address): void {
    this.#options.absent(address);
  }

  offered(offer: IncomingOffer): Acceptance | undefined {
    const { self, codecs, sessionWith } = this.#options;
    const ticket = parseOfferTicket(offer.ticket);
    const claim = this.#claim;
    if (!ticket || !claim) return undefined;
    const { from, to, epoch, profile } = ticket;
    if (to !== self || from <= self || epoch <= (this.#counts.get(from)?.epoch ?? 0)) return undefined;
    if (!this.#allowances.get(offer.from)?.offers.allows()) return undefined;
    const { connectionId } = offer;
    const dial = { from, fromAddress: offer.from, to, toAddress: claim.address, epoch, connectionId };
    if (!this.#tickets.matches(this.#tickets.offer(dial, offer.sdp, profile), ticket.mac)) return undefined;

    this.#countsOf(from).epoch = epoch;
    // There is time for it until the answer is made.
    void this.sealProfile();
    const session = sessionWith(from, offer.from);
    const link = session.newLink('dialled', epoch, codecs);
    this.#open(session, link, profile);
    return {
      begun: (line) => {
        link.prepare(line.connection);
        link.hold(line);
      },
      ticketFor: (answerSdp) => {
        const own = this.#sealed.text;
        return { profile: own, mac: this.#tickets.answer(dial, offer.sdp, answerSdp, own) } satisfies AnswerTicket;
      },
      closed: () => link.close(),
    };
  }

  async #dial(session: Session, address: Address): Promise<void> {
    const { self, codecs, refresh } = this.#options;
    if (this.#dials.has(address) || this.#dials.size >= slotCount) return;
    this.#dials.add(address);
    try {
      await Promise.all([refresh(), this.sealProfile()]);
      const claim = this.#claim;
      if (!claim || claim.lost.aborted) return;
      const epoch = ++this.#countsOf(session.remote).epoch;
      const link = session.newLink('dialling', epoch, codecs);
      const ends = { from: self, fromAddress: claim.address, to: session.remote, toAddress: address };
      this.#connect(claim, session, link, { ...ends, epoch, connectionId: randomHex(16) });
      await link.settled;
    } finally {
      this.#dials.delete(address);
    }
  }

  #connect(claim: Claim, session: Session, link: Link, dial: Dial): void {
    const profile = this.#sealed.text;
    let offer = '';
    const line = claim.dial({
      to: dial.toAddress,
      connectionId: dial.connectionId,
      prepare: (connection) => link.prepare(connection),
      ticketFor: (sdp) => {
        offer = sdp;
        const { from, to, epoch } = dial;
        return { from, to, epoch, profile, mac: this.#tickets.offer(dial, sdp, profile) } satisfies OfferTicket;
      },
      isAnsweredBy: (sdp, untrusted) => {
        const ticket = parseAnswerTicket(untrusted);
        if (!ticket || !this.#tickets.matches(this.#tickets.answer(dial, offer, sdp, ticket.profile), ticket.mac)) return false;
        this.#open(session, link, ticket.profile);
        return true;
      },
      closed: () => link.close(),
    });
    if (line) link.hold(line);
    else link.close();
  }

  /** Reads what the other end said of itself beside its offer or answer. */
  #open(session: Session, link: Link, sealed: string): void {
    const learn = (text: string) => this.#learn(session, text);
    void unseal(this.#options.keys.seal, sealed).then(learn, () => link.close());
  }

  #learn(session: Session, text: string): void {
    const profile = parseProfile(text);
    if (profile) session.learn(profile);
  }

  #countsOf(id: ParticipantId): Counts {
    const counts = this.#counts.get(id) ?? { greeting: 0, epoch: 0 };
    this.#counts.set(id, counts);
    return counts;
  }

  #castNet(round: number, signal: AbortSignal): void {
    after(jitter(netAfter[round] ?? netEvery), signal, () => {
      // Nothing else would tell of a socket that is only half there.
      this.#claim?.probe();
      this.#greetEverybody();
      this.#castNet(round + 1, signal);
    });
  }

  #greetEverybody(): void {
    const live = [...this.#options.sessions.values()].filter(({ link }) => link?.isLive);
    const linked = new Set(live.map(({ address }) => address));
    for (const address of this.#addresses) if (!linked.has(address)) this.greet(address);
  }

  #say(kind: Greeting['kind'], to: Address): void {
    const claim = this.#claim;
    if (!claim || claim.lost.aborted || to === claim.address) return;
    const { self } = this.#options;
    this.#lastGreeting = Math.max(Date.now(), this.#lastGreeting + 1);
    const mac = this.#tickets.greeting(kind, this.#lastGreeting, self, claim.address, to);
    claim.send(to, { kind, key: self, at: this.#lastGreeting, mac } satisfies Greeting);
  }
}
