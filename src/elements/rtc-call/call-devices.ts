import { childController } from '../../core/abort.ts';
import type { CallSession } from '../../core/call-session.ts';
import { type CallState, isInCall } from '../../core/call-state.ts';
import { captureSources, type DeviceKind, deviceKinds } from '../../core/capture.ts';
import type { RtcError } from '../../core/errors.ts';
import { keepLooking, type Present, watchPresent } from '../../media/devices.ts';
import '../../ui/words/devices.ts';
import type { CallNotice } from './call-notice.ts';

export interface DevicesHost {
  readonly session: CallSession;
  readonly notice: Pick<CallNotice, 'tell'>;
}

/** Uses devices again that went away and come back, until `signal` aborts. Its code comes when one is in the call. */
export function followDevices({ session, notice }: DevicesHost, signal: AbortSignal): void {
  const { store } = session;
  /** Seen to be missing, since this went wrong. */
  const missing = new Map<DeviceKind, RtcError>();
  let before: Present | undefined;
  let looking: AbortController | undefined;

  const found = (now: Present) => {
    const wasThere = (kind: DeviceKind, id: string) => before !== undefined && has(before, kind, id);
    const { chosen, devices } = store.state;
    followAllLost(now);
    for (const source of captureSources) {
      const isElsewhere = lostOf(store.state, source) === undefined && devices[source] !== chosen[source];
      if (chosen[source] && isElsewhere && has(now, source, chosen[source]) && !wasThere(source, chosen[source])) session.comeBack(source);
    }
    if (chosen.speaker && now.speaker.some(({ label }) => label)) followSpeaker(has(now, 'speaker', chosen.speaker), devices.speaker);
    before = now;
  };

  const followAllLost = (now: Present) => {
    for (const source of captureSources) {
      const lost = lostOf(store.state, source);
      if (lost) followLost(now, source, lost);
    }
  };

  /** What was taken back by whoever granted it has not gone away: then there is something that nobody may know. */
  const followLost = (now: Present, source: DeviceKind, lost: RtcError) => {
    const isThere = has(now, source, store.state.devices[source]);
    if (!isThere && now[source].every(({ label }) => label)) missing.set(source, lost);
    // Nobody has turned it on, or tried to, meanwhile.
    else if (isThere && missing.get(source) === lost) session.comeBack(source);
  };

  const followSpeaker = (isThere: boolean, used: string) => {
    if (isThere && used === '') session.comeBack('speaker');
    else if (!isThere && used !== '') session.speakerLost();
  };

  const tell = substitutesTo(notice);
  const follow = (state: CallState) => {
    tell(state);
    // A browser may tell first that a device is no longer in its list, and then that its track has ended.
    if (before) followAllLost(before);
    const isWaiting = deviceKinds.some((kind) => (kind === 'speaker' ? state.chosen[kind] : isAwaited(state, kind)));
    if (isWaiting === (looking !== undefined)) return;
    looking?.abort();
    looking = isWaiting ? childController(signal) : undefined;
    if (looking) keepLooking(looking.signal);
  };

  store.watch(follow, signal);
  follow(store.state);
  watchPresent(found, signal);
}

/** Tells of every microphone that takes the place of another, once. */
function substitutesTo(notice: DevicesHost['notice']): (state: CallState) => void {
  let told: CallState['substitute'];
  return ({ substitute }) => {
    if (substitute === told) return;
    told = substitute;
    notice.tell(substitute && ((words) => words.term('microphoneReplaced', substitute.lost, substitute.used)));
  };
}

function isAwaited(state: CallState, kind: DeviceKind): boolean {
  const { chosen, devices } = state;
  return lostOf(state, kind) !== undefined || (chosen[kind] !== '' && chosen[kind] !== devices[kind]);
}

/** Why a device went off by itself, during the call and while it was on. */
function lostOf(state: CallState, kind: DeviceKind): RtcError | undefined {
  const error = kind === 'speaker' ? undefined : state.failures[kind];
  return isInCall(state) && error?.code === 'media-ended' ? error : undefined;
}

function has(present: Present, kind: DeviceKind, id: string): boolean {
  return present[kind].some(({ deviceId, label }) => label !== '' && deviceId === id);
}
