import type { CallOptions } from '../../core/visit.ts';
import { layoutNamed, panelNamed } from '../../core/call-view.ts';
import type { RoomSecret } from '../../core/crypto/room-keys.ts';
import type { SoundProcessing } from '../../core/capture.ts';
import { RtcError } from '../../core/errors.ts';
import { keysFrom } from '../../core/shortcut-keys.ts';
import type { Mailboxes } from '../../core/mailbox.ts';
import type { VideoWishes } from '../../core/transport.ts';
import { type Resolution, resolutions } from '../../media/capture.ts';
import { type Carrier, type Load, transports } from '../../registry.ts';
import { serverAddress, withoutSecrets } from '../../ui/server-address.ts';
import { iceServers, type IceServers } from './ice-servers.ts';
import type { SharedLink } from './shared-link.ts';

/** What a page asks for; `null` is the same as nothing, since frameworks set it. */
export interface CallSettings {
  room: string | null;
  displayName: string | null;
  server: string | null;
  transport: string | null;
  sharedLink: boolean;
  passphrase: string | null;
  iceServers: IceServers;
  relayOnly: boolean;
  codecs: string | null;
  resolution: string | null;
  frameRate: number | null;
  maxBitrate: number | null;
  maxParticipants: number | null;
  compat: boolean;
  layout: string | null;
  hideSelf: boolean;
  noMirror: boolean;
  panel: string | null;
  shortcuts: string | null;
  noShortcuts: boolean;
  avatar: string | null;
  autojoin: boolean;
  muted: boolean;
  cameraOff: boolean;
  audioOnly: boolean;
  viewOnly: boolean;
  noEchoCancellation: boolean;
  noNoiseSuppression: boolean;
  noAutoGain: boolean;
  music: boolean;
  forgetDevices: boolean;
  noStandby: boolean;
  persist: boolean;
  noHistory: boolean;
  arrangement: Arrangement | null;
}

/** A room that a program makes for certain people, instead of one that people find by its name. */
export interface Arrangement {
  /** The room's key: 16 random bytes. Whoever has them can enter. */
  readonly key: Uint8Array;
  /**
   * When links are made: before joining, so that joining takes half a round trip; before joining and through TURN
   * servers only; or on joining. Who is linked directly learns the other's network address.
   */
  readonly links: 'early' | 'relayed' | 'late';
  /** Joins as soon as somebody else has, if links were made before. Default false. */
  readonly follows?: boolean;
}

export interface CallHooks {
  readonly linkFor: (room: string) => SharedLink;
  /** For what goes wrong later, and nobody waits for. */
  readonly report: (error: RtcError) => void;
}

const meshLimit = 16;
const knownCodecs = ['vp9', 'vp8', 'h264', 'av1'];

/**
 * The call that a page asks for.
 * @throws RtcError `insecure-context`; `bad-attribute` naming the attribute; `wrong-passphrase` for a damaged link.
 */
export function callOptions(settings: CallSettings, { linkFor, report }: CallHooks): CallOptions {
  if (!globalThis.isSecureContext) {
    throw new RtcError('insecure-context', `Calls need a secure context: https:, or http: on localhost, and not ${location.origin}`);
  }
  const { room, secret } = roomOf(settings, linkFor);
  const server = serverOf(settings);
  const transportName = settings.transport || 'peerjs';
  const carrier = carrierNamed(transportName);
  captureSettings(settings);
  layoutNamed(settings.layout ?? '');
  panelNamed(settings.panel ?? '');
  keysFrom(settings.shortcuts ?? '');
  return {
    room,
    secret,
    server,
    transportName,
    transport: async () => (await carrier()).transport,
    iceServers: iceServers(() => settings.iceServers, server, report),
    relayOnly: () => settings.relayOnly || settings.arrangement?.links === 'relayed',
    video: videoWishes(settings),
    maxParticipants: numberIn('max-participants', settings.maxParticipants ?? 8, 2, meshLimit),
    hold: settings.arrangement?.links === 'late',
    follows: settings.arrangement?.follows ?? false,
    compat: compatIn(settings, room),
  };
}

/** @throws RtcError `bad-attribute`. */
export function captureSettings({ resolution, frameRate }: CallSettings): { resolution: Resolution; frameRate: number } {
  const height = resolution || '720p';
  if (!Object.hasOwn(resolutions, height)) throw bad('resolution', height, Object.keys(resolutions).join(', '));
  return { resolution: height as Resolution, frameRate: numberIn('frame-rate', frameRate ?? 30, 1, 120) };
}

/** What each attribute says of the sound. */
const processingNames = {
  noEchoCancellation: 'echoCancellation',
  noNoiseSuppression: 'noiseSuppression',
  noAutoGain: 'autoGainControl',
  music: 'music',
} as const;
type ProcessingName = keyof typeof processingNames;

/** What is to be done to the sound, by the attributes that `counts`. */
export function processingWishes(settings: Pick<CallSettings, ProcessingName>, counts: (name: ProcessingName) => boolean): Partial<SoundProcessing> {
  const names = (Object.keys(processingNames) as ProcessingName[]).filter(counts);
  return Object.fromEntries(names.map((name) => [processingNames[name], settings[name] === (name === 'music')]));
}

/** @throws RtcError `bad-attribute`. */
export function videoWishes(settings: CallSettings): VideoWishes {
  const { maxBitrate } = settings;
  const isLimited = maxBitrate !== null && maxBitrate !== undefined && maxBitrate !== 0;
  return { codecs: codecsOf(settings), maxBitrate: isLimited ? numberIn('max-bitrate', maxBitrate, 30, 100_000) : undefined };
}

/** What every PeerServer takes as an address, with `rtc-` before and the longest number after it. */
const plainName = /^(?=.{1,57}$)[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*$/;

/** Stock PeerJS clients prove nothing and find the room by its name: where more is asked of people, they cannot be let in. */
function compatIn(settings: CallSettings, room: string): boolean {
  if (!settings.compat) return false;
  if (roomKind(settings) !== 'open') throw new RtcError('bad-attribute', 'compat is for rooms without a key: stock PeerJS clients have none');
  if (!plainName.test(room)) throw bad('room', room, 'a name that compat can make an address of: letters, digits and single dashes, at most 57');
  return true;
}

export type RoomKind = RoomSecret['kind'] | 'arranged';

/** What lets others into the room. */
export function roomKind({ arrangement, sharedLink, passphrase }: CallSettings): RoomKind {
  if (arrangement) return 'arranged';
  if (sharedLink) return 'link';
  return passphrase ? 'passphrase' : 'open';
}

function roomOf(settings: CallSettings, linkFor: CallHooks['linkFor']): { room: string; secret: RoomSecret } {
  const room = settings.room?.trim() ?? '';
  if (settings.arrangement) return { room, secret: { kind: 'link', key: settings.arrangement.key } };
  if (settings.sharedLink) {
    const link = linkFor(room);
    return { room: link.room, secret: { kind: 'link', key: link.key } };
  }
  if (!room) throw new RtcError('bad-attribute', 'room is missing: <rtc-call room="…">');
  return { room, secret: settings.passphrase ? { kind: 'passphrase', passphrase: settings.passphrase } : { kind: 'open' } };
}

/** @throws RtcError `bad-attribute`. */
export function serverOf({ server }: Pick<CallSettings, 'server'>): string {
  const address = serverAddress(server);
  if (address === undefined) throw bad('server', withoutSecrets(server || location.origin), 'an http: or https: address');
  return address;
}

/** Letters by what carries calls if nothing else is said. */
export async function postalService(): Promise<Mailboxes> {
  return (await carrierNamed('peerjs')()).mailboxes;
}

function carrierNamed(name: string): Load<Carrier> {
  const load = Object.hasOwn(transports, name) ? transports[name] : undefined;
  if (!load) throw bad('transport', name, Object.keys(transports).join(', '));
  return load;
}

function codecsOf({ codecs }: CallSettings): string[] {
  const wanted = (codecs ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const unknown = wanted.find((codec) => !knownCodecs.includes(codec));
  if (unknown) throw bad('codecs', unknown, knownCodecs.join(', '));
  return wanted;
}

function numberIn(attribute: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  throw bad(attribute, String(value), `a number from ${least} to ${most}`);
}

function bad(attribute: string, value: string, expected: string): RtcError {
  return new RtcError('bad-attribute', `${attribute}="${value}" is not ${expected}`);
}
