import type { CallState, LocalMediaState } from './call-state.ts';
import { deviceKinds, type SentSource, sentSources } from './capture.ts';
import { RtcCameraChangedEvent, RtcDeviceChangedEvent, RtcMicrophoneChangedEvent, RtcProcessingChangedEvent, RtcScreenShareChangedEvent } from './events.ts';

const changed: Readonly<Record<SentSource, new (on: boolean) => Event>> = {
  microphone: RtcMicrophoneChangedEvent,
  camera: RtcCameraChangedEvent,
  screen: RtcScreenShareChangedEvent,
};

/** What there is to say about one's own devices between two states. */
export function* deviceEvents(before: CallState, now: LocalMediaState): Generator<Event> {
  for (const source of sentSources) {
    if (isOn(before, source) !== isOn(now, source)) yield new changed[source](isOn(now, source));
  }
  for (const kind of deviceKinds) {
    if (before.devices[kind] !== now.devices[kind]) yield new RtcDeviceChangedEvent(kind, now.devices[kind]);
  }
  if (before.processing !== now.processing) yield new RtcProcessingChangedEvent(now.processing);
}

function isOn(state: LocalMediaState, source: SentSource): boolean {
  return state[source] === 'on';
}
