import { RtcEvent, RtcQuestion } from '../../core/event-kinds.ts';
import type { PastVisitor, WaitingVisitor } from './agent-state.ts';
import type { OfflineForm } from './offline-shelf.ts';
import type { AgentCard, VisitEnd } from './visit.ts';

/** Of this panel alone: it does not bubble. */
export class RtcOpenedEvent extends Event {
  constructor() {
    super('rtc-opened');
  }
}

/** Of this panel alone: it does not bubble. */
export class RtcClosedEvent extends Event {
  constructor() {
    super('rtc-closed');
  }
}

export class RtcBeforeCallEvent extends RtcQuestion {
  constructor() {
    super('rtc-before-call');
  }
}

export class RtcQueueChangedEvent extends RtcEvent {
  /** 1 is next. */
  readonly queuePosition: number;
  /** An estimate in seconds, or null. */
  readonly waitSeconds: number | null;
  constructor(queuePosition: number, waitSeconds: number | null) {
    super('rtc-queue-changed');
    this.queuePosition = queuePosition;
    this.waitSeconds = waitSeconds;
  }
}

/** Both are in the call. For the visitor it has `agent`, for the agent `visitor`. */
export class RtcAnsweredEvent extends RtcEvent {
  readonly agent: AgentCard | null;
  readonly visitor: WaitingVisitor | null;
  constructor({ agent = null, visitor = null }: { agent?: AgentCard | null; visitor?: WaitingVisitor | null }) {
    super('rtc-answered');
    this.agent = agent;
    this.visitor = visitor;
  }
}

export class RtcEndedEvent extends RtcEvent {
  /** `left`: by this side; `ended`: by the other; `lost`: the connection; `cancelled` and `nobody`: before an answer. */
  readonly reason: VisitEnd;
  /** How long it was, in seconds; 0 if nobody answered. */
  readonly seconds: number;
  constructor(reason: VisitEnd, seconds: number) {
    super('rtc-ended');
    this.reason = reason;
    this.seconds = seconds;
  }
}

export class RtcRatedEvent extends RtcEvent {
  /** 1 to 5. */
  readonly stars: number;
  readonly comment: string;
  /** On a desk: whose rating it is. */
  readonly visitor: WaitingVisitor | null;
  constructor(stars: number, comment: string, visitor: WaitingVisitor | null = null) {
    super('rtc-rated');
    this.stars = stars;
    this.comment = comment;
    this.visitor = visitor;
  }
}

/** The form was delivered. */
export class RtcOfflineSentEvent extends RtcEvent {
  readonly form: OfflineForm;
  constructor(form: OfflineForm) {
    super('rtc-offline-sent');
    this.form = form;
  }
}

export class RtcVisitorWaitingEvent extends RtcEvent {
  readonly visitor: WaitingVisitor;
  constructor(visitor: WaitingVisitor) {
    super('rtc-visitor-waiting');
    this.visitor = visitor;
  }
}

/** Somebody waits no more: left, or taken by another agent. */
export class RtcVisitorLeftEvent extends RtcEvent {
  readonly visitor: WaitingVisitor;
  readonly reason: Exclude<PastVisitor['outcome'], 'served'>;
  /** The agent who took the call; empty if none did. */
  readonly by: string;
  constructor({ visitor, outcome, by }: PastVisitor) {
    super('rtc-visitor-left');
    this.visitor = visitor;
    this.reason = outcome === 'taken' ? 'taken' : 'left';
    this.by = by;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rtc-opened': RtcOpenedEvent;
    'rtc-closed': RtcClosedEvent;
    'rtc-before-call': RtcBeforeCallEvent;
    'rtc-queue-changed': RtcQueueChangedEvent;
    'rtc-answered': RtcAnsweredEvent;
    'rtc-ended': RtcEndedEvent;
    'rtc-rated': RtcRatedEvent;
    'rtc-offline-sent': RtcOfflineSentEvent;
    'rtc-visitor-waiting': RtcVisitorWaitingEvent;
    'rtc-visitor-left': RtcVisitorLeftEvent;
  }
}
