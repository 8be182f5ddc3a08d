import type { CallPhase, Participant } from './call-state.ts';
import type { DeviceKind, SoundProcessing } from './capture.ts';
import { RtcEvent, RtcQuestion } from './event-kinds.ts';
import type { LeaveReason, ParticipantId, Quality, QualityCause } from './transport.ts';

export { RtcViewChangedEvent } from './call-view.ts';
export { RtcErrorEvent } from './error-event.ts';
export { RtcSpeakerChangedEvent } from './speaker-event.ts';

export class RtcBeforeJoinEvent extends RtcQuestion {
  constructor() {
    super('rtc-before-join');
  }
}

export class RtcBeforeLeaveEvent extends RtcQuestion {
  constructor() {
    super('rtc-before-leave');
  }
}

export class RtcJoinedEvent extends RtcEvent {
  constructor() {
    super('rtc-joined');
  }
}

export type LeftReason = 'left' | 'removed' | 'ended' | 'replaced' | 'error';

export class RtcLeftEvent extends RtcEvent {
  readonly reason: LeftReason;
  constructor(reason: LeftReason) {
    super('rtc-left');
    this.reason = reason;
  }
}

export class RtcPhaseChangedEvent extends RtcEvent {
  readonly phase: CallPhase;
  readonly previous: CallPhase;
  constructor(phase: CallPhase, previous: CallPhase) {
    super('rtc-phase-changed');
    this.phase = phase;
    this.previous = previous;
  }
}

export class RtcParticipantJoinedEvent extends RtcEvent {
  readonly participant: Participant;
  constructor(participant: Participant) {
    super('rtc-participant-joined');
    this.participant = participant;
  }
}

export class RtcParticipantLeftEvent extends RtcEvent {
  readonly participant: Participant;
  readonly reason: LeaveReason;
  constructor(participant: Participant, reason: LeaveReason) {
    super('rtc-participant-left');
    this.participant = participant;
    this.reason = reason;
  }
}

export class RtcParticipantChangedEvent extends RtcEvent {
  readonly participant: Participant;
  /** The fields that changed, with their new values. */
  readonly changes: Partial<Participant>;
  constructor(participant: Participant, changes: Partial<Participant>) {
    super('rtc-participant-changed');
    this.participant = participant;
    this.changes = changes;
  }
}

export class RtcMicrophoneChangedEvent extends RtcEvent {
  readonly on: boolean;
  constructor(on: boolean) {
    super('rtc-microphone-changed');
    this.on = on;
  }
}

export class RtcCameraChangedEvent extends RtcEvent {
  readonly on: boolean;
  constructor(on: boolean) {
    super('rtc-camera-changed');
    this.on = on;
  }
}

/** Before the browser asks which screen to share. */
export class RtcBeforeShareEvent extends RtcQuestion {
  constructor() {
    super('rtc-before-share');
  }
}

export class RtcScreenShareChangedEvent extends RtcEvent {
  readonly on: boolean;
  constructor(on: boolean) {
    super('rtc-screen-share-changed');
    this.on = on;
  }
}

export class RtcQualityChangedEvent extends RtcEvent {
  /** Whose; the local participant's is what all its connections have in common. */
  readonly participant: Participant;
  readonly quality: Quality;
  /**
   * What it comes from: `your-network`, `their-network`, or `network` where nobody can tell which of the two;
   * `your-device`, `their-device`: one that does not keep up. Empty while the quality is good or unknown.
   */
  readonly cause: QualityCause;
  constructor(participant: Participant) {
    super('rtc-quality-changed');
    this.participant = participant;
    this.quality = participant.quality;
    this.cause = participant.qualityCause;
  }
}

export class RtcDeviceChangedEvent extends RtcEvent {
  readonly kind: DeviceKind;
  /** As in W3C mediacapture-streams §9.2. */
  readonly deviceId: string;
  constructor(kind: DeviceKind, deviceId: string) {
    super('rtc-device-changed');
    this.kind = kind;
    this.deviceId = deviceId;
  }
}

export class RtcProcessingChangedEvent extends RtcEvent {
  readonly processing: SoundProcessing;
  constructor(processing: SoundProcessing) {
    super('rtc-processing-changed');
    this.processing = processing;
  }
}

export class RtcConnectionChangedEvent extends RtcEvent {
  readonly state: 'connected' | 'reconnecting' | 'moved';
  /** The transport's name, such as `peerjs`. */
  readonly transport: string;
  constructor(state: 'connected' | 'reconnecting' | 'moved', transport: string) {
    super('rtc-connection-changed');
    this.state = state;
    this.transport = transport;
  }
}

export class RtcDataReceivedEvent extends RtcEvent {
  readonly topic: string;
  readonly data: unknown;
  readonly from: ParticipantId;
  constructor(topic: string, data: unknown, from: ParticipantId) {
    super('rtc-data-received');
    this.topic = topic;
    this.data = data;
    this.from = from;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rtc-before-join': RtcBeforeJoinEvent;
    'rtc-before-leave': RtcBeforeLeaveEvent;
    'rtc-joined': RtcJoinedEvent;
    'rtc-left': RtcLeftEvent;
    'rtc-phase-changed': RtcPhaseChangedEvent;
    'rtc-participant-joined': RtcParticipantJoinedEvent;
    'rtc-participant-left': RtcParticipantLeftEvent;
    'rtc-participant-changed': RtcParticipantChangedEvent;
    'rtc-microphone-changed': RtcMicrophoneChangedEvent;
    'rtc-camera-changed': RtcCameraChangedEvent;
    'rtc-before-share': RtcBeforeShareEvent;
    'rtc-screen-share-changed': RtcScreenShareChangedEvent;
    'rtc-device-changed': RtcDeviceChangedEvent;
    'rtc-processing-changed': RtcProcessingChangedEvent;
    'rtc-connection-changed': RtcConnectionChangedEvent;
    'rtc-quality-changed': RtcQualityChangedEvent;
    'rtc-data-received': RtcDataReceivedEvent;
  }
}
