import { childController } from '../../core/abort.ts';
import { RtcError } from '../../core/errors.ts';
import { Store } from '../../core/store.ts';
import { Deadline } from './deadline.ts';
import { DeskSearch, type DeskSearchOptions } from './desk-search.ts';
import { FoundAgents } from './found-agents.ts';
import { type AgentWord, isSendable, type Rating, type SupportRequest } from './letters.ts';
import { type AgentCard, type KeptVisit, resumed, ringing, type Visit, type VisitEnd } from './visit.ts';

/** What is known of a desk. `unknown` until it has had time to answer. */
export type DeskState = 'unknown' | 'online' | 'busy' | 'away' | 'offline';

export interface VisitorState {
  readonly desk: DeskState;
  readonly server: 'unknown' | 'connected' | 'reconnecting';
  readonly visit: Visit;
}

/** How long a desk may take to show that somebody is there, and a server to be reached. Milliseconds. */
const patience = { connected: 4000, reconnecting: 10_000 } as const;
/** How long it rings when nobody is there any more. Milliseconds. */
const hope = { connected: 10_000, reconnecting: 30_000 } as const;
/** How long an agent who answered may take to be in the call. Milliseconds. */
const meeting = 20_000;
/** How often agents are asked for. Milliseconds. */
const askEvery = 10_000;

/**
 * Somebody who wants to talk to a desk. All agents hear of it; the visitor gives the call to the first who answers, so
 * that no two can have it and no agent has to agree with another.
 */
export class Visitor {
  readonly store = new Store<VisitorState>({ desk: 'unknown', server: 'unknown', visit: { phase: 'none' } });
  readonly #options: DeskSearchOptions;
  readonly #end: AbortController;
  readonly #agents: FoundAgents;
  readonly #patience: Deadline;
  readonly #hope: Deadline;
  readonly #meeting: Deadline;
  #search: DeskSearch | undefined;
  #request: SupportRequest | null = null;
  #rating: Rating | null = null;
  #isWatching = false;
  /** The desk had time to answer. */
  #settled = false;

  constructor(options: DeskSearchOptions, lifetime: AbortSignal) {
    this.#options = options;
    this.#end = childController(lifetime);
    this.#agents = new FoundAgents({ heard: (id, word) => this.#heard(id, word), send: (id, box) => this.#search?.send(id, box) }, this.#end.signal);
    this.#patience = new Deadline(this.#end.signal);
    this.#hope = new Deadline(this.#end.signal);
    this.#meeting = new Deadline(this.#end.signal);
  }

  /** Looks who is there. @throws RtcError `insecure-context`, `unsupported-browser`. */
  async look(): Promise<void> {
    const { signal } = this.#end;
    this.#search = await DeskSearch.begin(
      this.#options,
      {
        signallingChanged: (server) => this.#serverChanged(server),
        found: (agent) => this.#agents.add(agent),
        received: (id, box) => this.#agents.receive(id, box),
        lost: (id) => this.#lost(id),
        isHeard: (id) => this.#agents.isHeard(id),
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
    this.#enter(ringing(Date.now()));
  }

  /** Goes on where the page before was. Before {@link look}. */
  resume(kept: KeptVisit): void {
    this.#request = kept.request;
    this.#enter(resumed(kept));
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
    if (visit.phase === 'waiting') this.#enter(ringing(visit.since));
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
    this.#agents.takeLeave();
    this.#end.abort();
  }

  get #isWaiting(): boolean {
    return this.store.state.visit.phase === 'waiting';
  }

  #enter(visit: Visit): void {
    this.store.update({ visit });
    this.#tellAll();
    this.ask();
    this.#judge();
  }

  #serverChanged(server: 'connected' | 'reconnecting'): void {
    if (server === this.store.state.server) return;
    this.store.update({ server });
    this.#judge();
    // It may have lost what was on its way.
    if (server === 'connected') this.#agents.repeat();
  }

  #heard(id: string, word: AgentWord): void {
    if (word.phase === 'gone') return this.#lost(id);
    const { visit } = this.store.state;
    const isChosen = visit.phase === 'called' && visit.agent.id === id;
    const card = this.#agents.cardOf(id);
    if (card && word.phase === 'answering' && visit.phase === 'waiting') this.#choose(card, word, visit.room);
    else if (word.phase !== 'answering' && isChosen) this.#withdrawn(visit, word.phase);
    else this.#agents.tell(id);
    this.#judge();
  }

  #choose(card: AgentCard, { name }: AgentWord, room: string): void {
    // What the desk has certified counts more than what the agent says.
    const agent = { id: card.id, name: card.name || name };
    this.#enter({ phase: 'called', since: Date.now(), room, agent, met: false });
  }

  #lost(id: string): void {
    const { visit } = this.store.state;
    this.#agents.lose(id);
    // A call has its own ways of knowing whether the other is there.
    if (visit.phase === 'called' && visit.agent.id === id && !visit.met) this.#enter(ringing(visit.since));
    this.#judge();
  }

  /** An agent who had answered does so no more. */
  #withdrawn({ met, since }: Extract<Visit, { phase: 'called' }>, phase: AgentWord['phase']): void {
    if (phase === 'over' || met) this.hangUp('ended');
    // The others are asked again, for another room.
    else this.#enter(ringing(since));
  }

  /** Says what is known of the desk, and sees to it that nobody waits for nobody. */
  #judge(): void {
    const { words } = this.#agents;
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
    this.#agents.tellAll({ visit: this.store.state.visit, request: this.#request, rating: this.#rating });
  }
}
