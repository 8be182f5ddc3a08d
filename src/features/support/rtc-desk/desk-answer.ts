import { after, childController } from '../../../core/abort.ts';
import { RtcError } from '../../../core/errors.ts';
import type { RtcCall } from '../../../elements/rtc-call/rtc-call.ts';
import type { Serving, WaitingVisitor } from '../agent-state.ts';
import { hasCompany } from '../call-within.ts';
import type { VisitEnd } from '../visit.ts';

export interface AnswerListener {
  /** Both are in the call. */
  met(): void;
  /** The call cannot go on; whoever hears it hangs up. */
  over(): void;
  /** Something in the call went wrong, and no caller of a method hears of it. */
  failed(error: RtcError): void;
}

/** How long a visitor who has agreed may take to be in the call. Beyond it the visitor has given up too. Milliseconds. */
const meeting = 25_000;
/**
 * How long the call may be empty: another agent who answered at the same moment may be in it, and goes before the visitor
 * has come. Milliseconds.
 */
const emptiness = 1500;

/** One answer, from the agent's wish to the end of the call. */
export class Answer {
  readonly visitor: WaitingVisitor;
  /** Resolves when both are in the call. */
  readonly met: Promise<void>;
  /** Why it ends, once that is known. */
  reason: VisitEnd | undefined;
  readonly #listener: AnswerListener;
  readonly #end: AbortController;
  #settle: { resolve: () => void; reject: (error: RtcError) => void } | undefined;
  #error: RtcError | undefined;
  #isCalled = false;
  #call: RtcCall | undefined;
  #callEnd: AbortController | undefined;
  #metAt: number | undefined;

  constructor(visitor: WaitingVisitor, listener: AnswerListener, lifetime: AbortSignal) {
    this.visitor = visitor;
    this.#listener = listener;
    this.#end = childController(lifetime);
    this.met = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
    // Whoever pressed a button sees what became of it.
    this.met.catch(() => undefined);
  }

  get isMet(): boolean {
    return this.#metAt !== undefined;
  }

  /** Seconds that both were in the call. */
  get seconds(): number {
    return this.#metAt === undefined ? 0 : Math.round((performance.now() - this.#metAt) / 1000);
  }

  follow({ phase }: Serving): void {
    if (phase !== 'called' || this.#isCalled) return;
    this.#isCalled = true;
    after(meeting, this.#end.signal, () => {
      if (!this.isMet) this.#stop('nobody');
    });
    this.#look();
  }

  /** Joins the call that is on screen; once, unless it is another. */
  join(call: RtcCall): void {
    if (call === this.#call) return;
    this.#callEnd?.abort();
    this.#call = call;
    this.#callEnd = childController(this.#end.signal);
    const { signal } = this.#callEnd;
    call.addEventListener('rtc-participant-joined', () => this.#look(), { signal });
    call.addEventListener('rtc-participant-left', ({ reason }) => this.#alone(call, reason === 'lost' ? 'lost' : 'ended'), { signal });
    call.addEventListener('rtc-left', ({ reason }) => this.#stop(reason === 'left' ? 'left' : 'lost', call.error), { signal });
    call.addEventListener('rtc-error', ({ error }) => this.#listener.failed(error), { signal });
    call.join().catch((error: unknown) => {
      if (!signal.aborted) this.#stop('lost', RtcError.from(error));
    });
  }

  /** It is over, for the reason that was given or for this one. */
  close(reason: VisitEnd): void {
    this.reason ??= reason;
    this.#end.abort();
    this.#call?.leave().catch(() => undefined);
    const isOwn = this.reason === 'left' || this.reason === 'cancelled';
    const error = isOwn ? new RtcError('connection-lost', 'Hung up before the visitor came') : new RtcError('peer-unreachable', 'The visitor did not come');
    this.#settle?.reject(this.#error ?? error);
  }

  #look(): void {
    if (this.isMet || !this.#isCalled || !this.#call || !hasCompany(this.#call)) return;
    this.#metAt = performance.now();
    this.#listener.met();
    this.#settle?.resolve();
  }

  #alone(call: RtcCall, reason: VisitEnd): void {
    if (!this.isMet || hasCompany(call) || !this.#callEnd) return;
    after(emptiness, this.#callEnd.signal, () => {
      if (!hasCompany(call)) this.#stop(reason);
    });
  }

  #stop(reason: VisitEnd, error: RtcError | null = null): void {
    this.reason ??= reason;
    this.#error ??= error ?? undefined;
    this.#listener.over();
  }
}
