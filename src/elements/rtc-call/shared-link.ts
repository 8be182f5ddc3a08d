import { base64Decode, base64Encode } from '../../core/crypto/base64.ts';
import { RtcError } from '../../core/errors.ts';

/** A room and its key, as they live in the page's fragment: `#rtc=<room>.<key>`, beside whatever else is there. */
export interface SharedLink {
  readonly room: string;
  readonly key: Uint8Array;
}

export const prefix = 'rtc=';
const keyBytes = 16;

/** The link that one call uses, in the page's fragment. */
export class LinkInPage {
  #current: SharedLink | undefined;

  /** The one in use, whatever the address says by now. */
  get current(): SharedLink | undefined {
    return this.#current;
  }

  /**
   * The link for `room` that the address says, or the first one if no room is named; made if absent.
   * @throws RtcError `wrong-passphrase` if the link was damaged on its way.
   */
  read(room: string): SharedLink {
    const fits = (link: SharedLink | undefined) => !room || link?.room === room;
    const found = linksIn(location.hash).find(fits);
    // A page that scrolls to another fragment does not move its call to another room.
    const kept = fits(this.#current) ? this.#current : undefined;
    this.#current = found ?? addLink(kept ?? { room: room || base64Encode(randomBytes(9)), key: randomBytes(keyBytes) });
    return this.#current;
  }

  /** Whether the address has come to say another link than the one in use, such as one pasted into the same tab. */
  hasChanged(room: string): boolean {
    const before = this.#current;
    try {
      const now = this.read(room);
      return before !== undefined && fragment(before) !== fragment(now);
    } catch {
      return true;
    }
  }
}

/** The page's address with this link and no other, to be given to whoever may join. */
export function invitationTo(link: SharedLink): string {
  const url = new URL(location.href);
  url.hash = [...otherFragments(), fragment(link)].join('&');
  return url.href;
}

function linksIn(hash: string): SharedLink[] {
  return fragments(hash)
    .filter((part) => part.startsWith(prefix))
    .map(parse);
}

function parse(part: string): SharedLink {
  const text = part.slice(prefix.length);
  const dot = text.lastIndexOf('.');
  try {
    const link = { room: decodeURIComponent(text.slice(0, dot)), key: base64Decode(text.slice(dot + 1)) };
    if (dot > 0 && link.key.length === keyBytes) return link;
  } catch {
    // Cut off or mistyped: said below, and never with the key in it.
  }
  throw new RtcError('wrong-passphrase', 'The link #rtc=<room>.<key> in the address is damaged');
}

function addLink(link: SharedLink): SharedLink {
  const hash = [...fragments(location.hash), fragment(link)].join('&');
  history.replaceState(history.state, '', `#${hash}`);
  return link;
}

function otherFragments(): string[] {
  return fragments(location.hash).filter((part) => !part.startsWith(prefix));
}

export function fragments(hash: string): string[] {
  return hash.replace(/^#/, '').split('&').filter(Boolean);
}

export function fragment({ room, key }: SharedLink): string {
  return `${prefix}${encodeURIComponent(room)}.${base64Encode(key)}`;
}

function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}
