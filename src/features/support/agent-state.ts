import type { Rating, SupportRequest } from './letters.ts';

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
