import { after } from '../../core/abort.ts';
import { Latest } from '../../core/latest.ts';
import { openTicket, sealTicket, ticketTime } from '../../core/page-ticket.ts';
import { movingTime } from '../../core/transport.ts';
import { originKey } from './origin-key.ts';

/**
 * What this page leaves for the next one in the same tab. A page that goes away waits for nothing, and sealing takes time:
 * so it is sealed anew whenever it changes, and written in the last moment. It is written only then, and removed when it
 * is read: a copy of the tab, which has a copy of its storage, finds nothing.
 */
export class NextPage {
  readonly #place: string;
  readonly #context: () => string;
  readonly #command: Latest;
  readonly #key = originKey();
  #content = '';
  #sealed: string | undefined;

  /** `place`: its name in the tab's storage. `context`: what it is for; a page where that is another cannot open it. */
  constructor(place: string, context: () => string, lifetime: AbortSignal) {
    this.#place = `rtc-elements:${place}`;
    this.#context = context;
    this.#command = new Latest(lifetime);
  }

  /** What the page before left here, once. */
  async take(): Promise<unknown> {
    const sealed = this.#takeOut();
    // Until there is a newer one: this page, too, may not last, not even until it is opened.
    this.#sealed = sealed || undefined;
    const key = sealed && (await this.#key);
    return key && (await openTicket(key, sealed, this.#context()));
  }

  /** Keeps this ready for the next page; undefined: nothing. */
  keep(content: object | undefined): void {
    const text = content ? JSON.stringify(content) : '';
    if (text === this.#content) return;
    this.#content = text;
    if (content) void this.#seal(content, this.#command.next());
    else this.drop();
  }

  drop(): void {
    this.#command.next();
    this.#content = '';
    this.#sealed = undefined;
  }

  /** The page goes away. False if there is nothing for the next one, or no place for it. */
  write(): boolean {
    if (!this.#sealed) return false;
    try {
      sessionStorage.setItem(this.#place, `${Date.now()} ${this.#sealed}`);
      return true;
    } catch {
      return false;
    }
  }

  async #seal(content: object, signal: AbortSignal): Promise<void> {
    const key = await this.#key;
    if (!key || signal.aborted) return;
    const sealed = await sealTicket(key, content, this.#context());
    if (signal.aborted) return;
    this.#sealed = sealed;
    // It tells how old it is.
    after(ticketTime / 5, signal, () => void this.#seal(content, signal));
  }

  /** Nothing that is older than others have waited: nobody is to find their camera on minutes after everybody heard that they were gone. */
  #takeOut(): string {
    try {
      const [left = '', sealed = ''] = sessionStorage.getItem(this.#place)?.split(' ') ?? [];
      sessionStorage.removeItem(this.#place);
      return Date.now() - Number(left) < movingTime ? sealed : '';
    } catch {
      // The browser keeps nothing for this page.
      return '';
    }
  }
}
