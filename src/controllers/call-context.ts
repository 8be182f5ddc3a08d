import { ContextRoot, createContext } from '@lit/context';
import type { CallSession } from '../core/call-session.ts';

/** The call around an element. Undefined while the call's element is not in a document. */
export const callContext = createContext<CallSession | undefined>(Symbol('rtc-call'));

// Without it, an element that is defined before <rtc-call> would never find its call.
if (globalThis.document) new ContextRoot().attach(document.documentElement);
