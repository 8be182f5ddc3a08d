import type { RtcError } from '../../core/errors.ts';
import { RtcEvent } from '../../core/event-kinds.ts';
import type { ParticipantId } from '../../core/transport.ts';
import type { FileTransfer } from './file-transfer.ts';

/** Somebody offers a file; `transfer.accept()` takes it, `transfer.cancel()` declines it. */
export class RtcFileOfferedEvent extends RtcEvent {
  readonly transfer: FileTransfer;
  constructor(transfer: FileTransfer) {
    super('rtc-file-offered');
    this.transfer = transfer;
  }
}

/** A transfer, either way, went on or stands otherwise: at most four times a second while it runs. */
export class RtcFileProgressedEvent extends RtcEvent {
  readonly transfer: FileTransfer;
  constructor(transfer: FileTransfer) {
    super('rtc-file-progressed');
    this.transfer = transfer;
  }
}

/** A file is there, whole and checked. It lies in the browser's storage: whoever wants to keep it saves it. */
export class RtcFileReceivedEvent extends RtcEvent {
  readonly file: File;
  readonly from: ParticipantId;
  /** SHA-256 (FIPS 180-4) of the whole file, in hex. */
  readonly digest: string;
  constructor(file: File, from: ParticipantId, digest: string) {
    super('rtc-file-received');
    this.file = file;
    this.from = from;
    this.digest = digest;
  }
}

/** A transfer, either way, came to nothing. */
export class RtcFileFailedEvent extends RtcEvent {
  readonly transfer: FileTransfer;
  /**
   * `file-cancelled` by whoever sent or was to get it; `file-corrupt`; `file-unreadable` at whoever sends it; `storage-full` at whoever was to get
   * it; `too-large` for what this browser can keep; `peer-unreachable` or `connection-lost` where somebody went for good.
   */
  readonly error: RtcError;
  constructor(transfer: FileTransfer, error: RtcError) {
    super('rtc-file-failed');
    this.transfer = transfer;
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rtc-file-offered': RtcFileOfferedEvent;
    'rtc-file-progressed': RtcFileProgressedEvent;
    'rtc-file-received': RtcFileReceivedEvent;
    'rtc-file-failed': RtcFileFailedEvent;
  }
}
