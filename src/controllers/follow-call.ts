import { ContextEvent } from '@lit/context';
import { onAbort } from '../core/abort.ts';
import type { CallSession } from '../core/call-session.ts';
import { callContext } from './call-context.ts';

/**
 * Tells which call an `<rtc-call>` is, now and whenever it becomes another one, until `signal` aborts: for code that is no element of it.
 * Undefined while the element is in no page; that is all there is to tell of an element that is no call of this copy of the library.
 */
export function followCall(element: Element, followed: (session: CallSession | undefined) => void, signal: AbortSignal): void {
  const follow = () => {
    if (signal.aborted) return;
    let isTold = false;
    const provided = (session: CallSession | undefined, unsubscribe?: () => void) => {
      if (!isTold && unsubscribe) onAbort(signal, unsubscribe);
      isTold = true;
      followed(session);
    };
    // An element does not answer itself, and one that is nowhere asks nobody else.
    element.dispatchEvent(new ContextEvent(callContext, document.createElement('span'), provided, true));
    if (!isTold) followed(undefined);
  };
  if (element.matches(':defined')) follow();
  else void customElements.whenDefined(element.localName).then(follow);
}
