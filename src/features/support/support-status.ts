import { RtcEvent } from '../../core/event-kinds.ts';

/** Whether somebody can be reached. `closed`: outside `hours`. `offline`: nobody is there. */
export type SupportStatus = 'online' | 'busy' | 'away' | 'closed' | 'offline';

export class RtcStatusChangedEvent extends RtcEvent {
  readonly status: SupportStatus;
  constructor(status: SupportStatus) {
    super('rtc-status-changed');
    this.status = status;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rtc-status-changed': RtcStatusChangedEvent;
  }
}
