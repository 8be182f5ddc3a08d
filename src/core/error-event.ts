import type { RtcError } from './errors.ts';
import { RtcEvent } from './event-kinds.ts';

export class RtcErrorEvent extends RtcEvent {
  readonly error: RtcError;
  constructor(error: RtcError) {
    super('rtc-error');
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rtc-error': RtcErrorEvent;
  }
}
