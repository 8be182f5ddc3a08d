import { expect } from 'chai';
import type { IncomingMessage } from 'node:http';
import { clientAddress } from '../../src/server/client-address.ts';

function request(remoteAddress: string, forwarded?: string): IncomingMessage {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return { headers, socket: { remoteAddress } } as unknown as IncomingMessage;
}

describe('the address that limits count by', () => {
  const networks: [seen: string, counted: string][] = [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8:0:7:1::9', '2001:db8:0:7::/64'],
    ['2001:db8::7', '2001:db8:0:0::/64'],
    ['2001:DB8:0000:0007:8:9:a:b', '2001:db8:0:7::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ];
  for (const [seen, counted] of networks) {
    it(`of ${seen} is ${counted}`, () => {
      expect(clientAddress(request(seen), 0)).to.equal(counted);
    });
  }

  const told: [proxies: number, forwarded: string | undefined, counted: string][] = [
    [0, '192.0.2.1', '10.0.0.1'],
    [1, '192.0.2.1', '192.0.2.1'],
    [1, '203.0.113.9, 192.0.2.1', '192.0.2.1'],
    [2, '203.0.113.9,192.0.2.1 , 10.0.0.2', '192.0.2.1'],
    [2, '192.0.2.1', '192.0.2.1'],
    [1, undefined, '10.0.0.1'],
    [1, '', '10.0.0.1'],
    [1, 'unknown', '10.0.0.1'],
    [1, '192.0.2.1:4711', '10.0.0.1'],
    [1, '2001:db8::7', '2001:db8:0:0::/64'],
  ];
  for (const [proxies, forwarded, counted] of told) {
    it(`behind ${proxies} proxies that say "${forwarded ?? 'nothing'}" is ${counted}`, () => {
      expect(clientAddress(request('10.0.0.1', forwarded), proxies)).to.equal(counted);
    });
  }
});
