import { after, onAbort } from '../../../core/abort.ts';
import { RtcErrorEvent } from '../../../core/error-event.ts';
import { RtcError } from '../../../core/errors.ts';
import { hasWaiting } from '../offline-waiting.ts';
import type { SupportHost } from './support-host.ts';
import type { SupportPanel } from './support-panel.ts';
import { type Trigger, watchTriggers } from './triggers.ts';
import { hasVisit } from './visit-place.ts';

/** When a page has most of what it needs. Milliseconds. */
const settled = 3000;

/** The panel, whose code comes when somebody is about to need it. */
export class LatePanel {
  readonly #host: SupportHost;
  #panel: SupportPanel | undefined;
  #loading: Promise<SupportPanel> | undefined;
  #hasArrived = false;

  constructor(host: SupportHost) {
    this.#host = host;
  }

  /** Undefined before its code is here. */
  get now(): SupportPanel | undefined {
    return this.#panel;
  }

  /** Until `signal` aborts, the page may ask for it, and it hears when the page goes and comes back. Then there is none. */
  follow(signal: AbortSignal): void {
    watchTriggers({ near: () => this.near(), triggered: (trigger, element) => void this.#trigger(trigger, element) }, signal);
    window.addEventListener('pagehide', () => this.#panel?.leave(), { signal });
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.#resume(), { signal });
    onAbort(signal, () => {
      this.#panel?.dispose();
      this.#panel = this.#loading = undefined;
    });
    // A message that was not delivered is tried again on the next page; not before that is there, since storage is slow.
    after(settled, signal, () => {
      if (this.#host.offlineUrl && hasWaiting(this.#host.desk ?? '')) this.load().catch(() => undefined);
    });
  }

  /** Goes on, once, with what was begun on the page before. */
  arrive(): void {
    if (this.#hasArrived) return;
    const { persist, desk } = this.#host;
    this.#hasArrived = persist;
    if (persist && hasVisit(desk)) this.load().then((panel) => panel.arrive(), () => undefined);
  }

  /** The panel's code, and the panel: everything but the button. */
  load(): Promise<SupportPanel> {
    this.#loading ??= this.#make().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  /** Whoever points at the button may be about to press it. */
  near(): void {
    this.load().then(
      (panel) => panel.look(),
      // Pressing it says what is wrong.
      () => undefined,
    );
  }

  async toggle(): Promise<void> {
    const panel = await this.#loadOrSay();
    if (panel?.isOpen) panel.close();
    else panel?.open();
  }

  async #make(): Promise<SupportPanel> {
    const { SupportPanel } = await import('./support-panel.ts');
    this.#panel = new SupportPanel(this.#host, () => this.#host.requestUpdate());
    this.#host.requestUpdate();
    return this.#panel;
  }

  async #trigger(trigger: Trigger, element: HTMLElement): Promise<void> {
    const panel = await this.#loadOrSay();
    panel?.open(element);
    if (trigger === 'call') await panel?.startCall().catch(() => undefined);
  }

  /** No caller hears that the code could not be had: pressed again, it is tried again. */
  async #loadOrSay(): Promise<SupportPanel | undefined> {
    try {
      return await this.load();
    } catch (cause) {
      this.#host.dispatchEvent(new RtcErrorEvent(new RtcError('server-unreachable', 'The code of the panel could not be loaded', { cause })));
      return undefined;
    }
  }

  /** Back from the browser's back-forward cache: what was connected is not any more. */
  #resume(): void {
    this.#host.requestUpdate('server');
    if (this.#panel) return void this.#panel.resume();
    this.#hasArrived = false;
    this.arrive();
  }
}
