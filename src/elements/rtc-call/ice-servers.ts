import { RtcError } from '../../core/errors.ts';
import type { IceServer } from '../../core/transport.ts';

/** What the attribute `ice-servers` says: the servers themselves, where to ask for them, or nothing. */
export type IceServers = readonly RTCIceServer[] | string | null;

const patience = 4000;

/**
 * A function that a transport asks before every connection it builds: credentials are time-limited, and the page may
 * have others by then. Questions asked at the same time share one request. It rejects when nobody answers a list; of a list
 * or an address that the page itself named, `report` hears so once, until it is well again.
 * @throws RtcError `bad-attribute` if what is wanted is neither a list nor an address.
 */
export function iceServers(
  wanted: () => IceServers,
  server: string,
  report: (error: RtcError) => void,
): () => Promise<readonly IceServer[]> {
  sourceOf(wanted(), server);
  const requests = new Map<string, Promise<readonly IceServer[]>>();
  let isReported = false;
  const ask = async (): Promise<readonly IceServer[]> => {
    const source = sourceOf(wanted(), server);
    if (typeof source !== 'string') return usable(source);
    const request = requests.get(source) ?? load(source).finally(() => requests.delete(source));
    requests.set(source, request);
    return request;
  };
  return async () => {
    try {
      const servers = await ask();
      isReported = false;
      return servers;
    } catch (cause) {
      const error = cause instanceof RtcError ? cause : new RtcError('server-unreachable', 'No list from the address that ice-servers names', { cause });
      // A server that offers none is fine; one that the page names should answer.
      if (wanted() && !isReported) report(error);
      isReported = true;
      throw error;
    }
  };
}

/** The attribute's text as its meaning: a JSON array, or an address. */
export function parseIceServers(text: string | null): IceServers {
  if (!text?.trim().startsWith('[')) return text;
  try {
    return JSON.parse(text) as readonly RTCIceServer[];
  } catch {
    // Kept as it is, and refused when it is used.
    return text;
  }
}

/** The servers, or where to ask for them. */
function sourceOf(wanted: IceServers, server: string): readonly RTCIceServer[] | string {
  if (!wanted) return new URL('ice', server).href;
  return typeof wanted === 'string' ? addressOf(wanted) : wanted;
}

function addressOf(text: string): string {
  if (/^\s*[[{]/.test(text) || !URL.canParse(text, document.baseURI)) {
    throw new RtcError('bad-attribute', 'ice-servers is neither a JSON array nor an address');
  }
  return new URL(text, document.baseURI).href;
}

async function load(url: string): Promise<readonly IceServer[]> {
  const answer = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(patience) });
  const list: unknown = answer.ok ? await answer.json() : undefined;
  if (!Array.isArray(list)) throw new TypeError(`${answer.status}, and no JSON array`);
  // RFC 9111 §5.2.2.1. No time of day: this clock need not be the server's.
  const [, age = 0] = /\bmax-age=(\d+)/.exec(answer.headers.get('Cache-Control') ?? '') ?? [];
  return usable(list as readonly RTCIceServer[], Number(age) * 1000);
}

/**
 * Asks the browser whether it takes the list: one bad entry would otherwise be the end of every connection.
 * @throws RtcError `bad-attribute`.
 */
function usable(list: readonly RTCIceServer[], age = 0): readonly IceServer[] {
  if (list.length === 0) return list;
  try {
    new RTCPeerConnection({ iceServers: [...list] }).close();
  } catch (cause) {
    throw new RtcError('bad-attribute', 'ice-servers has an entry that the browser refuses', { cause });
  }
  return list.map((server) => withLifetime(server, age));
}

/** Without an age, a user name may begin with the second of its end (TURN REST API); if that is past, the clocks differ. */
function withLifetime(server: RTCIceServer, age: number): IceServer {
  if (!server.username) return server;
  const [, end = 0] = /^(\d{10})(?!\d)/.exec(server.username) ?? [];
  const lifetime = age || Number(end) * 1000 - Date.now();
  return lifetime > 0 ? { ...server, lifetime } : server;
}
