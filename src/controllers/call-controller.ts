import { ContextEvent, ContextProvider } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallSession } from '../core/call-session.ts';
import { type CallState, initialState } from '../core/call-state.ts';
import { callContext } from './call-context.ts';

/** An element of a call. `for` is the id of an `<rtc-call>` elsewhere; without it, the nearest one around is meant. */
export type CallPart = ReactiveControllerHost & HTMLElement & { readonly for?: string | null };

export interface CallControllerOptions<T> {
  /** Whether two selected values are the same, and nothing has to be drawn. Default `Object.is`. */
  readonly isEqual?: (a: T, b: T) => boolean;
  /** Hands the call on to what the element is made of, however it was found. Default false. */
  readonly relay?: boolean;
  /** Called with every call that the element belongs to; `signal` aborts when it no longer does. */
  readonly followed?: (session: CallSession, signal: AbortSignal) => void;
}

/**
 * Connects an element to its call: the nearest `<rtc-call>` around it, or the one that its `for` names, whenever that
 * comes. The element is updated when what it selects from the call's state has changed, and only then.
 */
export class CallController<T> implements ReactiveController {
  readonly #host: CallPart;
  readonly #select: (state: CallState) => T;
  readonly #isEqual: (a: T, b: T) => boolean;
  readonly #relay: ContextProvider<typeof callContext> | undefined;
  readonly #followed: CallControllerOptions<T>['followed'];
  #connection: AbortController | undefined;
  #watch: AbortController | undefined;
  #session: CallSession | undefined;
  #for: string | null | undefined;
  #provider: Element | undefined;
  #unsubscribe: (() => void) | undefined;
  #shown: { readonly value: T } | undefined;

  constructor(host: CallPart, select: (state: CallState) => T, { isEqual = Object.is, relay, followed }: CallControllerOptions<T> = {}) {
    this.#host = host;
    this.#select = select;
    this.#isEqual = isEqual;
    this.#followed = followed;
    this.#relay = relay ? new ContextProvider(host, { context: callContext }) : undefined;
    host.addController(this);
  }

  /** What the element selects from its call, or from the state of a call that has not begun. */
  get value(): T {
    return this.#select(this.#session?.store.state ?? initialState);
  }

  get session(): CallSession | undefined {
    return this.#session;
  }

  hostConnected(): void {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.#for = this.#host.for;
    this.#request();
    // A named call may come later, or be replaced by another of the same name.
    if (this.#for) document.addEventListener('context-provider', () => this.#request(), { signal });
  }

  hostUpdate(): void {
    if (this.#connection && this.#for !== this.#host.for) {
      this.hostDisconnected();
      this.hostConnected();
    }
    this.#shown = { value: this.value };
  }

  hostDisconnected(): void {
    this.#connection?.abort();
    this.#connection = undefined;
    this.#forget();
  }

  #request(): void {
    const target = this.#for ? this.#named(this.#for) : this.#host;
    if (this.#for && target === this.#provider) return;
    if (this.#for) this.#forget();
    this.#provider = target;
    target?.dispatchEvent(new ContextEvent(callContext, this.#host, this.#provided, true));
  }

  #named(id: string): Element | undefined {
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    const found = root.getElementById(id) ?? document.getElementById(id);
    // Before it is upgraded it could not answer, and the question would go to a call around it.
    return found?.matches(':defined') ? found : undefined;
  }

  readonly #provided = (session: CallSession | undefined, unsubscribe?: () => void): void => {
    if (unsubscribe !== this.#unsubscribe) this.#unsubscribe?.();
    this.#unsubscribe = unsubscribe;
    this.#follow(session);
  };

  #forget(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#provider = undefined;
    this.#follow(undefined);
  }

  #follow(session: CallSession | undefined): void {
    if (session === this.#session) return;
    this.#watch?.abort();
    this.#watch = new AbortController();
    this.#session = session;
    this.#relay?.setValue(session);
    session?.store.watch(() => this.#changed(), this.#watch.signal);
    if (session) this.#followed?.(session, this.#watch.signal);
    this.#changed();
  }

  #changed(): void {
    if (this.#shown && !this.#isEqual(this.#shown.value, this.value)) this.#host.requestUpdate();
  }
}
