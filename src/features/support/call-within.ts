import { html, type TemplateResult } from 'lit';
import { base64Decode } from '../../core/crypto/base64.ts';
import type { Arrangement } from '../../elements/rtc-call/call-options.ts';
import { callParts, chatParts } from '../../elements/rtc-call/call-parts.ts';
import { iceServers } from '../../elements/rtc-call/ice-servers.ts';
import type { RtcCall } from '../../elements/rtc-call/rtc-call.ts';
import { exported } from '../../ui/exported-parts.ts';

/** For the `exportparts` of a call inside another element: every part, after the name of what is around it. */
export const callExports = exported(callParts, 'call');

/** Of two, nobody has to ask to speak. */
export const controlsForTwo = 'microphone camera screen chat leave';

/** In the place of tiles, where two only write to each other. */
export function writtenCall(): TemplateResult {
  // If its code does not come, it is asked for again when this is drawn anew.
  import('../chat/rtc-chat/rtc-chat.ts').catch(() => undefined);
  return html`<rtc-chat slot="stage" exportparts=${exported(chatParts, 'call-chat')}></rtc-chat>`;
}

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
  'rtc-message-received',
  'rtc-message-sent',
  'rtc-file-offered',
  'rtc-file-progressed',
  'rtc-file-received',
  'rtc-file-failed',
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
