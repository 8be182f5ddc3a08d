// Bytes from one page to another, as many as the way takes: through a stream of a room, or through a channel of a bare connection.
import { roomKeys } from '../../src/core/crypto/room-keys.ts';
import type { ParticipantId, Room, RoomListener } from '../../src/core/transport.ts';
import { transport } from '../../src/transports/peerjs/peerjs-transport.ts';

const [window, message, chunk] = [4 * 1024 * 1024, 65_536, 262_144] as const;

let bytes = 0;
let room: Room;
let other: ParticipantId;
let meet: () => void = () => undefined;
const met = new Promise<void>((resolve) => (meet = resolve));
let send: () => Promise<void>;

/** Sends from now on. */
export function pour(): void {
  void send();
}

/** What arrived, and when, in milliseconds. */
export function received(): { bytes: number; at: number } {
  return { bytes, at: performance.now() };
}

/** Joins a room; `pour` sends to whoever is there. */
export async function enter(server: string, name: string): Promise<void> {
  const listener = new Proxy({} as RoomListener, { get: (_, told) => heard[told as keyof typeof heard] ?? (() => undefined) });
  const keys = await roomKeys(name, { kind: 'open' });
  const options = { keys, server: `${server}/peer`, iceServers: () => Promise.resolve([]), attributes: {} };
  room = await transport.enter(options, listener, new AbortController().signal);
  send = async () => {
    const { writable } = await room.open('bench', other);
    const writer = writable.getWriter();
    for (const piece = new Uint8Array(chunk); ; ) await writer.write(piece);
  };
}

/** Resolves when somebody else is in the room, too. */
export async function isMet(): Promise<void> {
  await met;
  // The wires know nothing of a second connection: it would go around them, and prove nothing.
  Object.assign(RTCPeerConnection.prototype, { setRemoteDescription: () => Promise.reject(new Error('Not in this bench')) });
}

const heard: Partial<RoomListener> = {
  participantJoined: ({ id }) => {
    other = id;
    meet();
  },
  streamOpened: (_, { readable }) => {
    const reader = readable.getReader();
    const read = async () => {
      for (let next = await reader.read(); !next.done; next = await reader.read()) bytes += next.value.length;
    };
    void read();
  },
};

/** In a page with a bare connection, before anything is agreed upon. */
export function overConnection(connection: RTCPeerConnection): void {
  const channel = connection.createDataChannel('raw', { negotiated: true, id: 1 });
  channel.binaryType = 'arraybuffer';
  channel.bufferedAmountLowThreshold = window / 4;
  channel.onmessage = ({ data }) => (bytes += (data as ArrayBuffer).byteLength);
  channel.onopen = () => meet();
  send = async () => {
    for (const piece = new Uint8Array(message); ; ) {
      while (channel.bufferedAmount < window) channel.send(piece);
      await new Promise((resolve) => channel.addEventListener('bufferedamountlow', resolve, { once: true }));
    }
  };
}
