// Somebody who sends a file from the disk, or gets one onto it.
import { CallSession } from '../../src/core/call-session.ts';
import type { RtcFileReceivedEvent } from '../../src/features/files/file-events.ts';
import { Files } from '../../src/features/files/files.ts';
import { transport } from '../../src/transports/peerjs/peerjs-transport.ts';
import { FakeCapture } from '../../test/support/fake-media.ts';

let session: CallSession;
let files: Files;
const input = document.createElement('input');
let sent = 0;

/** Takes whatever is offered. */
export async function enter(server: string, room: string): Promise<void> {
  countSent();
  const target = new EventTarget();
  const options = () => ({
    room, secret: { kind: 'open' as const }, server: `${server}/peer`, transportName: 'peerjs', transport: () => Promise.resolve(transport), iceServers: () => Promise.resolve([]), maxParticipants: 2,
  });
  session = new CallSession({ target, capture: new FakeCapture(), options });
  files = new Files(session, new AbortController().signal);
  files.autoAccept = Number.MAX_SAFE_INTEGER;
  target.addEventListener('rtc-file-received', (event) => (received = event as RtcFileReceivedEvent));
  input.type = 'file';
  document.body.append(input);
  await session.join();
}

/** Called when the link stands: the wires know nothing of a second connection, which would go around them, and prove nothing. */
export function noSecondWay(): void {
  Object.assign(RTCPeerConnection.prototype, { setRemoteDescription: () => Promise.reject(new Error('Not in this bench')) });
}

let received: RtcFileReceivedEvent | undefined;

export function self(): string {
  return session.store.state.localId ?? '';
}

/** Resolves when somebody else is in the call, too. */
export async function isMet(): Promise<void> {
  await until(() => session.store.state.participants.length > 1);
}

/** Sends what was chosen in the page's field. */
export async function send(): Promise<void> {
  await files.send([...(input.files ?? [])]);
}

/** Bytes that are there and checked, and when, in milliseconds. */
export function transferred(): { bytes: number; at: number } {
  return { bytes: files.store.state.transfers.reduce((sum, each) => sum + each.transferred, 0), at: performance.now() };
}

/** Resolves when so many bytes are there. */
export async function reaches(bytes: number): Promise<void> {
  await until(() => transferred().bytes >= bytes);
}

/** The digest of what came, once it is whole. */
export async function digest(): Promise<string> {
  await until(() => received !== undefined);
  return received?.digest ?? '';
}

export function problem(): string {
  return files.store.state.transfers.find(({ error }) => error)?.error?.message ?? '';
}

/** What came, and what is kept of it, goes. */
export function forget(): void {
  for (const { id } of files.store.state.transfers) files.dismiss(id);
}

/** Bytes of data that were given to channels. */
export function bytesSent(): number {
  return sent;
}

function countSent(): void {
  const { prototype } = RTCDataChannel;
  const send = Object.getOwnPropertyDescriptor(prototype, 'send')?.value as (this: RTCDataChannel, data: string | ArrayBufferView) => void;
  prototype.send = function (this: RTCDataChannel, data: unknown) {
    if (ArrayBuffer.isView(data)) sent += data.byteLength;
    send.call(this, data as ArrayBufferView);
  };
}

function until(holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (holds()) resolve();
      else setTimeout(look, 50);
    };
    look();
  });
}
