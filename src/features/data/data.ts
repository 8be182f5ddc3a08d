// Questions to other pages, and their answers: for pages that use `<rtc-call>`.
import { followCall } from '../../controllers/follow-call.ts';
import type { CallSession } from '../../core/call-session.ts';
import { RtcError } from '../../core/errors.ts';
import type { RtcCall } from '../../elements/rtc-call/rtc-call.ts';
import { answer, ask, type RequestOptions, type Responder } from './requests.ts';

export type { RequestOptions, Responder };

/**
 * Asks others in the call something, and resolves with what one of them answers. `data` and answer are whatever {@link RtcCall.send} takes;
 * a page may ask 100 times in a second.
 * @throws RtcError `peer-unreachable` if nobody is there, if all who were asked have left, or if none answered within `timeout`; what the responder
 * threw, `internal` unless it was an RtcError; `bad-message`, `too-large` as {@link RtcCall.send}, of the question or the answer;
 * `connection-lost` outside a call, or when it ends. With `signal`, its reason.
 */
export async function request(call: RtcCall, topic: string, data: unknown, options: RequestOptions = {}): Promise<unknown> {
  options.signal?.throwIfAborted();
  const session = await sessionOf(call);
  if (!session) throw new RtcError('connection-lost', 'The element is in no page');
  return ask(session, topic, data, options);
}

/**
 * Answers what others ask on a topic, from now on, in this call of the element and the next ones, until `signal` aborts. No more than 100 requests of the same
 * participant are answered at the same time; what they ask beyond that is not heard.
 */
export function respond(call: RtcCall, topic: string, responder: Responder, { signal }: { readonly signal?: AbortSignal } = {}): void {
  const until = signal ?? new AbortController().signal;
  let before: AbortController | undefined;
  const followed = (session: CallSession | undefined) => {
    before?.abort();
    before = new AbortController();
    if (session) answer(session, topic, responder, AbortSignal.any([until, before.signal]));
  };
  followCall(call, followed, until);
}

function sessionOf(call: RtcCall): Promise<CallSession | undefined> {
  const end = new AbortController();
  return new Promise((resolve) =>
    followCall(
      call,
      (session) => {
        resolve(session);
        end.abort();
      },
      end.signal,
    ),
  );
}
