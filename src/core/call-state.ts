import type { RtcError } from './errors.ts';
import type { Media, ParticipantId, Source } from './transport.ts';

export type CallPhase = CallStatus['phase'];

export type CallStatus =
  | { readonly phase: 'idle' }
  | { readonly phase: 'prejoin' }
  | { readonly phase: 'joining' }
  /** In a waiting room, until a host admits. */
  | { readonly phase: 'waiting' }
  | { readonly phase: 'live' }
  /** Nobody can be reached at the moment; it comes back by itself. */
  | { readonly phase: 'reconnecting' }
  | { readonly phase: 'ended' }
  | { readonly phase: 'failed'; readonly error: RtcError };

/** Never optimistic: `starting` until the device says `on`. */
export type TrackPhase = 'off' | 'starting' | 'on';

export interface Participant {
  readonly id: ParticipantId;
  readonly name: string;
  /** URL of a picture, or the empty string. */
  readonly avatar: string;
  readonly isLocal: boolean;
  /** By this side's clock, in milliseconds since the epoch. */
  readonly joinedAt: number;
  readonly connection: 'live' | 'reconnecting';
  readonly microphone: TrackPhase;
  readonly camera: TrackPhase;
  readonly screen: TrackPhase;
  readonly speaking: boolean;
  readonly quality: 'good' | 'fair' | 'poor' | 'unknown';
  readonly verified: boolean;
  readonly role: 'host' | 'guest' | 'viewer';
  readonly hand: boolean;
}

export interface CallState {
  readonly status: CallStatus;
  /** Those who have joined, the local participant first. Empty outside a call. */
  readonly participants: readonly Participant[];
  readonly localId: ParticipantId | undefined;
  /** The devices here, before joining too. */
  readonly microphone: TrackPhase;
  readonly camera: TrackPhase;
  /** Pictures and sounds by {@link mediaKey}. */
  readonly media: ReadonlyMap<string, Media>;
  readonly server: 'unknown' | 'connected' | 'reconnecting';
}

export const initialState: CallState = {
  status: { phase: 'idle' },
  participants: [],
  localId: undefined,
  microphone: 'off',
  camera: 'off',
  media: new Map(),
  server: 'unknown',
};

/** The key of a picture or sound in {@link CallState.media}. */
export function mediaKey(id: ParticipantId, source: Source): string {
  return `${id}/${source}`;
}

/** Before a call there is no id yet; the preview of one's own camera has this one. */
export const previewId: ParticipantId = 'local';

export function mediaOf(state: CallState, id: ParticipantId, source: Source): Media | undefined {
  return state.media.get(mediaKey(id, source));
}

export function participantOf(state: CallState, id: ParticipantId): Participant | undefined {
  return state.participants.find((participant) => participant.id === id);
}

export function errorOf(state: CallState): RtcError | null {
  return state.status.phase === 'failed' ? state.status.error : null;
}

export function isInCall(state: CallState): boolean {
  return state.status.phase === 'live' || state.status.phase === 'reconnecting';
}

/** The fields of a participant that differ between two snapshots of it. */
export function changesBetween(before: Participant, now: Participant): Partial<Participant> {
  const keys = Object.keys(now) as (keyof Participant)[];
  return Object.fromEntries(keys.filter((key) => !Object.is(before[key], now[key])).map((key) => [key, now[key]]));
}
