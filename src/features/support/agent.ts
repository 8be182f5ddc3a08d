import { after, childController } from '../../core/abort.ts';
import { RtcError } from '../../core/errors.ts';
import { Latest } from '../../core/latest.ts';
import { Store } from '../../core/store.ts';
import { Conversation, type Said } from './conversation.ts';
import { type AgentWord, longestName, parseVisitorWord, type Rating, type SupportRequest, type VisitorWord } from './letters.ts';
import { Reception, type ReceptionOptions } from './reception.ts';
import type { SecretLine } from './secret-line.ts';

/** Somebody who wants to talk. */
export interface WaitingVisitor {
  readonly id: string;
  readonly request: SupportRequest;
  /** In milliseconds since the epoch. */
  readonly since: number;
  /** Where the call will be, for an agent who may make links while it rings. */
  readonly room: string | null;
}

/** The visitor whose call this agent takes. `called` once the visitor has agreed, and the room is known. */
export interface Serving {
  readonly phase: 'answering' | 'called';
  readonly visitor: WaitingVisitor;
  readonly room: string | null;
}

/** `taken`: by another agent. */
export type Outcome = 'served' | 'taken' | 'left';

export interface PastVisitor {
  readonly visitor: WaitingVisitor;
  readonly outcome: Outcome;
  /** Who took it; empty unless `taken`. */
  readonly by: string;
  readonly at: number;
  readonly rating: Rating | null;
}

export interface AgentState {
  readonly phase: 'closed' | 'open' | 'full';
  readonly away: boolean;
  readonly server: 'unknown' | 'connected' | 'reconnecting';
  /** Who has waited longest comes first. */
  readonly waiting: readonly WaitingVisitor[];
  readonly serving: Serving | null;
  /** The latest first. */
  readonly past: readonly PastVisitor[];
}

export interface AgentOptions extends ReceptionOptions {
  readonly name: string;
}

interface Line {
  readonly conversation: Conversation<AgentWord, VisitorWord>;
  visitor: WaitingVisitor | undefined;
  /** This agent has hung up; until the visitor rings again. */
  isOver: boolean;
}

/** Without a word for so long a visitor waits no more; a pulse comes every 15 s. Milliseconds. */
const silence = 40_000;
/** Without a word for so long a visitor is forgotten. Milliseconds. */
const oblivion = 600_000;
const sweepEvery = 5000;
/** How long a visitor may take to agree. Milliseconds. */
const agreement = 15_000;
/** Nobody is believed to have waited longer. Milliseconds. */
const longestWait = 600_000;
/** So many are told how many are before them. */
const mostTold = 20;
const mostPast = 20;
/** As many as a page that is going away has time for. */
const mostFarewells = 100;

/** An agent of a desk: hears who waits, and takes one at a time. Who gets a call is the visitor's word. */
export class Agent {
  readonly store = new Store<AgentState>({
    phase: 'closed',
    away: false,
    server: 'unknown',
    waiting: [],
    serving: null,
    past: [],
  });
  readonly #options: AgentOptions;
  readonly #end: AbortController;
  readonly #lines = new Map<string, Line>();
  readonly #deadline: Latest;
  #reception: Reception | undefined;

  constructor(options: AgentOptions, lifetime: AbortSignal) {
    this.#options = options;
    this.#end = childController(lifetime);
    this.#deadline = new Latest(this.#end.signal);
  }

  /** Takes a place at the desk. @throws RtcError `insecure-context`, `unsupported-browser`. */
  async open(): Promise<void> {
    const { signal } = this.#end;
    this.#reception = await Reception.open(
      this.#options,
      {
        signallingChanged: (server) => this.#serverChanged(server),
        full: () => this.store.update({ phase: 'full' }),
        asked: (id, line) => this.#asked(id, line),
        received: (id, box, isNew) => void this.#lines.get(id)?.conversation.receive(box, isNew),
        lost: (id) => this.#absent(id),
        crowded: () => this.#makeRoom(),
      },
      signal,
    );
    if (signal.aborted) return;
    this.#reception.sit(this.store.state.away);
    this.#sweep(signal);
  }

  /** Who is away is not rung. */
  setAway(away: boolean): void {
    if (away === this.store.state.away) return;
    this.store.update({ away });
    this.#reception?.sit(away);
    this.#tellAll();
  }

  /**
   * Takes the call of a visitor: of this one, or of the one who has waited longest.
   * @throws RtcError `peer-unreachable` if nobody, or not this one, waits; `denied` during another call.
   */
  answer(id?: string): WaitingVisitor {
    const { serving, waiting } = this.store.state;
    if (serving) throw new RtcError('denied', 'One call at a time');
    const visitor = id === undefined ? waiting[0] : waiting.find((each) => each.id === id);
    if (!visitor) throw new RtcError('peer-unreachable', 'Nobody waits');
    this.#serve({ phase: 'answering', visitor, room: visitor.room });
    after(agreement, this.#deadline.next(), () => this.#absent(visitor.id));
    return visitor;
  }

  /** Ends the call, or lets others have it. */
  hangUp(): void {
    const { serving } = this.store.state;
    if (!serving) return;
    const line = this.#lines.get(serving.visitor.id);
    if (serving.phase === 'called') {
      if (line) line.isOver = true;
      this.#close('served', serving.visitor);
    } else this.#serve(null);
  }

  close(): void {
    const urgent = [...this.#lines].sort(([, a], [, b]) => Number(Boolean(b.visitor)) - Number(Boolean(a.visitor)));
    for (const [id, { conversation }] of urgent.slice(0, mostFarewells)) {
      if (conversation.farewell) this.#reception?.sendNow(id, conversation.farewell);
    }
    this.#end.abort();
  }

  #serverChanged(server: 'connected' | 'reconnecting'): void {
    if (server === 'connected') this.store.update({ phase: 'open' });
    if (server === this.store.state.server) return;
    this.store.update({ server });
    // From another address, perhaps; and what was on its way may be lost.
    if (server === 'connected') for (const { id } of this.store.state.waiting) this.#lines.get(id)?.conversation.repeat();
  }

  #asked(id: string, line: SecretLine): () => Promise<string> {
    const known = this.#lines.get(id) ?? this.#newLine(id, line);
    return () => known.conversation.seal();
  }

  #newLine(id: string, secret: SecretLine): Line {
    const conversation = new Conversation<AgentWord, VisitorWord>(
      {
        line: secret,
        parse: parseVisitorWord,
        first: this.#wordFor(id),
        last: { name: '', availability: 'away', phase: 'gone', ahead: null },
        speaksFirst: true,
        post: (make) => this.#reception?.send(id, make, this.store.state.serving?.visitor.id === id),
        heard: (word) => this.#heard(id, word),
      },
      this.#end.signal,
    );
    const line: Line = { conversation, visitor: undefined, isOver: false };
    this.#lines.set(id, line);
    return line;
  }

  #heard(id: string, word: VisitorWord): void {
    const line = this.#lines.get(id);
    if (!line) return;
    const { serving } = this.store.state;
    const isServed = serving?.visitor.id === id;
    switch (word.phase) {
      case 'waiting':
        // Whoever waits again was not served after all.
        if (serving?.phase === 'called' && isServed) this.#serve(null);
        this.#waits(id, line, word);
        break;
      case 'chosen':
        if (serving && isServed) this.#chosen(serving, word);
        break;
      case 'taken':
        this.#leaves(id, line, 'taken', word.by);
        break;
      case 'over':
        this.#leaves(id, line, 'served', '');
        if (word.rating) this.#rated(id, word.rating);
        break;
      default:
        this.#leaves(id, line, 'left', '');
    }
    this.#tell(id, line);
  }

  #waits(id: string, line: Line, { request, waited, room }: VisitorWord): void {
    if (!request) return;
    line.isOver = false;
    const isNew = !line.visitor;
    const since = line.visitor?.since ?? Date.now() - Math.min(waited, longestWait);
    const before = line.visitor;
    if (before && before.room === room && JSON.stringify(before.request) === JSON.stringify(request)) return;
    line.visitor = { id, request, since, room };
    this.#listWaiting();
    if (isNew) this.#tellPlaces();
  }

  /** The visitor has given this agent the call. */
  #chosen(serving: Serving, { room }: VisitorWord): void {
    if (serving.phase === 'called' || !room) return;
    this.#deadline.next();
    this.#serve({ ...serving, phase: 'called', room });
  }

  #leaves(id: string, line: Line, outcome: Outcome, by: string): void {
    const { serving } = this.store.state;
    const visitor = serving?.visitor.id === id ? serving.visitor : line.visitor;
    line.visitor = undefined;
    if (!visitor) return;
    const wasCalled = serving?.visitor.id === id && serving.phase === 'called';
    this.#close(wasCalled ? 'served' : outcome, visitor, by);
  }

  /** Nobody is at the visitor's address, or nobody agrees. During a call, the call knows better. */
  #absent(id: string): void {
    const line = this.#lines.get(id);
    const { serving } = this.store.state;
    const isCalled = serving?.visitor.id === id && serving.phase === 'called';
    if (line && !isCalled) this.#leaves(id, line, 'left', '');
  }

  /** It is over with a visitor, whatever came of it. */
  #close(outcome: Outcome, visitor: WaitingVisitor, by = ''): void {
    const line = this.#lines.get(visitor.id);
    if (line) line.visitor = undefined;
    const past: PastVisitor = { visitor, outcome, by, at: Date.now(), rating: null };
    this.store.update({ past: [past, ...this.store.state.past].slice(0, mostPast) });
    this.#listWaiting();
    if (this.store.state.serving?.visitor.id === visitor.id) this.#serve(null);
    else this.#tellPlaces();
  }

  #rated(id: string, rating: Rating): void {
    const { past } = this.store.state;
    const last = past.find(({ visitor, outcome }) => visitor.id === id && outcome === 'served');
    this.store.update({ past: past.map((each) => (each === last ? { ...each, rating } : each)) });
  }

  #serve(serving: Serving | null): void {
    const wasFree = !this.store.state.serving;
    this.#deadline.next();
    this.store.update({ serving });
    this.#listWaiting();
    if (wasFree === !serving) this.#tellIfKnown(serving?.visitor.id);
    else this.#tellAll();
  }

  /** All who wait, but for the one whose call it is. */
  #listWaiting(): void {
    const visitors = [...this.#lines.values()].flatMap(({ visitor }) => visitor ?? []);
    const served = this.store.state.serving?.visitor.id;
    const waiting = visitors.filter(({ id }) => id !== served).sort((a, b) => a.since - b.since);
    this.store.update({ waiting });
  }

  #tellPlaces(): void {
    for (const { id } of this.store.state.waiting.slice(0, mostTold)) this.#tellIfKnown(id);
  }

  /** All who may still listen. */
  #tellAll(): void {
    for (const [id, line] of this.#lines) if (performance.now() - line.conversation.heardAt < silence) this.#tell(id, line);
  }

  #tellIfKnown(id: string | undefined): void {
    const line = id === undefined ? undefined : this.#lines.get(id);
    if (id !== undefined && line) this.#tell(id, line);
  }

  #tell(id: string, { conversation }: Line): void {
    const word = this.#wordFor(id);
    if (JSON.stringify(word) !== JSON.stringify(conversation.own)) conversation.say(word);
  }

  #wordFor(id: string): Said<AgentWord> {
    const { serving, away, waiting } = this.store.state;
    const place = waiting.slice(0, mostTold).findIndex((visitor) => visitor.id === id);
    return {
      name: this.#options.name.slice(0, longestName),
      availability: serving ? 'busy' : away ? 'away' : 'free',
      phase: serving?.visitor.id === id ? 'answering' : this.#lines.get(id)?.isOver ? 'over' : 'listening',
      ahead: place < 0 ? null : place,
    };
  }

  #sweep(signal: AbortSignal): void {
    after(sweepEvery, signal, () => {
      const now = performance.now();
      for (const [id, line] of this.#lines) {
        const silent = now - line.conversation.heardAt;
        if (silent > silence && line.visitor) this.#absent(id);
        if (silent > oblivion && this.store.state.serving?.visitor.id !== id) this.#forget(id, line);
      }
      this.#sweep(signal);
    });
  }

  /** Forgets who was silent longest and wants nothing; asked again, they are known again. */
  #makeRoom(): void {
    const idle = [...this.#lines].filter(([id, { visitor }]) => !visitor && this.store.state.serving?.visitor.id !== id);
    const [first, ...rest] = idle;
    if (!first) return;
    this.#forget(...rest.reduce((a, b) => (b[1].conversation.heardAt < a[1].conversation.heardAt ? b : a), first));
  }

  #forget(id: string, { conversation }: Line): void {
    conversation.close();
    this.#lines.delete(id);
    this.#reception?.forget(id);
  }
}
