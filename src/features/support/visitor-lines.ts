import { after } from '../../core/abort.ts';
import type { Store } from '../../core/store.ts';
import type { AgentState, WaitingVisitor } from './agent-state.ts';
import { Conversation, type Said } from './conversation.ts';
import { type AgentWord, longestName, parseVisitorWord, type VisitorWord } from './letters.ts';
import type { SecretLine } from './secret-line.ts';

export interface VisitorLine {
  readonly conversation: Conversation<AgentWord, VisitorWord>;
  visitor: WaitingVisitor | undefined;
  /** This agent has hung up; until the visitor rings again. */
  isOver: boolean;
}

export interface VisitorLinesListener {
  /** A visitor has said something new. */
  heard(id: string, line: VisitorLine, word: VisitorWord): void;
  /** A word for a visitor, sealed when it is its turn. */
  send(id: string, make: () => Promise<string>): void;
  /** A word that is sealed already, and cannot wait. */
  sendNow(id: string, box: string): void;
  /** A visitor who waits has said nothing for too long. */
  silent(id: string): void;
  forgotten(id: string): void;
}

/** Without a word for so long a visitor waits no more; a pulse comes every 15 s. Milliseconds. */
const silence = 40_000;
/** Without a word for so long a visitor is forgotten. Milliseconds. */
const oblivion = 600_000;
const sweepEvery = 5000;
/** So many are told how many are before them. */
const mostTold = 20;
/** As many as a page that is going away has time for. */
const mostFarewells = 100;

/** The visitors who have asked for an agent: each is told what the agent's state means for them. */
export class VisitorLines {
  readonly #name: string;
  readonly #store: Store<AgentState>;
  readonly #listener: VisitorLinesListener;
  readonly #lifetime: AbortSignal;
  readonly #lines = new Map<string, VisitorLine>();

  /** @param name - The agent's. */
  constructor(name: string, store: Store<AgentState>, listener: VisitorLinesListener, lifetime: AbortSignal) {
    this.#name = name.slice(0, longestName);
    this.#store = store;
    this.#listener = listener;
    this.#lifetime = lifetime;
  }

  get(id: string): VisitorLine | undefined {
    return this.#lines.get(id);
  }

  /** All who wait, or are served. */
  get visitors(): WaitingVisitor[] {
    return [...this.#lines.values()].flatMap(({ visitor }) => visitor ?? []);
  }

  /** A visitor asks who is there. Returns what makes the answer. */
  asked(id: string, secret: SecretLine): () => Promise<string> {
    const known = this.#lines.get(id) ?? this.#begin(id, secret);
    return () => known.conversation.seal();
  }

  /** A sealed word of a visitor; `isNew` is called if it is one. */
  receive(id: string, box: string, isNew: () => void): void {
    void this.#lines.get(id)?.conversation.receive(box, isNew);
  }

  tell(id: string): void {
    const conversation = this.#lines.get(id)?.conversation;
    const word = this.#wordFor(id);
    if (conversation && JSON.stringify(word) !== JSON.stringify(conversation.own)) conversation.say(word);
  }

  tellPlaces(): void {
    for (const { id } of this.#store.state.waiting.slice(0, mostTold)) this.tell(id);
  }

  /** All who may still listen. */
  tellAll(): void {
    for (const [id, { conversation }] of this.#lines) if (performance.now() - conversation.heardAt < silence) this.tell(id);
  }

  /** What was on its way to those who wait may be lost. */
  repeat(): void {
    for (const { id } of this.#store.state.waiting) this.#lines.get(id)?.conversation.repeat();
  }

  /** From now on, who says nothing is taken for gone, and then forgotten. */
  sweep(): void {
    after(sweepEvery, this.#lifetime, () => {
      const now = performance.now();
      for (const [id, line] of this.#lines) {
        const silent = now - line.conversation.heardAt;
        if (silent > silence && line.visitor) this.#listener.silent(id);
        if (silent > oblivion && !this.#isServed(id)) this.#forget(id, line);
      }
      this.sweep();
    });
  }

  /** Forgets who was silent longest and wants nothing; asked again, they are known again. */
  makeRoom(): void {
    const idle = [...this.#lines].filter(([id, { visitor }]) => !visitor && !this.#isServed(id));
    const [first, ...rest] = idle;
    if (!first) return;
    this.#forget(...rest.reduce((a, b) => (b[1].conversation.heardAt < a[1].conversation.heardAt ? b : a), first));
  }

  /** Says at once that there will be no more, first to those who wait. */
  takeLeave(): void {
    const urgent = [...this.#lines].sort(([, a], [, b]) => Number(Boolean(b.visitor)) - Number(Boolean(a.visitor)));
    for (const [id, { conversation }] of urgent.slice(0, mostFarewells)) {
      if (conversation.farewell) this.#listener.sendNow(id, conversation.farewell);
    }
  }

  #begin(id: string, secret: SecretLine): VisitorLine {
    const conversation = new Conversation<AgentWord, VisitorWord>(
      {
        line: secret,
        parse: parseVisitorWord,
        first: this.#wordFor(id),
        last: { name: '', availability: 'away', phase: 'gone', ahead: null },
        speaksFirst: true,
        post: (make) => this.#listener.send(id, make),
        heard: (word) => this.#heard(id, word),
      },
      this.#lifetime,
    );
    const line: VisitorLine = { conversation, visitor: undefined, isOver: false };
    this.#lines.set(id, line);
    return line;
  }

  #heard(id: string, word: VisitorWord): void {
    const line = this.#lines.get(id);
    if (line) this.#listener.heard(id, line, word);
  }

  #wordFor(id: string): Said<AgentWord> {
    const { serving, away, waiting } = this.#store.state;
    const place = waiting.slice(0, mostTold).findIndex((visitor) => visitor.id === id);
    return {
      name: this.#name,
      availability: serving ? 'busy' : away ? 'away' : 'free',
      phase: this.#isServed(id) ? 'answering' : this.#lines.get(id)?.isOver ? 'over' : 'listening',
      ahead: place < 0 ? null : place,
    };
  }

  #isServed(id: string): boolean {
    return this.#store.state.serving?.visitor.id === id;
  }

  #forget(id: string, { conversation }: VisitorLine): void {
    conversation.close();
    this.#lines.delete(id);
    this.#listener.forgotten(id);
  }
}
