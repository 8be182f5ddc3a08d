import { RtcError } from '../../core/errors.ts';

/** What the attribute `ice-servers` says: the servers themselves, where to ask for them, or nothing. */
export type IceServers = readonly RTCIceServer[] | string | null;

const patience = 4000;

/**
 * A function that a transport asks before every connection it builds: credentials are time-limited. Questions asked at
 * the same time share one request.
 * @throws RtcError `bad-attribute` if `wanted` is neither a list nor an address.
 */
export function iceServers(
  wanted: IceServers,
  server: string,
  report: (error: RtcError) => void,
): () => Promise<readonly RTCIceServer[]> {
  if (wanted && typeof wanted !== 'string') return () => Promise.resolve(wanted);
  const url = wanted ? addressOf(wanted) : new URL('ice', server).href;
  let request: Promise<readonly RTCIceServer[]> | undefined;
  return () => {
    request ??= load(url)
      .catch((cause: unknown) => {
        // A server that offers none is fine; one that the page names should answer.
        if (wanted) report(new RtcError('server-unreachable', `No ICE servers from ${url}`, { cause }));
        return [];
      })
      .finally(() => (request = undefined));
    return request;
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
  return list as readonly RTCIceServer[];
}
