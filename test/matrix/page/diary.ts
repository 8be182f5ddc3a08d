/** Runs in every page of a random story, beside the witness: says numbers, switches devices, and keeps account of what came. */
import { callIn, tilesOf } from '../../e2e/support/page/tiles.ts';
import type { RtcDataReceivedEvent, RtcParticipantLeftEvent } from '../../../src/core/events.ts';
import type { RtcCall } from '../../../src/elements/rtc-call/rtc-call.ts';
import type { RtcVideoTile } from '../../../src/elements/rtc-video-tile/rtc-video-tile.ts';
import type { Look } from '../agreement.ts';

const topic = 'diary';
const sent: Record<string, number[]> = {};
const received: Record<string, number[]> = {};
const lost: { id: string; at: number }[] = [];
const connections = new Set<RTCPeerConnection>();
const frames = new WeakMap<HTMLVideoElement, number>();
let count = 0;

/** The next number, to everybody who is known. */
export function say(): void {
  const call = callIn('');
  const to = call.participants.filter(({ isLocal }) => !isLocal).map(({ id }) => id);
  if (to.length === 0) return;
  const number = count++;
  const note = () => {
    for (const id of to) (sent[id] ??= []).push(number);
  };
  // What is refused was not sent to anybody.
  call.send(topic, number, { to }).then(note, () => undefined);
}

/** Whether that is possible now is for the call to say; what counts is that all others see what this side sees. */
export function toggle(device: 'microphone' | 'camera'): void {
  const call = callIn('');
  const isOn = call.participants.find(({ isLocal }) => isLocal)?.[device] !== 'off';
  const done = device === 'microphone' ? call.setMicrophone(!isOn) : call.setCamera(!isOn);
  done.catch(() => undefined);
}

export function rename(name: string): void {
  callIn('').setAttribute('display-name', name);
}

export async function leave(): Promise<void> {
  await callIn('').leave();
}

/** Undefined as long as the element's code has not come. */
export function look(): Look | undefined {
  const { localId, phase, participants } = callIn('') as Partial<RtcCall>;
  if (localId === undefined || !phase || !participants) return undefined;
  const links = [...connections].filter(({ connectionState }) => connectionState === 'connected').length;
  return { localId, phase, participants, links, sent, received, frames: framesNow(), lost };
}

function framesNow(): Record<string, number> {
  const tiles = tilesOf(callIn('')) as RtcVideoTile[];
  return Object.fromEntries(tiles.map(({ participant, shadowRoot }) => [participant ?? '', framesOf(shadowRoot?.querySelector('video'))]));
}

/** Counted from the first time that is asked for: Firefox keeps no count of what comes over the network. */
function framesOf(video: HTMLVideoElement | null | undefined): number {
  if (!video) return 0;
  if (!frames.has(video)) {
    frames.set(video, 0);
    const note = () => {
      frames.set(video, (frames.get(video) ?? 0) + 1);
      video.requestVideoFrameCallback(note);
    };
    video.requestVideoFrameCallback(note);
  }
  return frames.get(video) ?? 0;
}

globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.add(this);
  }
};

window.addEventListener('rtc-data-received', (event) => {
  const { topic: about, data, from } = event as RtcDataReceivedEvent;
  if (about === topic) (received[from] ??= []).push(data as number);
});

window.addEventListener('rtc-participant-left', (event) => {
  const { participant, reason } = event as RtcParticipantLeftEvent;
  if (reason === 'lost') lost.push({ id: participant.id, at: Date.now() });
});
