import { after, childController } from '../../core/abort.ts';
import { RtcError } from '../../core/errors.ts';
import { Latest } from '../../core/latest.ts';
import { Store } from '../../core/store.ts';
import type { AgentState, Outcome, PastVisitor, Serving, WaitingVisitor } from './agent-state.ts';
import type { Rating, VisitorWord } from './letters.ts';
import { Reception, type ReceptionOptions } from './reception.ts';
import { type VisitorLine, VisitorLines } from './visitor-lines.ts';

export interface AgentOptions extends ReceptionOptions {
  readonly name: string;
}

/** How long a visitor may take to agree. Milliseconds. */
const agreement = 15_000;
/** Nobody is believed to have waited longer. Milliseconds. */
const longestWait = 600_000;
const mostPast = 20;

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
  readonly #lines: VisitorLines;
  readonly #deadline: Latest;
  #reception: Reception | undefined;

  constructor(options: AgentOptions, lifetime: AbortSignal) {
    this.#options = options;
    this.#end = childController(lifetime);
    this.#lines = new VisitorLines(
      options.name,
      this.store,
      {
        heard: (id, line, word) => this.#heard(id, line, word),
        send: (id, make) => this.#reception?.send(id, make, this.#isServed(id)),
        sendNow: (id, box) => this.#reception?.sendNow(id, box),
        silent: (id) => this.#absent(id),
        forgotten: (id) => this.#reception?.forget(id),
      },
      this.#end.signal,
    );
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
        asked: (id, line) => this.#lines.asked(id, line),
        received: (id, box, isNew) => this.#lines.receive(id, box, isNew),
        lost: (id) => this.#absent(id),
        crowded: () => this.#lines.makeRoom(),
      },
      signal,
    );
    if (signal.aborted) return;
    this.#reception.sit(this.store.state.away);
    this.#lines.sweep();
  }

  /** Who is away is not rung. */
  setAway(away: boolean): void {
    if (away === this.store.state.away) return;
    this.store.update({ away });
    this.#reception?.sit(away);
    this.#lines.tellAll();
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
    this.#lines.takeLeave();
    this.#end.abort();
  }

  #serverChanged(server: 'connected' | 'reconnecting'): void {
    if (server === 'connected') this.store.update({ phase: 'open' });
    if (server === this.store.state.server) return;
    this.store.update({ server });
    // From another address, perhaps; and what was on its way may be lost.
    if (server === 'connected') this.#lines.repeat();
  }

  #heard(id: string, line: VisitorLine, word: VisitorWord): void {
    const { serving } = this.store.state;
    const isServed = this.#isServed(id);
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
    this.#lines.tell(id);
  }

  #waits(id: string, line: VisitorLine, { request, waited, room }: VisitorWord): void {
    if (!request) return;
    line.isOver = false;
    const isNew = !line.visitor;
    const since = line.visitor?.since ?? Date.now() - Math.min(waited, longestWait);
    const before = line.visitor;
    if (before && before.room === room && JSON.stringify(before.request) === JSON.stringify(request)) return;
    line.visitor = { id, request, since, room };
    this.#listWaiting();
    if (isNew) this.#lines.tellPlaces();
  }

  /** The visitor has given this agent the call. */
  #chosen(serving: Serving, { room }: VisitorWord): void {
    if (serving.phase === 'called' || !room) return;
    this.#deadline.next();
    this.#serve({ ...serving, phase: 'called', room });
  }

  #leaves(id: string, line: VisitorLine, outcome: Outcome, by: string): void {
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
    else this.#lines.tellPlaces();
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
    if (wasFree !== !serving) this.#lines.tellAll();
    else if (serving) this.#lines.tell(serving.visitor.id);
  }

  /** All who wait, but for the one whose call it is. */
  #listWaiting(): void {
    const waiting = this.#lines.visitors.filter(({ id }) => !this.#isServed(id)).sort((a, b) => a.since - b.since);
    this.store.update({ waiting });
  }

  #isServed(id: string): boolean {
    return this.store.state.serving?.visitor.id === id;
  }
}
