import { after } from '../../../core/abort.ts';
import { RtcError, type RtcErrorCode } from '../../../core/errors.ts';
import type { RtcCall } from '../../../elements/rtc-call/rtc-call.ts';
import { hasCompany } from '../call-within.ts';
import type { Mode } from '../letters.ts';
import type { VisitEnd } from '../visit.ts';

export interface VisitorCallListener {
  /** The agent is in the call. */
  met(): void;
  /** The call is over, by whomever. */
  left(reason: VisitEnd): void;
  /** Somebody was in the call, and left it without having answered. */
  deserted(): void;
  /** No call can be had. */
  failed(error: RtcError): void;
  /** A device cannot be used, or can again (undefined). */
  deviceChanged(problem: RtcErrorCode | undefined): void;
  /** Something else that nobody waits for. */
  error(error: RtcError): void;
}

/**
 * How long the call may be empty: of two agents who answered at the same moment, one may go before the other has come. One who
 * hangs up says so, and is believed at once. Milliseconds.
 */
const emptiness = 1500;

/** The visitor's side of the call, from the first ring on: devices are opened while it rings. */
export class VisitorCall {
  readonly element: RtcCall;
  readonly #listener: VisitorCallListener;
  readonly #mode: Mode;
  readonly #end = new AbortController();
  #isJoining = false;

  constructor(element: RtcCall, mode: Mode, listener: VisitorCallListener) {
    this.element = element;
    this.#mode = mode;
    this.#listener = listener;
    const { signal } = this.#end;
    const on: typeof element.addEventListener = (type: string, heard: EventListenerOrEventListenerObject) => element.addEventListener(type, heard, { signal });
    on('rtc-participant-joined', () => this.look());
    on('rtc-participant-left', ({ reason }) => this.#alone(reason === 'lost' ? 'lost' : 'ended'));
    on('rtc-left', ({ reason }) => this.#listener.left(reason === 'error' ? 'lost' : 'left'));
    on('rtc-microphone-changed', (event) => event.on && this.#listener.deviceChanged(undefined));
    on('rtc-camera-changed', (event) => event.on && this.#listener.deviceChanged(undefined));
    on('rtc-error', ({ error }) => (isOfDevice(error) ? this.#listener.deviceChanged(error.code) : this.#listener.error(error)));
    if (element.phase === 'prejoin') this.#open();
    else on('rtc-phase-changed', ({ phase }) => phase === 'prejoin' && this.#open());
  }

  /** The agent has answered. */
  join(): void {
    if (this.#isJoining) return;
    this.#isJoining = true;
    this.element.join().catch((error: unknown) => {
      if (!this.#end.signal.aborted) this.#listener.failed(RtcError.from(error));
    });
    // Who follows an agent into the call hears of the answer later.
    this.look();
  }

  /** Says again that the agent is in the call, if so. */
  look(): void {
    if (this.#isJoining && hasCompany(this.element)) this.#listener.met();
  }

  /** Nothing more is told; the element hangs up when it is taken out of the page. */
  close(): void {
    this.#end.abort();
  }

  /** One after the other, so that the browser asks in an order that makes sense; refused, the call goes on without. */
  #open(): void {
    const failed = (error: unknown) => {
      if (!this.#end.signal.aborted) this.#listener.deviceChanged(RtcError.from(error).code);
    };
    if (this.#mode !== 'chat') this.element.setMicrophone(true).catch(failed);
    if (this.#mode === 'video') this.element.setCamera(true).catch(failed);
  }

  #alone(reason: VisitEnd): void {
    after(emptiness, this.#end.signal, () => {
      if (hasCompany(this.element)) return;
      if (this.#isJoining) this.#listener.left(reason);
      else this.#listener.deserted();
    });
  }
}

function isOfDevice({ code }: RtcError): boolean {
  return code.startsWith('media-') || code === 'permission-policy';
}
