import { after, childController } from '../../core/abort.ts';
import { type Dial, LinkTickets } from '../../core/crypto/link-tickets.ts';
import { randomHex } from '../../core/crypto/random.ts';
import { seal, unseal } from '../../core/crypto/seal.ts';
import type { RoomKeys } from '../../core/crypto/room-keys.ts';
import { type Address, addressesOf, familySize } from '../../core/mailbox.ts';
import type { ParticipantId } from '../../core/transport.ts';
import { jitter } from './attendance.ts';
import { RateLimit } from '../../core/rate-limit.ts';
import type { Link } from './link.ts';
import type { Session } from './session.ts';
import type { Acceptance, Claim, FrontDesk, IncomingOffer } from './signaller.ts';
import {
  type AnswerTicket,
  type Farewell,
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
/** An offer that went unanswered for so long did not reach whoever has come since. Milliseconds. */
const answerTime = 1000;
/** Of letters that waited for so long, who sent them was told before; told now, that is what a page finds when it wakes. Milliseconds. */
const oldNews = 10_000;

/** The newest that passed between this side and a participant. */
interface Counts {
  /** `at` of the last greeting taken. */
  greeting: number;
  /** Of the last dial, made or taken. */
  epoch: number;
}

/** A link that is being dialled. */
interface Attempt {
  readonly session: Session;
  readonly since: number;
  link?: Link;
  isAnswered: boolean;
}

interface Connecting {
  readonly claim: Claim;
  readonly session: Session;
  readonly link: Link;
  readonly answered: () => void;
}

/**
 * Who links with whom. Everybody greets every address of the room that no live link leads to; of two, the one with
 * the larger key dials, once, and stays the only one who offers.
 */
export class Membership implements FrontDesk {
  readonly #options: MembershipOptions;
  readonly #addresses: readonly Address[];
  readonly #tickets: LinkTickets;
  readonly #dials = new Map<Address, Attempt>();
  /** One for each address: strangers who shout from some must not drown those at the others. */
  readonly #allowances: ReadonlyMap<Address, { readonly greetings: RateLimit; readonly offers: RateLimit }>;
  /** Kept when a participant is gone: nothing of theirs can be played again. */
  readonly #counts = new Map<ParticipantId, Counts>();
  /** When, since anything was heard from there, the first letter went to an address; by the clock on the wall, which goes on in a sleep. */
  readonly #unanswered = new Map<Address, number>();
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
    if (end.signal.aborted || claim.lost.aborted) return;
    this.#claim = claim;
    this.#unanswered.clear();
    // Their answers would go to an address that was held before.
    for (const [address, attempt] of this.#dials) if (attempt.link && !attempt.isAnswered) this.#giveUp(address, attempt);
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
    this.#say('still', address);
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
    this.#unanswered.delete(from);
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
    if (kind === 'hello') this.#giveUpVainDial(from);
    if (this.#options.self > key) void this.#dial(session, from);
    else if (kind !== 'here') this.#say('here', from);
  }

  /** Says goodbye by way of the server too: from a page that is going away, a last word over the link may not get out. */
  bye(address: Address, how: Farewell): void {
    this.#say(how, address);
  }

  /** The link with a participant is gone or as good as gone. */
  relink(session: Session): void {
    this.greet(session.address);
    if (this.#options.self <= session.remote) return;
    // A dial that failed just now is over a moment later.
    queueMicrotask(() => void this.#dial(session, session.address));
  }

  /** An offer is under way to whoever is at this address, and nobody has answered. */
  isCallingInVain(address: Address): boolean {
    return this.#dials.get(address)?.isAnswered === false;
  }

  absent(address: Address, isGone: boolean): void {
    const since = this.#unanswered.get(address) ?? Date.now();
    this.#unanswered.delete(address);
    if (!isGone) return;
    if (Date.now() - since < oldNews) this.#options.absent(address);
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
    if (to !== self || from <= self || epoch <= (this.#counts.get(from)?.epoch ?? 0)) return undefined;
    if (!this.#allowances.get(offer.from)?.offers.allows()) return undefined;
    const { connectionId } = offer;
    const dial = { from, fromAddress: offer.from, to, toAddress: claim.address, epoch, connectionId };
    if (!this.#tickets.matches(this.#tickets.offer(dial, offer.sdp, profile), ticket.mac)) return undefined;

    const counts = this.#countsOf(from);
    counts.epoch = epoch;
    // Both are of the same clock: a goodbye that was held back until now is one to the link before.
    counts.greeting = Math.max(counts.greeting, epoch);
    this.#unanswered.delete(offer.from);
    // There is time for it until the answer is made.
    void this.sealProfile();
    const session = sessionWith(from, offer.from);
    const link = session.newLink('dialled', epoch, codecs());
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
    if (!address || this.#dials.has(address) || this.#dials.size >= familySize) return;
    const attempt: Attempt = { session, since: performance.now(), isAnswered: false };
    this.#dials.set(address, attempt);
    try {
      await Promise.all([refresh(), this.sealProfile()]);
      const claim = this.#claim;
      if (!claim || claim.lost.aborted || this.#dials.get(address) !== attempt) return;
      const counts = this.#countsOf(session.remote);
      // By the clock: larger, too, than those of the page that this one goes on from.
      const epoch = (counts.epoch = Math.max(Date.now(), counts.epoch + 1));
      const link = session.newLink('dialling', epoch, codecs());
      attempt.link = link;
      const ends = { from: self, fromAddress: claim.address, to: session.remote, toAddress: address };
      const answered = () => (attempt.isAnswered = true);
      this.#connect({ claim, session, link, answered }, { ...ends, epoch, connectionId: randomHex(16) });
      await link.settled;
    } finally {
      if (this.#dials.get(address) === attempt) this.#dials.delete(address);
    }
  }

  /** Whoever was at this address before is not there any more, wherever they are: they are not called, until they greet. */
  #moveOut({ remote, address }: Session): void {
    for (const session of this.#options.sessions.values()) {
      if (session.address !== address || session.remote === remote || session.link?.isLive) continue;
      session.address = '';
    }
    const attempt = this.#dials.get(address);
    // Perhaps of a session that is no more.
    if (attempt && attempt.session.remote !== remote) this.#giveUp(address, attempt);
  }

  /**
   * Who has just come to an address was not there when the offer went out. One that the service kept for them is answered soon;
   * else the answer would be waited for in vain.
   */
  #giveUpVainDial(address: Address): void {
    const [attempt, claim] = [this.#dials.get(address), this.#claim];
    if (!claim || !attempt?.link || attempt.isAnswered) return;
    const wait = answerTime - (performance.now() - attempt.since);
    if (wait <= 0) this.#giveUp(address, attempt);
    else after(wait, claim.lost, () => this.#dialAnew(address, attempt));
  }

  #dialAnew(address: Address, attempt: Attempt): void {
    if (attempt.isAnswered || this.#dials.get(address) !== attempt) return;
    this.#giveUp(address, attempt);
    void this.#dial(attempt.session, address);
  }

  #giveUp(address: Address, attempt: Attempt): void {
    this.#dials.delete(address);
    attempt.link?.close();
  }

  /** Back in reach of the server: those who would have to be asked for a greeting first are where they were. */
  #redial(): void {
    for (const session of this.#options.sessions.values()) {
      if (!session.link?.isLive && this.#options.self > session.remote) void this.#dial(session, session.address);
    }
  }

  #connect({ claim, session, link, answered }: Connecting, dial: Dial): void {
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
        answered();
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
      this.probe();
      this.#greetEverybody('still');
      this.#castNet(round + 1, signal);
    });
  }

  #greetEverybody(kind: 'hello' | 'still'): void {
    const live = [...this.#options.sessions.values()].filter(({ link }) => link?.isLive);
    const linked = new Set(live.map(({ address }) => address));
    for (const address of this.#addresses) if (!linked.has(address)) this.#say(kind, address);
  }

  #say(kind: Greeting['kind'], to: Address): void {
    const claim = this.#claim;
    if (!claim || claim.lost.aborted || !to || to === claim.address) return;
    const { self } = this.#options;
    if (!this.#unanswered.has(to)) this.#unanswered.set(to, Date.now());
    this.#lastGreeting = Math.max(Date.now(), this.#lastGreeting + 1);
    const mac = this.#tickets.greeting(kind, this.#lastGreeting, self, claim.address, to);
    claim.send(to, { kind, key: self, at: this.#lastGreeting, mac } satisfies Greeting);
  }
}
