import type { CallOptions } from '../../core/visit.ts';
import type { RoomSecret } from '../../core/crypto/room-keys.ts';
import { RtcError } from '../../core/errors.ts';
import type { Transport } from '../../core/transport.ts';
import { type Resolution, resolutions } from '../../media/capture.ts';
import { transports } from '../../registry.ts';
import { scriptOrigin } from '../../ui/script-origin.ts';
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
  maxParticipants: number | null;
  avatar: string | null;
  autojoin: boolean;
  muted: boolean;
  cameraOff: boolean;
  audioOnly: boolean;
  viewOnly: boolean;
  noStandby: boolean;
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
  captureSettings(settings);
  return {
    room,
    secret,
    server,
    transportName,
    transport: transportNamed(transportName),
    iceServers: iceServers(() => settings.iceServers, server, report),
    relayOnly: settings.relayOnly,
    codecs: codecsOf(settings),
    maxParticipants: numberIn('max-participants', settings.maxParticipants ?? 8, 2, meshLimit),
  };
}

/** @throws RtcError `bad-attribute`. */
export function captureSettings({ resolution, frameRate }: CallSettings): { resolution: Resolution; frameRate: number } {
  const height = resolution || '720p';
  if (!Object.hasOwn(resolutions, height)) throw bad('resolution', height, Object.keys(resolutions).join(', '));
  return { resolution: height as Resolution, frameRate: numberIn('frame-rate', frameRate ?? 30, 1, 120) };
}

/** What lets others into the room. */
export function roomKind({ sharedLink, passphrase }: CallSettings): RoomSecret['kind'] {
  if (sharedLink) return 'link';
  return passphrase ? 'passphrase' : 'open';
}

function roomOf(settings: CallSettings, linkFor: CallHooks['linkFor']): { room: string; secret: RoomSecret } {
  const room = settings.room?.trim() ?? '';
  if (settings.sharedLink) {
    const link = linkFor(room);
    return { room: link.room, secret: { kind: 'link', key: link.key } };
  }
  if (!room) throw new RtcError('bad-attribute', 'room is missing: <rtc-call room="…">');
  return { room, secret: settings.passphrase ? { kind: 'passphrase', passphrase: settings.passphrase } : { kind: 'open' } };
}

function serverOf({ server }: CallSettings): string {
  const base = server ? document.baseURI : scriptOrigin();
  const address = server || '/peer';
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw bad('server', withoutSecrets(address), 'an http: or https: address');
  // `ice` is beside the mount, whether or not its address ends in a slash.
  url.pathname = url.pathname.replace(/\/+$/, '');
  return withoutSecrets(url.href);
}

/** Of an address only what leads to the server: it is printed, and neither names nor queries are sent. */
function withoutSecrets(address: string): string {
  return address.replace(/[?#].*/s, '').replace(/^(\w+:\/\/)[^/]*@/, '$1');
}

function transportNamed(name: string): () => Promise<Transport> {
  const load = Object.hasOwn(transports, name) ? transports[name] : undefined;
  if (!load) throw bad('transport', name, Object.keys(transports).join(', '));
  return async () => (await load()).transport;
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
