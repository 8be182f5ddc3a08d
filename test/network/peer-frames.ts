import type { Peer, UdpRelay } from './udp-relay.ts';

interface Frame {
  type?: unknown;
  payload?: { candidate?: { candidate?: unknown }; rtc?: { key?: unknown }; sdp?: { sdp?: unknown } };
}

/**
 * What a client says to a PeerServer, with its own UDP sockets exchanged for stand-ins; undefined for a candidate that
 * would lead around the relay. Descriptions stay as they are: they are authenticated, and PeerJS puts no candidates in.
 */
export async function rewritten(text: string, sender: Peer, relay: UdpRelay): Promise<string | undefined> {
  const frame = parsed(text);
  const fragment = /^a=ice-ufrag:(\S+)/m.exec(String(frame?.payload?.sdp?.sdp))?.[1];
  if (fragment) relay.learn(fragment, sender);
  if (frame?.type !== 'CANDIDATE' || !frame.payload) return text;
  const { candidate, rtc } = frame.payload;
  if (typeof rtc?.key === 'string') sender.key = rtc.key;
  if (typeof candidate?.candidate !== 'string') return text;
  const line = await rewrittenCandidate(candidate.candidate, sender, relay);
  if (line === undefined) return undefined;
  candidate.candidate = line;
  return JSON.stringify(frame);
}

/** RFC 8839 §5.1: `candidate:<foundation> <component> <transport> <priority> <address> <port> typ <type> …`. */
async function rewrittenCandidate(line: string, sender: Peer, relay: UdpRelay): Promise<string | undefined> {
  const words = line.split(' ');
  const [transport, address, port, type] = [words[2], words[4], words[5], words[7]];
  const isIPv4 = /^\d+(\.\d+){3}$/.test(address ?? '');
  if (transport?.toLowerCase() !== 'udp' || type !== 'host' || !address || !isIPv4) return undefined;
  words[5] = String(await relay.standInFor(address, Number(port), sender));
  return words.join(' ');
}

function parsed(text: string): Frame | undefined {
  try {
    return JSON.parse(text) as Frame;
  } catch {
    return undefined;
  }
}
