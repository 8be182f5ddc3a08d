import type { CallState, LocalMediaState } from './call-state.ts';
import { type CaptureSource, deviceKinds } from './capture.ts';
import { RtcCameraChangedEvent, RtcDeviceChangedEvent, RtcMicrophoneChangedEvent } from './events.ts';

const changed: Readonly<Record<CaptureSource, new (on: boolean) => Event>> = {
  microphone: RtcMicrophoneChangedEvent,
  camera: RtcCameraChangedEvent,
};

/** What there is to say about one's own devices between two states. */
export function* deviceEvents(before: CallState, now: LocalMediaState): Generator<Event> {
  for (const kind of deviceKinds) {
    if (kind !== 'speaker' && isOn(before, kind) !== isOn(now, kind)) yield new changed[kind](isOn(now, kind));
    if (before.devices[kind] !== now.devices[kind]) yield new RtcDeviceChangedEvent(kind, now.devices[kind]);
  }
}

function isOn(state: LocalMediaState, source: CaptureSource): boolean {
  return state[source] === 'on';
}
