/**
 * The port between a call and what carries it. The PeerJS mesh and the memory network implement it; nothing
 * above it knows which one it has, and branches on {@link Capabilities} where it must.
 */
import type { RoomKeys } from './crypto/room-keys.ts';
import { RtcError } from './errors.ts';

/** 128 random bits in hex, made anew for every page load, unless that goes on as a participant of the page before. */
export type ParticipantId = string;

export const sources = ['microphone', 'camera', 'screen', 'screen-audio'] as const;
/** What a track shows or says. Tiles key on participant + source: tracks change when a link is rebuilt. */
export type Source = (typeof sources)[number];
export type VideoSource = Extract<Source, 'camera' | 'screen'>;

/** How video is to be sent. */
export interface VideoWishes {
  /** Preferred codecs, best first, such as `['vp9', 'vp8']`. Empty: the browser's order. */
  readonly codecs: readonly string[];
  /** Kilobits per second and video; undefined leaves it to the browser. */
  readonly maxBitrate?: number | undefined;
}

/** How sound is to be sent. */
export interface SoundWishes {
  /** Two channels, and as many bits as music needs, instead of what is enough for speech. */
  readonly music: boolean;
}

/** How tall pictures are shown, in device pixels; 0: not at all. What is absent was not said, and comes as it is. */
export type ShownHeights = Readonly<Partial<Record<VideoSource, number | undefined>>>;

export type Quality = 'good' | 'fair' | 'poor' | 'unknown';

/**
 * What a quality that is not good comes from: the network at this end, at the other end, or one of both (`network`); a
 * machine at this end, or at the other, that does not keep up. Empty while it is good or unknown.
 */
export type QualityCause = '' | 'network' | 'your-network' | 'their-network' | 'your-device' | 'their-device';

/**
 * Aborted with this reason, a room says “moving” instead of goodbye: the next page goes on as the same participant, with
 * {@link EnterOptions.as}. What was sent over links that stand arrives, what others send meanwhile waits for that page, and they go on to
 * know who it is.
 */
export const moving = new RtcError('connection-lost', 'The call goes on in another page');

/** Milliseconds that somebody who moves is waited for: it may as well be a tab that was closed. */
export const movingTime = 20_000;

export interface Transport {
  /**
   * Enters a room. Everything it starts ends when `signal` aborts; with the reason {@link moving}, so that it can go on elsewhere.
   * Keeps trying while the server cannot be reached, and tells `listener.signallingChanged` so.
   * @throws RtcError `room-full` when no address is left, `unsupported-browser` without WebRTC.
   */
  enter(options: EnterOptions, listener: RoomListener, signal: AbortSignal): Promise<Room>;
}

export interface EnterOptions {
  readonly keys: RoomKeys;
  /** URL of the signalling server's mount, for example `https://rtc.example.org/peer`. */
  readonly server: string;
  /**
   * The room's name, of letters, digits and single dashes: clients of the signalling service that know no more than that may call in,
   * and are participants. Only transports that have such clients heed it. Default: nobody else gets in.
   */
  readonly compat?: string | undefined;
  /**
   * Asked on entering, before every connection that is built, and before what was answered expires. When it rejects, the room
   * goes on with those it knows.
   */
  readonly iceServers: () => Promise<readonly IceServer[]>;
  /** Asked for every connection: whether only relayed candidates are gathered (W3C webrtc-pc §4.2.1, `iceTransportPolicy`). Default: no. */
  readonly relayOnly?: (() => boolean) | undefined;
  /** Until {@link Room.setVideo}. Default: as the browser likes. */
  readonly video?: VideoWishes | undefined;
  /** True: be linked but not yet a participant, until {@link Room.announce}. Default false. */
  readonly standby?: boolean;
  /** No link is made before it resolves, so that nobody learns a network address. Default: links are made at once. */
  readonly hold?: Promise<void> | undefined;
  /** Goes on as somebody who moved here from another page. Default: as somebody new. */
  readonly as?: Identity | undefined;
  /** What the others know of this participant from the first moment, such as the name. At most 4 KiB in all. */
  readonly attributes: Attributes;
}

/** Who one is in a room, and since when, in milliseconds since the epoch. */
export interface Identity {
  readonly id: ParticipantId;
  readonly joinedAt: number;
}

/** A STUN or TURN server, and for how long its credential holds. */
export interface IceServer extends RTCIceServer {
  /** Milliseconds from the answer on; unknown when absent. */
  readonly lifetime?: number;
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
  /** Says how video is sent from now on; what runs goes on. Of the codecs, the first that both sides have is sent. */
  setVideo(wishes: VideoWishes): void;
  /** Says how sound is sent from now on; what runs goes on. To begin with, as for speech. */
  setSound(wishes: SoundWishes): void;
  /** Says how tall a participant's pictures are shown here: it sends no more than that, if it can. */
  setShown(id: ParticipantId, heights: ShownHeights): void;
  stats(): Promise<RoomStats>;
}

export interface SendOptions {
  readonly to?: readonly ParticipantId[];
  readonly reliable?: boolean;
}

export interface PublishOptions {
  readonly source: Source;
  readonly signal: AbortSignal;
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

/**
 * A two-way stream of bytes with back-pressure both ways. What was written is the writer's again as soon as that has resolved. Whoever cancels or aborts one
 * direction gives the stream up.
 */
export interface ByteStream {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
}

/** Sound or picture of one source. It stays the same object while the tracks under it change. */
export interface Media {
  readonly source: Source;
  /** Shown by other means than `attach`, nobody knows that it is: what all known places ask for is what is sent. */
  readonly stream: MediaStream;
  /**
   * Shows or plays this in `element` until the returned function is called. `place`: what tells the session how tall it is
   * shown there; without one nobody knows, and the whole picture is sent.
   */
  attach(element: HTMLMediaElement, place?: object): () => void;
}

export interface RemoteParticipant {
  readonly id: ParticipantId;
  readonly attributes: Attributes;
  /** By this side's clock, in milliseconds since the epoch. */
  readonly joinedAt: number;
}

export type LeaveReason = 'left' | 'removed' | 'lost';

/** `moving`: silent, because it is on its way to another page. Whoever does not come in {@link movingTime} is lost. */
export type LinkState = 'live' | 'reconnecting' | 'moving';

/** What a room tells the call. Called in the order in which things happened. */
export interface RoomListener {
  participantJoined(participant: RemoteParticipant): void;
  attributesChanged(id: ParticipantId, attributes: Attributes): void;
  participantLeft(id: ParticipantId, reason: LeaveReason): void;
  /** The link to a participant fell silent, or is back. */
  linkChanged(id: ParticipantId, state: LinkState): void;
  /** A participant turned a source on (`media`) or off (`undefined`). */
  mediaChanged(id: ParticipantId, source: Source, media: Media | undefined): void;
  /** `from` is who the link belongs to, never what a payload says. */
  messageReceived(topic: string, bytes: Uint8Array, from: ParticipantId): void;
  streamOpened(topic: string, stream: ByteStream, from: ParticipantId): void;
  /** How good the connection with a participant is, or of this side with everybody (one's own id), and what that comes from. */
  qualityChanged(id: ParticipantId, quality: Quality, cause: QualityCause): void;
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
