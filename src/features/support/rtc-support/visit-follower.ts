import { NextPage } from '../../../elements/rtc-call/next-page.ts';
import { serverAddress } from '../../../ui/server-address.ts';
import type { SupportHost } from './support-host.ts';
import { visitPlace } from './visit-place.ts';
import { parseVisitTicket, type VisitTicket } from './visit-ticket.ts';

/** Lets a visit follow its visitor from page to page. */
export class VisitFollower {
  readonly #host: SupportHost;
  readonly #ticket: () => Promise<VisitTicket | undefined>;
  readonly #lifetime: AbortSignal;
  #page: NextPage | undefined;
  #isLeft = false;

  /** `ticket`: what the next page needs; undefined while there is no visit. */
  constructor(host: SupportHost, ticket: () => Promise<VisitTicket | undefined>, lifetime: AbortSignal) {
    this.#host = host;
    this.#ticket = ticket;
    this.#lifetime = lifetime;
  }

  /** What was on the page before, if it named the same desk. */
  async arrive(): Promise<VisitTicket | undefined> {
    return parseVisitTicket(await this.#nextPage.take());
  }

  /** Has it ready, whenever it changes. */
  async keep(): Promise<void> {
    if (!this.#host.persist) return;
    const ticket = await this.#ticket();
    if (!this.#isLeft) this.#nextPage.keep(ticket);
  }

  /** The page goes away. False if the visit ends with it. */
  leave(): boolean {
    this.#isLeft = this.#host.persist && (this.#page?.write() ?? false);
    return this.#isLeft;
  }

  /** The page is back. Whether the visit was to go on meanwhile. */
  comeBack(): boolean {
    const wasLeft = this.#isLeft;
    this.#isLeft = false;
    return wasLeft;
  }

  drop(): void {
    this.#page?.drop();
  }

  /** Made when it is needed: it opens what the browser keeps. */
  get #nextPage(): NextPage {
    this.#page ??= new NextPage(
      {
        place: () => visitPlace(this.#host.desk),
        context: () => JSON.stringify([this.#host.desk, this.#host.deskKey, serverAddress(this.#host.server) ?? '']),
      },
      this.#lifetime,
    );
    return this.#page;
  }
}
