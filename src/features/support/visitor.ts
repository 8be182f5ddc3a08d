import { after, childController } from '../../core/abort.ts';
import { base64Encode } from '../../core/crypto/base64.ts';
import { RtcError } from '../../core/errors.ts';
import { Latest } from '../../core/latest.ts';
import { Store } from '../../core/store.ts';
import { Conversation, type Said } from './conversation.ts';
import { Deadline } from './deadline.ts';
import { DeskSearch, type DeskSearchOptions, type FoundAgent } from './desk-search.ts';
import type { KeptEnd } from './secret-line.ts';
import { type AgentWord, isSendable, parseAgentWord, type Rating, type SupportRequest, type VisitorWord } from './letters.ts';

/** What is known of a desk. `unknown` until it has had time to answer. */
export type DeskState = 'unknown' | 'online' | 'busy' | 'away' | 'offline';

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

export interface VisitorState {
  readonly desk: DeskState;
  readonly server: 'unknown' | 'connected' | 'reconnecting';
  readonly visit: Visit;
}

/** What the next page needs to go on with a visit. */
export interface KeptVisit {
  readonly end: KeptEnd;
  readonly request: SupportRequest;
  readonly since: number;
  readonly room: string;
  /** Who has the call; null while it rings. */
  readonly agent: AgentCard | null;
}

interface Agent {
  readonly card: AgentCard;
  readonly conversation: Conversation<VisitorWord, AgentWord>;
  /** The newest; undefined before the first, and while nobody is where the agent was. */
  word: AgentWord | undefined;
}

/** How long a desk may take to show that somebody is there, and a server to be reached. Milliseconds. */
const patience = { connected: 4000, reconnecting: 10_000 } as const;
/** How long it rings when nobody is there any more. Milliseconds. */
const hope = { connected: 10_000, reconnecting: 30_000 } as const;
/** How long an agent who answered may take to be in the call. Milliseconds. */
const meeting = 20_000;
/** How often agents are told that one still waits, and asked for. Milliseconds. */
const waitingPulse = 15_000;
const askEvery = 10_000;
/** Agents who may link before they answer. */
const mostStandby = 2;

const silent: Said<VisitorWord> = { phase: 'looking', waited: 0, request: null, room: null, by: '', rating: null };

/**
 * Somebody who wants to talk to a desk. All agents hear of it; the visitor gives the call to the first who answers, so
 * that no two can have it and no agent has to agree with another.
 */
export class Visitor {
  readonly store = new Store<VisitorState>({ desk: 'unknown', server: 'unknown', visit: { phase: 'none' } });
  readonly #options: DeskSearchOptions;
  readonly #end: AbortController;
  readonly #agents = new Map<string, Agent>();
  readonly #patience: Deadline;
  readonly #hope: Deadline;
  readonly #meeting: Deadline;
  readonly #pulse: Latest;
  #search: DeskSearch | undefined;
  #request: SupportRequest | null = null;
  #rating: Rating | null = null;
  #isWatching = false;
  /** The desk had time to answer. */
  #settled = false;

  constructor(options: DeskSearchOptions, lifetime: AbortSignal) {
    this.#options = options;
    this.#end = childController(lifetime);
    this.#patience = new Deadline(this.#end.signal);
    this.#hope = new Deadline(this.#end.signal);
    this.#meeting = new Deadline(this.#end.signal);
    this.#pulse = new Latest(this.#end.signal);
  }

  /** Looks who is there. @throws RtcError `insecure-context`, `unsupported-browser`. */
  async look(): Promise<void> {
    const { signal } = this.#end;
    this.#search = await DeskSearch.begin(
      this.#options,
      {
        signallingChanged: (server) => this.#serverChanged(server),
        found: (agent) => this.#found(agent),
        received: (id, box) => void this.#agents.get(id)?.conversation.receive(box),
        lost: (id) => this.#lost(id),
        isHeard: (id) => this.#agents.get(id)?.conversation.isHeard ?? false,
      },
      signal,
    );
    // It may already ring.
    this.ask();
  }

  /** Somebody may have come or gone. */
  ask(): void {
    this.#search?.ask(this.#isWaiting || this.#isWatching ? askEvery : undefined);
  }

  /** Keeps an eye on the desk, or not; who waits always does. */
  watch(isWatching: boolean): void {
    if (isWatching === this.#isWatching) return;
    this.#isWatching = isWatching;
    this.ask();
  }

  /**
   * Rings until somebody answers, nobody is there, or {@link hangUp}.
   * @throws RtcError `too-large` for a request that no agent would take.
   */
  ring(request: SupportRequest): void {
    if (!isSendable(request)) throw new RtcError('too-large', 'The request is longer than a letter carries');
    this.#request = request;
    this.#rating = null;
    this.#enter({ phase: 'waiting', since: Date.now(), room: newRoomKey(), ahead: null });
  }

  /** Goes on where the page before was. Before {@link look}. */
  resume({ request, since, room, agent }: KeptVisit): void {
    this.#request = request;
    this.#enter(agent ? { phase: 'called', since, room, agent, met: false } : { phase: 'waiting', since, room, ahead: null });
  }

  /** What the next page needs; undefined while nobody is called. */
  async keep(): Promise<KeptVisit | undefined> {
    const end = await this.#search?.keep();
    const { visit } = this.store.state;
    if (!end || !this.#request || (visit.phase !== 'waiting' && visit.phase !== 'called')) return undefined;
    const { since, room } = visit;
    return { end, request: this.#request, since, room, agent: visit.phase === 'called' ? visit.agent : null };
  }

  /** The next page goes on: nobody is told anything. */
  park(): void {
    this.#end.abort();
  }

  /** Both are in the call. */
  met(): void {
    const { visit } = this.store.state;
    if (visit.phase !== 'called' || visit.met) return;
    this.store.update({ visit: { ...visit, met: true } });
    this.#judge();
  }

  /** Whoever came to the room goes on to leave it, and never answered: rings on, for another. */
  deserted(): void {
    const { visit } = this.store.state;
    if (visit.phase === 'waiting') this.#ringAgain(visit.since);
  }

  /** Ends the call, or the ringing. */
  hangUp(reason: VisitEnd = 'left'): void {
    const { visit } = this.store.state;
    if (visit.phase === 'waiting') this.#enter({ phase: 'over', reason: reason === 'left' ? 'cancelled' : reason, agent: null });
    else if (visit.phase === 'called') this.#enter({ phase: 'over', reason, agent: visit.agent });
  }

  /** For the agent who had the call. */
  rate(rating: Rating): void {
    this.#rating = rating;
    this.#tellAll();
  }

  /** Takes leave of everybody: no agent waits for somebody who is gone. Takes no time, since a page may have none. */
  close(): void {
    const { visit } = this.store.state;
    if (visit.phase === 'waiting' || visit.phase === 'called') this.hangUp();
    for (const [id, { conversation }] of this.#agents) if (conversation.farewell) this.#search?.send(id, conversation.farewell);
    this.#end.abort();
  }

  get #isWaiting(): boolean {
    return this.store.state.visit.phase === 'waiting';
  }

  #enter(visit: Visit): void {
    this.store.update({ visit });
    this.#tellAll();
    const pulse = this.#pulse.next();
    if (this.#isWaiting) this.#beat(pulse);
    this.ask();
    this.#judge();
  }

  #beat(signal: AbortSignal): void {
    after(waitingPulse, signal, () => {
      for (const [id, { conversation }] of this.#agents) conversation.say(this.#wordFor(id));
      this.#beat(signal);
    });
  }

  #serverChanged(server: 'connected' | 'reconnecting'): void {
    if (server === this.store.state.server) return;
    this.store.update({ server });
    this.#judge();
    // It may have lost what was on its way.
    if (server === 'connected') for (const { conversation } of this.#agents.values()) conversation.repeat();
  }

  #found({ id, name, line }: FoundAgent): void {
    // Back again: what was said before still counts.
    if (this.#agents.has(id)) return;
    const conversation = new Conversation<VisitorWord, AgentWord>(
      {
        line,
        parse: parseAgentWord,
        first: this.#wordFor(id),
        last: { ...silent, phase: 'gone' },
        speaksFirst: false,
        post: (make) => void make().then((box) => this.#search?.send(id, box)),
        heard: (word) => this.#heard(id, word),
      },
      this.#end.signal,
    );
    this.#agents.set(id, { card: { id, name }, conversation, word: undefined });
  }

  #heard(id: string, word: AgentWord): void {
    const agent = this.#agents.get(id);
    if (!agent) return;
    if (word.phase === 'gone') return this.#lost(id);
    agent.word = word;
    const { visit } = this.store.state;
    const isChosen = visit.phase === 'called' && visit.agent.id === id;
    if (word.phase === 'answering' && visit.phase === 'waiting') this.#choose(agent, word, visit.room);
    else if (word.phase !== 'answering' && isChosen) this.#withdrawn(visit, word.phase);
    else this.#tell(id, agent);
    this.#judge();
  }

  #choose({ card }: Agent, { name }: AgentWord, room: string): void {
    // What the desk has certified counts more than what the agent says.
    const agent = { id: card.id, name: card.name || name };
    this.#enter({ phase: 'called', since: Date.now(), room, agent, met: false });
  }

  #lost(id: string): void {
    const { visit } = this.store.state;
    const agent = this.#agents.get(id);
    if (agent) agent.word = undefined;
    // A call has its own ways of knowing whether the other is there.
    if (visit.phase === 'called' && visit.agent.id === id && !visit.met) this.#ringAgain(visit.since);
    this.#judge();
  }

  /** An agent who had answered does so no more. */
  #withdrawn({ met, since }: Extract<Visit, { phase: 'called' }>, phase: AgentWord['phase']): void {
    if (phase === 'over' || met) this.hangUp('ended');
    else this.#ringAgain(since);
  }

  /** Whoever answered did not come: the others are asked again, for another room. */
  #ringAgain(since: number): void {
    this.#enter({ phase: 'waiting', since, room: newRoomKey(), ahead: null });
  }

  /** Says what is known of the desk, and sees to it that nobody waits for nobody. */
  #judge(): void {
    const words = [...this.#agents.values()].flatMap(({ word }) => word ?? []);
    const has = (availability: AgentWord['availability']) => words.some((word) => word.availability === availability);
    const desk = has('free') ? 'online' : has('busy') ? 'busy' : has('away') ? 'away' : this.#settled ? 'offline' : 'unknown';
    this.store.update({ desk });
    // Whoever hears of it may do something: the state is read again.
    this.#place(words);
    const { visit, server } = this.store.state;
    this.#await(visit, server === 'connected' ? server : 'reconnecting', has('free') || has('busy'));
  }

  #place(words: readonly AgentWord[]): void {
    const { visit } = this.store.state;
    if (visit.phase !== 'waiting') return;
    const places = words.flatMap(({ ahead }) => ahead ?? []);
    const ahead = places.length > 0 ? Math.min(...places) : null;
    if (ahead !== visit.ahead) this.store.update({ visit: { ...visit, ahead } });
  }

  /** The moments at which waiting has been in vain. */
  #await(visit: Visit, server: keyof typeof hope, isStaffed: boolean): void {
    this.#patience.set(this.#settled ? undefined : server, patience[server], () => this.#settle());
    this.#hope.set(visit.phase === 'waiting' && !isStaffed ? server : undefined, hope[server], () => this.hangUp('nobody'));
    this.#meeting.set(visit.phase === 'called' && !visit.met ? visit.room : undefined, meeting, () => this.#notCome());
  }

  #settle(): void {
    this.#settled = true;
    this.#judge();
  }

  #notCome(): void {
    const { visit } = this.store.state;
    if (visit.phase !== 'called') return;
    this.#search?.forget(visit.agent.id);
    this.#lost(visit.agent.id);
  }

  #tellAll(): void {
    for (const [id, agent] of this.#agents) this.#tell(id, agent);
  }

  #tell(id: string, { conversation }: Agent): void {
    const word = this.#wordFor(id);
    if (JSON.stringify({ ...word, waited: 0 }) !== JSON.stringify({ ...conversation.own, waited: 0 })) conversation.say(word);
  }

  #wordFor(id: string): Said<VisitorWord> {
    const { visit } = this.store.state;
    switch (visit.phase) {
      case 'none':
        return silent;
      case 'waiting': {
        const room = this.#standsBy(id) ? visit.room : null;
        return { ...silent, phase: 'waiting', waited: Date.now() - visit.since, request: this.#request, room };
      }
      case 'called': {
        if (visit.agent.id !== id) return { ...silent, phase: 'taken', by: visit.agent.name };
        return { ...silent, phase: 'chosen', request: this.#request, room: visit.room };
      }
      case 'over':
        return visit.agent?.id === id ? { ...silent, phase: 'over', rating: this.#rating } : { ...silent, phase: 'gone' };
    }
  }

  /** The first who are free may make their links while it rings. */
  #standsBy(id: string): boolean {
    const free = [...this.#agents].filter(([, { word }]) => word?.availability === 'free').map(([free]) => free);
    return free.indexOf(id) >= 0 && free.indexOf(id) < mostStandby;
  }
}

/** 128 bits in base64url. */
function newRoomKey(): string {
  return base64Encode(crypto.getRandomValues(new Uint8Array(16)));
}
