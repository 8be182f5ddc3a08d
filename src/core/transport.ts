/**
 * The port between a call and what carries it. The PeerJS mesh, LiveKit and the memory network implement it; nothing
 * above it knows which one it has, and branches on {@link Capabilities} where it must.
 */
import type { RoomKeys } from './crypto/room-keys.ts';
import type { RtcError } from './errors.ts';

/** 128 random bits in hex, made anew for every page load. */
export type ParticipantId = string;

export const sources = ['microphone', 'camera', 'screen', 'screen-audio'] as const;
/** What a track shows or says. Tiles key on participant + source: tracks change when a link is rebuilt. */
export type Source = (typeof sources)[number];

export interface Transport {
  /**
   * Enters a room. Everything it starts ends when `signal` aborts.
   * Keeps trying while the server cannot be reached, and tells `listener.signallingChanged` so.
   * @throws RtcError `room-full` when no address is left, `unsupported-browser` without WebRTC.
   */
  enter(options: EnterOptions, listener: RoomListener, signal: AbortSignal): Promise<Room>;
}

export interface EnterOptions {
  readonly keys: RoomKeys;
  /** URL of the signalling server's mount, for example `https://rtc.example.org/peer`. */
  readonly server: string;
  /** Asked on entering, and before a connection is built when the last answer is old: credentials are time-limited. */
  readonly iceServers: () => Promise<readonly RTCIceServer[]>;
  /** Only relayed candidates are gathered (W3C webrtc-pc §4.2.1, `iceTransportPolicy`). Default false. */
  readonly relayOnly?: boolean;
  /** Preferred video codecs, best first, such as `['vp9', 'vp8']`. Default: the browser's order. */
  readonly codecs?: readonly string[];
  /** True: be linked but not yet a participant, until {@link Room.announce}. Default false. */
  readonly standby?: boolean;
  /** What the others know of this participant from the first moment, such as the name. At most 4 KiB in all. */
  readonly attributes: Attributes;
}

export type Attributes = Readonly<Record<string, string>>;

export interface Room {
  readonly self: ParticipantId;
  readonly capabilities: Capabilities;
  /** Ends standby: from here on this side is a participant. Resolves when everyone linked has been told. */
  announce(): Promise<void>;
  /**
   * Sends a message on a topic. Resolves when the message is on its way: reliable ones arrive once and in order,
   * after a rebuilt connection too. `to` defaults to every participant, `reliable` to true.
   * @throws RtcError `too-large` above `capabilities.maxMessageBytes` or when too much already waits;
   * `peer-unreachable` if one of `to` is not in the room; `connection-lost` after leaving.
   */
  send(topic: string, bytes: Uint8Array, options?: SendOptions): Promise<void>;
  /**
   * Opens a back-pressured stream of bytes. It fails with `connection-lost` when the link does.
   * @throws RtcError `peer-unreachable` if `to` is not in the room; `connection-lost` without a link to them.
   */
  open(topic: string, to: ParticipantId): Promise<ByteStream>;
  /** Sends a track to every participant, now and later, until `options.signal` aborts. */
  publish(track: MediaStreamTrack, options: PublishOptions): Promise<Publication>;
  /** Changes what the others know of this participant. */
  setAttributes(patch: Attributes): Promise<void>;
  stats(): Promise<RoomStats>;
}

export interface SendOptions {
  readonly to?: readonly ParticipantId[];
  readonly reliable?: boolean;
}

export interface PublishOptions {
  readonly source: Source;
  readonly signal: AbortSignal;
  /** Kilobits per second; unset leaves it to the browser. */
  readonly maxBitrate?: number;
}

export interface Publication {
  /** Sends another track in the place of this one, without a negotiation. */
  replace(track: MediaStreamTrack): Promise<void>;
  /** Stops (true) or resumes (false) sending; the others see the source go off or on. */
  mute(muted: boolean): Promise<void>;
}

export interface Capabilities {
  readonly maxPublishers: number;
  /** Who can enforce roles: nobody but the peers themselves, or a server. */
  readonly authority: 'peer' | 'server';
  /** Several encodings of one video are sent (simulcast, SVC). */
  readonly layers: boolean;
  /** Frames can be encrypted above the transport. */
  readonly frameE2EE: boolean;
  readonly maxMessageBytes: number;
}

/** A two-way stream of bytes with back-pressure both ways. */
export interface ByteStream {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
}

/** Sound or picture of one source. It stays the same object while the tracks under it change. */
export interface Media {
  readonly source: Source;
  readonly stream: MediaStream;
  /** Shows or plays this in `element` until the returned function is called. */
  attach(element: HTMLMediaElement): () => void;
}

export interface RemoteParticipant {
  readonly id: ParticipantId;
  readonly attributes: Attributes;
  /** By this side's clock, in milliseconds since the epoch. */
  readonly joinedAt: number;
}

export type LeaveReason = 'left' | 'removed' | 'lost';

/** What a room tells the call. Called in the order in which things happened. */
export interface RoomListener {
  participantJoined(participant: RemoteParticipant): void;
  attributesChanged(id: ParticipantId, attributes: Attributes): void;
  participantLeft(id: ParticipantId, reason: LeaveReason): void;
  /** The link to a participant fell silent, or is back. */
  linkChanged(id: ParticipantId, state: 'live' | 'reconnecting'): void;
  /** A participant turned a source on (`media`) or off (`undefined`). */
  mediaChanged(id: ParticipantId, source: Source, media: Media | undefined): void;
  /** `from` is who the link belongs to, never what a payload says. */
  messageReceived(topic: string, bytes: Uint8Array, from: ParticipantId): void;
  streamOpened(topic: string, stream: ByteStream, from: ParticipantId): void;
  /** The signalling server was reached, or lost (the room goes on without it). */
  signallingChanged(state: 'connected' | 'reconnecting'): void;
  /** The room ended by itself; nothing more will be told. */
  closed(error: RtcError): void;
}

export type RoomStats = ReadonlyMap<ParticipantId, LinkStats>;

export interface LinkStats {
  /** Of the selected candidate pair, in milliseconds; undefined until measured. */
  readonly roundTripTime: number | undefined;
  readonly relayed: boolean;
  /** The browser's own figures (W3C webrtc-stats); absent on the memory network. */
  readonly report?: RTCStatsReport;
}
