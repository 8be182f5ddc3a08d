import { after } from '../../core/abort.ts';
import { Latest } from '../../core/latest.ts';
import { Conversation, type Said } from './conversation.ts';
import type { FoundAgent } from './desk-search.ts';
import { type AgentWord, parseAgentWord, type Rating, type SupportRequest, type VisitorWord } from './letters.ts';
import type { AgentCard, Visit } from './visit.ts';

/** What agents are told of. */
export interface VisitorsWish {
  readonly visit: Visit;
  readonly request: SupportRequest | null;
  readonly rating: Rating | null;
}

export interface FoundAgentsListener {
  /** An agent has said something new. */
  heard(id: string, word: AgentWord): void;
  /** A sealed word for an agent. */
  send(id: string, box: string): void;
}

interface Agent {
  readonly card: AgentCard;
  readonly conversation: Conversation<VisitorWord, AgentWord>;
  /** The newest; undefined before the first, and while nobody is where the agent was. */
  word: AgentWord | undefined;
}

/** How often agents are told that one still waits. Milliseconds. */
const waitingPulse = 15_000;
/** Agents who may link before they answer. */
const mostStandby = 2;

const silent: Said<VisitorWord> = { phase: 'looking', waited: 0, request: null, room: null, by: '', rating: null };

/** The agents whom a visitor has found: what each has said, and what each is told. */
export class FoundAgents {
  readonly #listener: FoundAgentsListener;
  readonly #lifetime: AbortSignal;
  readonly #agents = new Map<string, Agent>();
  readonly #pulse: Latest;
  #wish: VisitorsWish = { visit: { phase: 'none' }, request: null, rating: null };

  constructor(listener: FoundAgentsListener, lifetime: AbortSignal) {
    this.#listener = listener;
    this.#lifetime = lifetime;
    this.#pulse = new Latest(lifetime);
  }

  /** The newest of each who is there. */
  get words(): AgentWord[] {
    return [...this.#agents.values()].flatMap(({ word }) => word ?? []);
  }

  cardOf(id: string): AgentCard | undefined {
    return this.#agents.get(id)?.card;
  }

  /** Whether an agent has heard what was said last. */
  isHeard(id: string): boolean {
    return this.#agents.get(id)?.conversation.isHeard ?? false;
  }

  add({ id, name, line }: FoundAgent): void {
    // Back again: what was said before still counts.
    if (this.#agents.has(id)) return;
    const conversation = new Conversation<VisitorWord, AgentWord>(
      {
        line,
        parse: parseAgentWord,
        first: this.#wordFor(id),
        last: { ...silent, phase: 'gone' },
        speaksFirst: false,
        post: (make) => void make().then((box) => this.#listener.send(id, box)),
        heard: (word) => this.#heard(id, word),
      },
      this.#lifetime,
    );
    this.#agents.set(id, { card: { id, name }, conversation, word: undefined });
  }

  /** A sealed word of an agent. */
  receive(id: string, box: string): void {
    void this.#agents.get(id)?.conversation.receive(box);
  }

  /** Nobody is where the agent was. */
  lose(id: string): void {
    const agent = this.#agents.get(id);
    if (agent) agent.word = undefined;
  }

  /** From now on this holds: each is told to whom it matters, and all again and again that one still waits. */
  tellAll(wish: VisitorsWish): void {
    this.#wish = wish;
    for (const id of this.#agents.keys()) this.tell(id);
    const pulse = this.#pulse.next();
    if (wish.visit.phase === 'waiting') this.#beat(pulse);
  }

  /** What an agent has said may have changed what there is to be told. */
  tell(id: string): void {
    const conversation = this.#agents.get(id)?.conversation;
    const word = this.#wordFor(id);
    if (conversation && JSON.stringify({ ...word, waited: 0 }) !== JSON.stringify({ ...conversation.own, waited: 0 })) conversation.say(word);
  }

  /** What was on its way may be lost. */
  repeat(): void {
    for (const { conversation } of this.#agents.values()) conversation.repeat();
  }

  /** Says at once to all that there will be no more. */
  takeLeave(): void {
    for (const [id, { conversation }] of this.#agents) if (conversation.farewell) this.#listener.send(id, conversation.farewell);
  }

  #beat(signal: AbortSignal): void {
    after(waitingPulse, signal, () => {
      for (const [id, { conversation }] of this.#agents) conversation.say(this.#wordFor(id));
      this.#beat(signal);
    });
  }

  #heard(id: string, word: AgentWord): void {
    const agent = this.#agents.get(id);
    if (!agent) return;
    if (word.phase !== 'gone') agent.word = word;
    this.#listener.heard(id, word);
  }

  #wordFor(id: string): Said<VisitorWord> {
    const { visit, request, rating } = this.#wish;
    switch (visit.phase) {
      case 'none':
        return silent;
      case 'waiting': {
        const room = this.#standsBy(id) ? visit.room : null;
        return { ...silent, phase: 'waiting', waited: Date.now() - visit.since, request, room };
      }
      case 'called': {
        if (visit.agent.id !== id) return { ...silent, phase: 'taken', by: visit.agent.name };
        return { ...silent, phase: 'chosen', request, room: visit.room };
      }
      case 'over':
        return visit.agent?.id === id ? { ...silent, phase: 'over', rating } : { ...silent, phase: 'gone' };
    }
  }

  /** The first who are free may make their links while it rings. */
  #standsBy(id: string): boolean {
    const free = [...this.#agents].filter(([, { word }]) => word?.availability === 'free').map(([free]) => free);
    return free.indexOf(id) >= 0 && free.indexOf(id) < mostStandby;
  }
}
