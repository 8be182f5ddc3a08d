// A call without elements, in which something else is sent: what that does to sound, pictures and messages.
import { roomKeys } from '../../../src/core/crypto/room-keys.ts';
import type { Media, ParticipantId, Room, RoomListener } from '../../../src/core/transport.ts';
import { transport } from '../../../src/transports/peerjs/peerjs-transport.ts';

const chunk = 262_144;

let room: Room;
let other: ParticipantId;
let meet: () => void = () => undefined;
const met = new Promise<void>((resolve) => (meet = resolve));
const begun = new Map<number, number>();
const times: number[] = [];
let bytes = 0;

/** Joins with microphone and camera; resolves when the other one's picture moves. */
export async function join(server: string, name: string): Promise<void> {
  const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: { height: 720, frameRate: 20 } });
  const keys = await roomKeys(name, { kind: 'open' });
  const listener = new Proxy({} as RoomListener, { get: (_, told) => heard[told as keyof typeof heard] ?? (() => undefined) });
  const options = { keys, server: `${server}/peer`, iceServers: () => Promise.resolve([]), attributes: {} };
  const { signal } = new AbortController();
  room = await transport.enter(options, listener, signal);
  for (const track of media.getTracks()) await room.publish(track, { source: track.kind === 'audio' ? 'microphone' : 'camera', signal });
  await met;
}

/** Says something every 100 ms, which the other page says again. */
export function talk(): void {
  setInterval(() => {
    begun.set(begun.size, performance.now());
    void room.send('say', Uint8Array.of(0, (begun.size - 1) >> 8, (begun.size - 1) & 255));
  }, 100);
}

/** Sends from now on as much as a stream takes. */
export async function pour(): Promise<void> {
  const { writable } = await room.open('files', other);
  const writer = writable.getWriter();
  for (const piece = new Uint8Array(chunk); ; ) await writer.write(piece);
}

export interface Account {
  readonly at: number;
  /** Milliseconds there and back, of every message so far. */
  readonly times: readonly number[];
  /** That nobody answered yet, and how long the first of them has been on its way. */
  readonly missing: number;
  /** That came by stream. */
  readonly bytes: number;
  readonly sound: { readonly received: number; readonly lost: number };
  readonly frames: number;
}

export async function account(): Promise<Account> {
  const reports = [...(await room.stats()).values()].flatMap(({ report }) => [...(report?.values() ?? [])] as RTCInboundRtpStreamStats[]);
  const inbound = (kind: string) => reports.filter((stats) => stats.type === 'inbound-rtp' && stats.kind === kind);
  const sum = (all: readonly RTCInboundRtpStreamStats[], of: keyof RTCInboundRtpStreamStats) => all.reduce((total, stats) => total + Number(stats[of] ?? 0), 0);
  return {
    at: performance.now(),
    times,
    missing: begun.size - times.length,
    bytes,
    sound: { received: sum(inbound('audio'), 'packetsReceived'), lost: sum(inbound('audio'), 'packetsLost') },
    frames: sum(inbound('video'), 'framesDecoded'),
  };
}

function show({ stream, source }: Media): void {
  const element = document.createElement(source === 'camera' ? 'video' : 'audio');
  element.autoplay = true;
  element.srcObject = stream;
  document.body.append(element);
  if (element instanceof HTMLVideoElement) element.requestVideoFrameCallback(meet);
}

const heard: Partial<RoomListener> = {
  participantJoined: ({ id }) => (other = id),
  mediaChanged: (_id, _source, media) => media && show(media),
  messageReceived: (_topic, [isAnswer, high = 0, low = 0]) => {
    if (!isAnswer) void room.send('say', Uint8Array.of(1, high, low));
    else times.push(performance.now() - (begun.get(high * 256 + low) ?? Number.NaN));
  },
  streamOpened: (_topic, { readable }) => {
    const reader = readable.getReader();
    const read = async () => {
      for (let next = await reader.read(); !next.done; next = await reader.read()) bytes += next.value.length;
    };
    void read();
  },
};
