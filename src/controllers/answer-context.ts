import type { Context, ContextEvent } from '@lit/context';

/**
 * Gives whoever asks `element` for `name` what it shows, by the protocol that elements ask for their call by, until `signal` aborts:
 * for pages that make up what is seen, such as one of every state.
 */
export function answerContext(element: EventTarget, name: string, value: unknown, signal: AbortSignal): void {
  const asked = (event: Event) => {
    const { context, callback } = event as ContextEvent<Context<unknown, unknown>>;
    if ((context as unknown) !== name) return;
    event.stopPropagation();
    callback(value);
  };
  element.addEventListener('context-request', asked, { signal });
}
