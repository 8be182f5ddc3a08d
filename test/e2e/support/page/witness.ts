/**
 * Runs in every page of an end-to-end test, before any script of it: tells what happens there, and looks and listens as
 * a person in front of it would. It wraps what a page is given; of the library it knows the public names only.
 */
import type { RtcCall } from '../../../../src/elements/rtc-call/rtc-call.ts';
import { type Detail, mark, type Snapshot, type SupportDetail, type Told } from '../told.ts';
import { shown } from './pieces.ts';
import { noticeConnections } from './links.ts';
import { noticeSound, soundsPlaying } from './sound.ts';
import { callsInPage, tilesOf, viewOf } from './tiles.ts';

export { hears } from './sound.ts';
export { hasTileStops, isOneStop, noteFocus, lostFocus, ringed } from './focus.ts';
export { cutOff, outOfReach, outOfSight, overlaps } from './large-letters.ts';
export { longestGap, noteFrames } from './frames.ts';
export { seesFrame, seesMoving } from './picture.ts';
export { control, focused, isIn, isTitled, part, partTexts, shown, shows, showsNoMore } from './pieces.ts';
export { isLinked, linkCandidates, remoteCandidates } from './links.ts';
export { callIn, namesShown, tileLooks } from './tiles.ts';
export { shownTexts, speak } from './shown-texts.ts';
export { button, menu, reads, readsNoMore } from './words.ts';

const eventTypes = [
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
  'rtc-connection-changed',
  'rtc-view-changed',
  'rtc-data-received',
  'rtc-message-received',
  'rtc-message-sent',
  'rtc-file-offered',
  'rtc-file-progressed',
  'rtc-file-received',
  'rtc-file-failed',
  'rtc-error',
] as const;

/** Of the support button and of the desk. */
const supportTypes = [
  'rtc-opened',
  'rtc-closed',
  'rtc-status-changed',
  'rtc-before-call',
  'rtc-queue-changed',
  'rtc-answered',
  'rtc-ended',
  'rtc-rated',
  'rtc-offline-sent',
  'rtc-visitor-waiting',
  'rtc-visitor-left',
  'rtc-error',
] as const;
/** They do not bubble: whoever has a popup of their own is not told of this one. */
const quiet: readonly string[] = ['rtc-opened', 'rtc-closed'];

/** What a failed test wants to know of this page. */
export function describePage(): string {
  const calls = callsInPage().map((call) => ({
    room: call.room,
    ...snapshotOf(call),
    error: call.error && `${call.error.code}: ${call.error.message}`,
    tiles: tilesOf(call).map((tile) => viewOf(tile)),
  }));
  return JSON.stringify({ url: location.href, visibility: document.visibilityState, calls, sounds: soundsPlaying().length, support: supportInPage(), shown: shown().slice(0, 2000) });
}

function supportInPage(): string[] {
  const elements = document.querySelectorAll<HTMLElement & { status?: string; phase?: string }>('rtc-support, rtc-desk');
  return [...elements].map(({ localName, status, phase }) => `${localName} ${status ?? phase ?? ''}`);
}

function snapshotOf({ phase, localId, participants }: RtcCall): Snapshot {
  return { phase, localId, participants };
}

function tell(told: Told): void {
  // An error's message is not among the fields that JSON carries.
  const plain = (_key: string, value: unknown) => (value instanceof Error ? { ...value, message: value.message } : value);
  console.debug(mark + JSON.stringify(told, plain));
}

function tellEvents(): void {
  for (const type of eventTypes) {
    window.addEventListener(type, (event) => {
      const call = event.composedPath()[0] as RtcCall;
      if (call.localName !== 'rtc-call') return;
      tell({ kind: 'event', type, room: call.room, detail: { ...event, isTrusted: undefined } as Detail, state: snapshotOf(call) });
    });
  }
}

function tellSupport(): void {
  for (const type of supportTypes) {
    const tellOf = (event: Event) => {
      const { localName } = event.composedPath()[0] as Element;
      if (localName === 'rtc-call' || (quiet.includes(type) && event.bubbles)) return;
      tell({ kind: 'support', element: localName, type, detail: { ...event, isTrusted: undefined } as SupportDetail });
    };
    window.addEventListener(type, tellOf, { capture: quiet.includes(type) });
  }
}

function tellSockets(): void {
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      tell({ kind: 'socket', url: new URL(url, location.href).href });
      super(url, protocols);
    }
  };
}

function tellTroubles(): void {
  window.addEventListener('error', ({ message, error }) => tell({ kind: 'trouble', message: described(error) ?? message }));
  window.addEventListener('unhandledrejection', ({ reason }) => tell({ kind: 'trouble', message: `Unhandled rejection: ${described(reason) ?? String(reason)}` }));
}

function described(error: unknown): string | undefined {
  return error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : undefined;
}

tellTroubles();
tellEvents();
tellSupport();
noticeConnections((configuration) => tell({ kind: 'connection', configuration }));
tellSockets();
noticeSound();
