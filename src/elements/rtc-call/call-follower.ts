import { base64Encode } from '../../core/crypto/base64.ts';
import { onAbort } from '../../core/abort.ts';
import type { CallSession } from '../../core/call-session.ts';
import { isIn, type Profile } from '../../core/call-state.ts';
import { captureSources } from '../../core/capture.ts';
import { type CallTicket, callTicketOf, parseCallTicket, profileOn } from '../../core/call-ticket.ts';
import { isGranted } from '../../media/permissions.ts';
import { serverAddress } from '../../ui/server-address.ts';
import type { CallSettings } from './call-options.ts';
import { NextPage } from './next-page.ts';
import { fragment, fragments, type LinkInPage, prefix } from './shared-link.ts';

export interface FollowedCall {
  readonly settings: CallSettings & HTMLElement;
  readonly link: LinkInPage;
  readonly session: CallSession;
}

/** Lets a call follow its visitor from page to page. */
export class CallFollower {
  readonly #call: FollowedCall;
  readonly #page: NextPage;

  constructor(call: FollowedCall, lifetime: AbortSignal) {
    this.#call = call;
    this.#page = new NextPage({ place: () => placeOf(call.settings), context: () => contextOf(call.settings) }, lifetime);
    call.session.store.watch(() => this.#keep(), lifetime);
    onAbort(lifetime, () => this.#page.drop());
  }

  /**
   * What was on the page before, if this call was there; devices that the browser would ask about stay off. `isNew`: nothing has begun
   * here yet; else it is too late to be who one was there.
   */
  async arrive(isNew: boolean): Promise<CallTicket | undefined> {
    const ticket = parseCallTicket(await this.#page.take());
    const { settings } = this.#call;
    // The address says where somebody wants to be now.
    if (!isNew || !ticket || (settings.sharedLink && !bringLink(ticket.link, settings.room ?? ''))) {
      this.#page.drop();
      this.#keep();
      return undefined;
    }
    const granted = await Promise.all(captureSources.map(async (source) => [source, ticket.wishes[source] && (await isGranted(source))]));
    return { ...ticket, profile: profileOn(toldBy(settings), ticket), wishes: Object.fromEntries(granted) as CallTicket['wishes'] };
  }

  /** The page goes away. False if the call ends with it. */
  leave(): boolean {
    return this.#page.write();
  }

  #keep(): void {
    const { session, link, settings } = this.#call;
    const { phase } = session.store.state.status;
    const shared = settings.sharedLink && link.current ? fragment(link.current) : '';
    if (isIn(phase)) this.#page.keep(callTicketOf(session.store.state, { told: toldBy(settings), link: shared }));
    // On the way in, what the page before left still holds.
    else if (phase !== 'idle' && phase !== 'joining') this.#page.drop();
  }
}

/** Puts the link into the address of this page. False if that has another one for the room, or it is none. */
function bringLink(link: string, room: string): boolean {
  const wanted = prefix + (room && `${encodeURIComponent(room)}.`);
  const others = fragments(location.hash);
  const found = others.find((part) => part.startsWith(wanted));
  if (!found && link.startsWith(wanted)) history.replaceState(history.state, '', `#${[...others, link].join('&')}`);
  return found === undefined ? link.startsWith(wanted) : found === link;
}

function toldBy({ displayName, avatar }: CallSettings): Profile {
  return { name: displayName ?? '', avatar: avatar ?? '' };
}

/** By its id, else by its room. Of calls that are called alike, in the document or in one shadow root, each has its own: the first, the second. */
function placeOf(call: FollowedCall['settings']): string {
  const name = nameOf(call);
  const all = (call.getRootNode() as ParentNode).querySelectorAll<typeof call>(call.localName);
  const alike = [...all].filter((other) => nameOf(other) === name);
  return `call:${name}:${alike.indexOf(call)}`;
}

function nameOf({ id, room }: FollowedCall['settings']): string {
  return id ? `#${id}` : (room?.trim() ?? '');
}

/** Another room, server or secret is another call. */
function contextOf({ room, server, transport, sharedLink, passphrase, arrangement }: CallSettings): string {
  const key = arrangement ? base64Encode(arrangement.key) : '';
  return JSON.stringify([room?.trim() ?? '', serverAddress(server) ?? '', transport ?? '', sharedLink, passphrase ?? '', key]);
}
