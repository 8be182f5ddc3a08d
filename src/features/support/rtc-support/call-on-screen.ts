import { RtcErrorEvent } from '../../../core/error-event.ts';
import type { RtcError, RtcErrorCode } from '../../../core/errors.ts';
import type { Arrangement } from '../../../elements/rtc-call/call-options.ts';
import type { RtcCall } from '../../../elements/rtc-call/rtc-call.ts';
import { arrange } from '../call-within.ts';
import type { Mode } from '../letters.ts';
import type { DeskWatch } from './desk-watch.ts';
import { VisitorCall } from './visitor-call.ts';

export interface CallOnScreenListener {
  /** No call can be had. */
  failed(error: RtcError): void;
  /** A device cannot be used, or can again (undefined). */
  deviceChanged(problem: RtcErrorCode | undefined): void;
}

/** Fetches what a call on screen is made of. */
export const loadCall = () => import('../../../elements/rtc-call/rtc-call.ts');

/** The call that the panel shows, and what the visitor says to the desk because of it. */
export class CallOnScreen {
  readonly #host: EventTarget;
  readonly #watch: DeskWatch;
  readonly #listener: CallOnScreenListener;
  #call: VisitorCall | undefined;
  #arranged: { readonly room: string; readonly arrangement: Arrangement } | undefined;

  constructor(host: EventTarget, watch: DeskWatch, listener: CallOnScreenListener) {
    this.#host = host;
    this.#watch = watch;
    this.#listener = listener;
  }

  get element(): RtcCall | null {
    return this.#call?.element ?? null;
  }

  /** The same object for the same room: another one would be another room. */
  arrangementFor(room: string): Arrangement {
    if (this.#arranged?.room !== room) {
      // An agent who is in the room has answered, whatever becomes of the letter that says so.
      this.#arranged = { room, arrangement: { ...arrange(room, this.#watch.links), follows: true } };
    }
    return this.#arranged.arrangement;
  }

  /** Whether it is another one now. */
  adopt(element: RtcCall | null, mode: Mode): boolean {
    if (element === this.element) return false;
    this.#call?.close();
    this.#call = element ? this.#begin(element, mode) : undefined;
    return true;
  }

  /** The agent has answered. */
  join(): void {
    this.#call?.join();
  }

  /** Says again that the agent is in the call, if so. */
  look(): void {
    this.#call?.look();
  }

  #begin(element: RtcCall, mode: Mode): VisitorCall {
    return new VisitorCall(element, mode, {
      met: () => this.#watch.visitor?.met(),
      left: (reason) => this.#watch.visitor?.hangUp(reason),
      deserted: () => this.#watch.visitor?.deserted(),
      failed: (error) => {
        this.#listener.failed(error);
        this.#watch.visitor?.hangUp('lost');
      },
      deviceChanged: (problem) => this.#listener.deviceChanged(problem),
      error: (error) => this.#host.dispatchEvent(new RtcErrorEvent(error)),
    });
  }
}
