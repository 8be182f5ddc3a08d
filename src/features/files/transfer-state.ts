import type { RtcError } from '../../core/errors.ts';
import type { ParticipantId } from '../../core/transport.ts';

/** 128 random bits in base64url, known to both ends alone: whoever names it may go on with the transfer. */
export type TransferId = string;

/** What is said of a file before anybody has it. */
export interface FileFacts {
  /** Without a path, and without what turns text round. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** As in W3C FileAPI §3, `type`; may be empty. Said by whoever sends it. */
  readonly type: string;
  /** As it came, the name had signs in it that hide what it is. */
  readonly wasCleaned: boolean;
}

export type TransferPhase =
  /** Nobody has said yes yet. */
  | 'offered'
  /** Its turn, or the other side, has yet to come. It goes on by itself. */
  | 'waiting'
  | 'running'
  /** Until whoever paused it goes on. */
  | 'paused'
  /** All of it is there, and checked. */
  | 'done'
  /** Nothing more comes: `error` says why. */
  | 'failed';

/** One file on its way to, or from, one other participant. */
export interface TransferState extends FileFacts {
  readonly id: TransferId;
  readonly direction: 'in' | 'out';
  /** The same for one file that goes to several. */
  readonly group: string;
  /** Whom it comes from, or goes to; somebody who reloads their page is another participant from then on. */
  readonly peer: ParticipantId;
  /** What they call themselves; last, while they were here. */
  readonly peerName: string;
  /** When it was offered, in milliseconds since the epoch. */
  readonly time: number;
  readonly phase: TransferPhase;
  /** Bytes that are there, and checked. */
  readonly transferred: number;
  /** Bytes per second, over the last seconds; 0 unless it runs. */
  readonly speed: number;
  /** Seconds until it is done, as it looks; undefined: nobody knows. */
  readonly remaining: number | undefined;
  /** Who paused it. */
  readonly pausedBy: readonly ('here' | 'there')[];
  /** SHA-256 (FIPS 180-4) of the whole file, in hex, once it is done; else empty. */
  readonly digest: string;
  /** What is sent; what came, once it is done. */
  readonly file: File | undefined;
  readonly error: RtcError | undefined;
  /** Which side gave it up, where it failed. */
  readonly endedBy: 'here' | 'there' | undefined;
}

export interface FilesState {
  /** In the order in which they were offered. One that did not change is the same object. */
  readonly transfers: readonly TransferState[];
}

export const noFiles: FilesState = { transfers: [] };

/** Whether nothing more happens to it. */
export function isOver({ phase }: Pick<TransferState, 'phase'>): boolean {
  return phase === 'done' || phase === 'failed';
}
