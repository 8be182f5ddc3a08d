import type { CallView } from '../../../src/core/call-view.ts';
import type { CallPhase, Participant } from '../../../src/core/call-state.ts';

/** How a call stood at some moment. */
export interface Snapshot {
  readonly phase: CallPhase;
  readonly localId: string | null;
  readonly participants: readonly Participant[];
}

/** What a page tells as it happens. */
export type Told =
  | { readonly kind: 'event'; readonly type: string; readonly room: string; readonly detail: Detail; readonly state: Snapshot }
  /** An event of the support button, or of the desk. */
  | { readonly kind: 'support'; readonly element: string; readonly type: string; readonly detail: SupportDetail }
  /** An RTCPeerConnection was given this configuration. */
  | { readonly kind: 'connection'; readonly configuration: RTCConfiguration | undefined }
  | { readonly kind: 'socket'; readonly url: string }
  /** An error that nobody caught. */
  | { readonly kind: 'trouble'; readonly message: string };

/** The fields of an event, as far as JSON carries them. */
export interface Detail {
  readonly reason?: string;
  readonly participant?: Participant;
  readonly changes?: Partial<Participant> & Partial<CallView>;
  readonly state?: string;
  readonly topic?: string;
  readonly data?: unknown;
  readonly from?: string;
  readonly message?: { readonly id: string; readonly text: string };
  readonly error?: { readonly code: string; readonly message: string };
  readonly transfer?: { readonly name: string; readonly phase: string; readonly transferred: number; readonly digest: string };
  readonly digest?: string;
}

/** The same of the support button and the desk. */
export interface SupportDetail {
  readonly status?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly stars?: number;
  readonly comment?: string;
  readonly seconds?: number;
  readonly queuePosition?: number;
  readonly agent?: { readonly name: string } | null;
  readonly visitor?: { readonly id: string; readonly request: { readonly name: string } } | null;
  readonly form?: Readonly<Record<string, string>>;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Begins every line of the console that is the witness's. */
export const mark = 'witness:';
