import type { CallPhase, Participant } from './call-state.ts';
import type { DeviceKind } from './capture.ts';
import type { RtcError } from './errors.ts';
import type { LeaveReason, ParticipantId } from './transport.ts';

/** A fact: fired after the state has changed. */
abstract class RtcEvent extends Event {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true });
  }
}

/** A question: `preventDefault()` stops what was asked, whoever asked for it. */
abstract class RtcQuestion extends Event {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true, cancelable: true });
  }
}

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

export class RtcErrorEvent extends RtcEvent {
  readonly error: RtcError;
  constructor(error: RtcError) {
    super('rtc-error');
    this.error = error;
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
    'rtc-device-changed': RtcDeviceChangedEvent;
    'rtc-connection-changed': RtcConnectionChangedEvent;
    'rtc-data-received': RtcDataReceivedEvent;
    'rtc-error': RtcErrorEvent;
  }
}
