import type { Arrangement } from '../../../elements/rtc-call/call-options.ts';
import type { AgentState, WaitingVisitor } from '../agent-state.ts';
import { arrange } from '../call-within.ts';

/** A call that is on, or may be soon. */
export interface CallLine {
  readonly key: string;
  readonly visitor: WaitingVisitor;
  readonly arrangement: Arrangement;
  readonly isServed: boolean;
}

/** As many calls are prepared: a visitor lets no more agents do so. */
const mostPrepared = 2;

/** The calls that the page holds: of whoever is served, and of those who will be next. */
export class CallLines {
  /** In an order that does not change while they are here: nothing is moved in the page. */
  all: readonly CallLine[] = [];
  /** Answers that are over, by visitor: a call that was left is not joined again. */
  readonly #rounds = new Map<string, number>();

  draw({ waiting, serving }: AgentState, links: Arrangement['links']): void {
    const prepared = waiting.filter(({ room }) => room).slice(0, mostPrepared);
    const lines = prepared.map((visitor) => this.#line(visitor, visitor.room, links, false));
    if (serving) lines.push(this.#line(serving.visitor, serving.room, links, true));
    this.all = lines.flatMap((line) => line ?? []).sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** From now on the calls of this visitor are others. */
  renew({ id }: WaitingVisitor): void {
    this.#rounds.set(id, (this.#rounds.get(id) ?? 0) + 1);
  }

  #line(visitor: WaitingVisitor, room: string | null, links: Arrangement['links'], isServed: boolean): CallLine | undefined {
    if (!room) return undefined;
    const key = `${visitor.id} ${room} ${this.#rounds.get(visitor.id) ?? 0}`;
    const arrangement = this.all.find((line) => line.key === key)?.arrangement ?? arrange(room, links);
    return { key, visitor, arrangement, isServed };
  }
}
