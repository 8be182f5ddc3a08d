import type { Participant } from './call-state.ts';
import { RtcEvent } from './event-kinds.ts';

export class RtcSpeakerChangedEvent extends RtcEvent {
  /** Who speaks, and goes on being the one until somebody else has spoken for a while; `null` if that one has left. */
  readonly participant: Participant | null;
  constructor(participant: Participant | null) {
    super('rtc-speaker-changed');
    this.participant = participant;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rtc-speaker-changed': RtcSpeakerChangedEvent;
  }
}
