import type { CallSession } from './call-session.ts';

/** Something that a call can do beyond what every call does: made for a call when it is first used, and then part of it. */
export interface Feature<Part> {
  /** Ends with the call's element, when `signal` aborts; calls come and go meanwhile. */
  readonly create: (call: CallSession, signal: AbortSignal) => Part;
}
