import { RtcError } from '../../core/errors.ts';

/** What the attribute `ice-servers` says: the servers themselves, where to ask for them, or nothing. */
export type IceServers = readonly RTCIceServer[] | string | null;

const patience = 4000;

/**
 * A function that a transport asks before every connection it builds: credentials are time-limited, and the page may
 * have others by then. Questions asked at the same time share one request.
 * @throws RtcError `bad-attribute` if what is wanted is neither a list nor an address.
 */
export function iceServers(
  wanted: () => IceServers,
  server: string,
  report: (error: RtcError) => void,
): () => Promise<readonly RTCIceServer[]> {
  sourceOf(wanted(), server);
  const requests = new Map<string, Promise<readonly RTCIceServer[]>>();
  const ask = async (): Promise<readonly RTCIceServer[]> => {
    const source = sourceOf(wanted(), server);
    if (typeof source !== 'string') return usable(source);
    const request = requests.get(source) ?? load(source).finally(() => requests.delete(source));
    requests.set(source, request);
    return request;
  };
  return () =>
    ask().catch((cause: unknown) => {
      // A server that offers none is fine; one that the page names should answer.
      if (wanted()) report(cause instanceof RtcError ? cause : new RtcError('server-unreachable', 'No list from the address that ice-servers names', { cause }));
      return [];
    });
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

async function load(url: string): Promise<readonly RTCIceServer[]> {
  const answer = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(patience) });
  const list: unknown = answer.ok ? await answer.json() : undefined;
  if (!Array.isArray(list)) throw new TypeError(`${answer.status}, and no JSON array`);
  return usable(list as readonly RTCIceServer[]);
}

/**
 * Asks the browser whether it takes the list: one bad entry would otherwise be the end of every connection.
 * @throws RtcError `bad-attribute`.
 */
function usable(list: readonly RTCIceServer[]): readonly RTCIceServer[] {
  if (list.length === 0) return list;
  try {
    new RTCPeerConnection({ iceServers: [...list] }).close();
    return list;
  } catch (cause) {
    throw new RtcError('bad-attribute', 'ice-servers has an entry that the browser refuses', { cause });
  }
}
