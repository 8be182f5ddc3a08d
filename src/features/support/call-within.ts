import { base64Decode } from '../../core/crypto/base64.ts';
import type { Arrangement } from '../../elements/rtc-call/call-options.ts';
import { iceServers } from '../../elements/rtc-call/ice-servers.ts';
import type { RtcCall } from '../../elements/rtc-call/rtc-call.ts';

/** Every part of a call, under a name of the element around it. */
const parts = [
  'stage',
  'tile',
  'tile-video',
  'tile-placeholder',
  'tile-name',
  'tile-badge',
  'tile-hand',
  'tile-reaction',
  'tile-quality',
  'tile-pin',
  'tile-hide',
  'sharing',
  'pager',
  'pager-button',
  'show-self',
  'captions',
  'toolbar',
  'toolbar-bar',
  'toolbar-more',
  'button',
  'level',
  'notice',
  'failed',
  'sharing-notice',
  'stop-sharing-button',
  'again-button',
] as const;

/** For the `exportparts` of a call inside another element. */
export const callParts = parts.map((part) => `${part}: call-${part}`).join(', ');

/** Of two, nobody has to ask to speak. */
export const controlsForTwo = 'microphone camera screen leave';

/** Events of a call that is part of something else; they stop there. */
const events = [
  'rtc-before-join',
  'rtc-joined',
  'rtc-before-leave',
  'rtc-left',
  'rtc-phase-changed',
  'rtc-participant-joined',
  'rtc-participant-left',
  'rtc-participant-changed',
  'rtc-microphone-changed',
  'rtc-camera-changed',
  'rtc-before-share',
  'rtc-screen-share-changed',
  'rtc-speaker-changed',
  'rtc-quality-changed',
  'rtc-device-changed',
  'rtc-connection-changed',
  'rtc-data-received',
  'rtc-error',
] as const;

/** Keeps the events of calls inside `element` from leaving it, until `signal` aborts. */
export function keepCallEvents(element: HTMLElement | ShadowRoot, signal?: AbortSignal): void {
  const options = signal ? { signal } : {};
  for (const type of events) {
    element.addEventListener(type, (event) => {
      const isOfCall = (event.target as Element | null)?.localName === 'rtc-call';
      if (isOfCall) event.stopPropagation();
    }, options);
  }
}

/** Where a visitor and an agent meet. */
export function arrange(room: string, links: Arrangement['links']): Arrangement {
  return { key: base64Decode(room), links };
}

/** Whether the other one is in the call. */
export function hasCompany(call: RtcCall): boolean {
  return call.participants.some(({ isLocal }) => !isLocal);
}

/**
 * When a side may link before the answer: through TURN servers if there are any, since then the other side learns no network
 * address; directly only if the page says so. `server` is the URL of the signalling server's mount.
 */
export async function linksBefore(server: string, allowed: boolean): Promise<Arrangement['links']> {
  const servers = await iceServers(() => null, server, () => undefined)().catch(() => []);
  const isRelayed = servers.flatMap(({ urls }) => urls).some((url) => /^turns?:/.test(url));
  return isRelayed ? 'relayed' : allowed ? 'early' : 'late';
}
