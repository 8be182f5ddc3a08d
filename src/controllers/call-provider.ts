import { ContextProvider } from '@lit/context';
import type { ReactiveControllerHost } from 'lit';
import type { CallSession } from '../core/call-session.ts';
import { callContext } from './call-context.ts';

/** Gives the elements inside `host`, and those that name it, their call. Returns how to set it. */
export function provideCall(host: ReactiveControllerHost & HTMLElement): (session: CallSession) => void {
  const provider = new ContextProvider(host, { context: callContext });
  return (session) => provider.setValue(session);
}
