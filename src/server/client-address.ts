import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * Whose request it is, for limits that count by address: an IPv4 address or, for IPv6, its first 64 bits. Those are what
 * one connection is given (RFC 6177), and whoever has them has 2^64 addresses.
 *
 * @param proxies - How many proxies in front append the address they see to X-Forwarded-For. What stands before their
 *   entries the client wrote itself; it is never read.
 */
export function clientAddress({ headers, socket }: IncomingMessage, proxies: number): string {
  const seen = socket.remoteAddress ?? '';
  if (proxies === 0) return network(seen);

  const told = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').slice(-proxies);
  const client = told[0]?.trim() ?? '';
  // Something other than an address ("unknown", or one with a port that changes) would be a new client each time.
  return network(isIP(client) ? client : seen);
}

function network(address: string): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (mapped) return mapped;
  if (isIP(address) !== 6) return address;

  const [plain] = address.split('%');
  // Every address has one spelling as the host of a URL (WHATWG URL §3.5).
  const [head = '', tail = ''] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::');
  const [before, after] = [head, tail].map((part) => part.split(':').filter(Boolean)) as [string[], string[]];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}
