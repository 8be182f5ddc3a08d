import { type CaptureSource, type DeviceKind, type SentSource, sentSources, type SoundProcessing, speechProcessing } from './capture.ts';
import { type CallView, initialView, type PanelName } from './call-view.ts';
import type { RtcError } from './errors.ts';
import { noKeys, type ShortcutKeys } from './shortcut-keys.ts';
import type { Media, ParticipantId, Quality, QualityCause, Source } from './transport.ts';

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

export interface Profile {
  readonly name: string;
  /** URL of a picture, or the empty string. */
  readonly avatar: string;
}

export interface Participant extends Profile {
  readonly id: ParticipantId;
  readonly isLocal: boolean;
  /** By this side's clock, in milliseconds since the epoch. */
  readonly joinedAt: number;
  readonly connection: 'live' | 'reconnecting';
  /** On the way to another page of the same site, while `connection` is `reconnecting`. */
  readonly moving: boolean;
  readonly microphone: TrackPhase;
  readonly camera: TrackPhase;
  readonly screen: TrackPhase;
  readonly speaking: boolean;
  readonly quality: Quality;
  /** What a quality that is not good comes from; else empty. */
  readonly qualityCause: QualityCause;
  readonly verified: boolean;
  readonly role: 'host' | 'guest' | 'viewer';
  readonly hand: boolean;
  /** An emoji, shown for some seconds; else empty. */
  readonly reaction: string;
  /** How loud what they say is played here, from 0 to 1. */
  readonly volume: number;
}

/** One's own devices. */
export interface LocalMediaState {
  readonly microphone: TrackPhase;
  readonly camera: TrackPhase;
  /** `starting` while the browser asks which. */
  readonly screen: TrackPhase;
  /** What is shared shows nothing at the moment, such as a window that is minimised. */
  readonly screenIsStale: boolean;
  /** What a call begins with; during a call, what is on, so that coming back finds it the same. */
  readonly wishes: Readonly<Record<CaptureSource, boolean>>;
  /** What this call may send. */
  readonly sends: readonly SentSource[];
  /** Why a device is off that was to be on. */
  readonly failures: Readonly<Partial<Record<SentSource, RtcError | undefined>>>;
  /** The ids of the devices that somebody chose, whether they are there or not; empty: the browser's choice. */
  readonly chosen: Readonly<Record<DeviceKind, string>>;
  /** By their names: the microphone that went away, and the one that is used instead, as long as it is. */
  readonly substitute: { readonly lost: string; readonly used: string } | undefined;
  /** The ids of the devices in use, else of those chosen; empty: the browser's choice. */
  readonly devices: Readonly<Record<DeviceKind, string>>;
  /** What is to be done to the sound of the microphone. */
  readonly processing: SoundProcessing;
}

export const noMedia: LocalMediaState = {
  microphone: 'off',
  camera: 'off',
  screen: 'off',
  screenIsStale: false,
  wishes: { microphone: false, camera: false },
  sends: sentSources,
  failures: {},
  chosen: { microphone: '', camera: '', speaker: '' },
  substitute: undefined,
  devices: { microphone: '', camera: '', speaker: '' },
  processing: speechProcessing,
};

/** The devices here are part of it, before joining too. */
export interface CallState extends LocalMediaState {
  readonly status: CallStatus;
  /** Those who have joined, the local participant first. Empty outside a call. */
  readonly participants: readonly Participant[];
  readonly localId: ParticipantId | undefined;
  /** Who speaks, or spoke last, of those in the call. */
  readonly speaker: ParticipantId | undefined;
  /** What others know, or will know, of oneself as a person. */
  readonly profile: Profile;
  /** Pictures and sounds by {@link mediaKey}. */
  readonly media: ReadonlyMap<string, Media>;
  readonly server: 'unknown' | 'connected' | 'reconnecting';
  readonly view: CallView;
  /** What is written in the call is kept on this machine for a while, and given to whoever comes later. */
  readonly remembers: boolean;
  /** How much that is new waits behind a panel that is closed. */
  readonly unread: Readonly<Partial<Record<PanelName | 'files', number>>>;
  /** Which key does what; empty: none. */
  readonly keys: ShortcutKeys;
}

export const initialState: CallState = {
  status: { phase: 'idle' },
  participants: [],
  localId: undefined,
  speaker: undefined,
  profile: { name: '', avatar: '' },
  ...noMedia,
  media: new Map(),
  server: 'unknown',
  view: initialView,
  remembers: true,
  unread: {},
  keys: noKeys,
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

export function isInCall({ status }: CallState): boolean {
  return isIn(status.phase);
}

export function isIn(phase: CallPhase): boolean {
  return phase === 'live' || phase === 'reconnecting';
}

/** Live means somebody can be reached, or could if they came; whoever moves is about to. */
export function reachOf({ participants, server }: CallState): 'live' | 'reconnecting' {
  const remotes = participants.filter(({ isLocal }) => !isLocal);
  const silent = remotes.every((remote) => remote.connection === 'reconnecting' && !remote.moving);
  const cutOff = remotes.length > 0 ? silent : server === 'reconnecting';
  return cutOff ? 'reconnecting' : 'live';
}

/** Whether a device is on or, before a call, will be. */
export function isWanted({ status, ...state }: CallState, source: CaptureSource): boolean {
  const isOutside = ['idle', 'prejoin', 'ended', 'failed'].includes(status.phase);
  return isOutside ? state.wishes[source] : state[source] === 'on';
}

/** The fields of a snapshot that differ from the one before. */
export function changesBetween<Snapshot extends object>(before: Snapshot, now: Snapshot): Partial<Snapshot> {
  const keys = Object.keys(now) as (keyof Snapshot)[];
  return Object.fromEntries(keys.filter((key) => !Object.is(before[key], now[key])).map((key) => [key, now[key]])) as Partial<Snapshot>;
}
