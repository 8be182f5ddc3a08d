import { randomHex } from '../../core/crypto/random.ts';
import { Latest } from '../../core/latest.ts';
import { isWaitedFor, openTicket, sealTicket } from '../../core/page-ticket.ts';
import { originKey } from './origin-key.ts';
import { holdLock } from '../../core/origin-lock.ts';

export interface PageToPage {
  /** The name of the ticket's place in the tab's storage. */
  place(): string;
  /** What it is for; a page where that is another cannot open it. */
  context(): string;
}

interface Ticket {
  readonly sealed: string;
  readonly context: string;
  /** When the page before was left, if this page only hands it on. Milliseconds since the epoch. */
  readonly leftAt?: number;
}

/** What is sealed. */
interface Content {
  /** The same from page to page: one page at a time holds the lock of this name. Random, and no secret. */
  readonly role: string;
  readonly content: unknown;
}

/**
 * What this page leaves for the next one in the same tab. A page that goes away waits for nothing, and sealing takes time:
 * so it is sealed anew whenever it changes, and written in the last moment. It is written only then, and removed when it
 * is read. Of a copy that was made in between, with the tab's storage, nothing is taken while another page goes on.
 */
export class NextPage {
  readonly #way: PageToPage;
  readonly #sealing: Latest;
  readonly #holding: Latest;
  readonly #key = originKey();
  #role = randomHex(16);
  #kept = '';
  #ticket: Ticket | undefined;

  constructor(way: PageToPage, lifetime: AbortSignal) {
    this.#way = way;
    this.#sealing = new Latest(lifetime);
    this.#holding = new Latest(lifetime);
  }

  /** What the page before left here, once; undefined, too, while another page goes on with a copy of it. */
  async take(): Promise<unknown> {
    const ticket = this.#takeOut();
    // Until there is a newer one: this page, too, may not last, not even until it is opened.
    this.#ticket = ticket;
    const key = ticket && (await this.#key);
    // Nobody but this code has the key: what it opens is of this shape.
    const opened = key && ((await openTicket(key, ticket.sealed, ticket.context)) as Content | undefined);
    if (opened && (await holdLock(`rtc-elements:${opened.role}`, this.#holding.next()))) {
      this.#role = opened.role;
      return opened.content;
    }
    if (this.#ticket === ticket) this.#ticket = undefined;
    return undefined;
  }

  /** Keeps this ready for the next page; undefined: nothing any more. */
  keep(content: object | undefined): void {
    const context = this.#way.context();
    const kept = content ? JSON.stringify([context, content]) : '';
    if (kept === this.#kept) return;
    this.#kept = kept;
    if (content) void this.#seal({ role: this.#role, content }, context, this.#sealing.next());
    else this.drop();
  }

  /** There is nothing for the next page; who goes on there from now on is somebody else. */
  drop(): void {
    this.#sealing.next();
    this.#holding.next();
    this.#role = randomHex(16);
    this.#kept = '';
    this.#ticket = undefined;
  }

  /** The page goes away. False if there is nothing for the next one, nobody waits for that any more, or there is no place for it. */
  write(): boolean {
    if (!this.#ticket) return false;
    const { sealed, context, leftAt = Date.now() } = this.#ticket;
    // What is sealed may be of another room by now.
    if (context !== this.#way.context() || !isWaitedFor(leftAt)) return false;
    try {
      sessionStorage.setItem(this.#place, `${leftAt} ${sealed}`);
    } catch {
      return false;
    }
    // Now: this page may be put aside, or take its time to go.
    this.#holding.next();
    return true;
  }

  get #place(): string {
    return `rtc-elements:${this.#way.place()}`;
  }

  async #seal(content: Content, context: string, signal: AbortSignal): Promise<void> {
    const key = await this.#key;
    if (!key || signal.aborted) return;
    const sealed = await sealTicket(key, content, context);
    if (!signal.aborted) this.#ticket = { sealed, context };
  }

  #takeOut(): Ticket | undefined {
    try {
      const [left, sealed] = sessionStorage.getItem(this.#place)?.split(' ') ?? [];
      sessionStorage.removeItem(this.#place);
      const leftAt = Number(left);
      return sealed && isWaitedFor(leftAt) ? { sealed, context: this.#way.context(), leftAt } : undefined;
    } catch {
      // The browser keeps nothing for this page.
      return undefined;
    }
  }
}
