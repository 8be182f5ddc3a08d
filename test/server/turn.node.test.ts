import { expect } from 'chai';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { type IceServer, turnServer } from '../../src/server/ice.ts';
import { TurnServer } from '../e2e/support/turn-server.ts';
import { TurnClient } from '../support/turn-client.ts';
import { startServer, stopServers } from './running-server.ts';

/** Of every kind of address that is no business of somebody who makes a call. */
const near = {
  4: [
    ['this network', '0.0.0.0', '0.1.2.3'],
    ['private', '10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.168.255.255'],
    ['CGNAT', '100.64.0.1', '100.127.255.255'],
    ['loopback', '127.0.0.1', '127.255.255.254'],
    ['link-local, and the metadata of clouds', '169.254.0.1', '169.254.169.254'],
    ['special', '192.0.0.8', '192.0.2.1', '192.88.99.1', '198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1'],
    ['multicast', '224.0.0.1', '239.255.255.255'],
    ['reserved, and broadcast', '240.0.0.1', '255.255.255.255'],
  ],
  6: [
    ['unspecified and loopback', '::', '::1'],
    ['IPv4 inside', '::10.0.0.1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '64:ff9b::a00:1', '64:ff9b:1::a00:1', '2002:a00:1::1', '2001:0:a00:1::1'],
    ['discard and documentation', '100::1', '2001:db8::1'],
    ['private', 'fc00::1', 'fd00::1', 'fdff:ffff::1'],
    ['link-local and site-local', 'fe80::1', 'febf::1', 'fec0::1'],
    ['multicast', 'ff02::1', 'ff0e::1'],
  ],
} as const;
const far = {
  4: ['1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '172.15.255.255', '172.32.0.0', '192.167.255.255', '223.255.255.255'],
  6: ['2001:4860:4860::8888', '2606:4700:4700::1111', '2a00::1', 'fbff::1'],
} as const;

describe('coturn, as the manual configures it', function () {
  // A process each.
  this.timeout(30_000);
  const open: { close(): Promise<void> }[] = [];
  let turn: TurnServer;

  before(async () => {
    turn = await TurnServer.start({ allowed: [], relays: [TurnServer.host, '::1'] });
  });
  after(() => turn.stop());
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
    await stopServers();
  });

  function client(user: IceServer = turn.iceServer): TurnClient {
    const client = new TurnClient(turn.url, user);
    open.push(client);
    return client;
  }

  it('takes what /ice answers', async () => {
    const server = await startServer({ turn: turn.options });
    const [user] = (await (await fetch(`${server.url}/ice`)).json()) as IceServer[];
    expect(await client(user).allocate()).to.equal(200);
  });

  it('refuses what is expired, forged, or made of another secret', async () => {
    const good = turn.iceServer;
    const later = `${Number(good.username?.split(':')[0]) + 3600}:${good.username?.split(':')[1]}`;
    expect(await client(turnServer({ ...turn.options, lifetime: -5 })).allocate()).to.equal(401);
    expect(await client({ ...good, username: later }).allocate()).to.equal(401);
    expect(await client(turnServer({ ...turn.options, secret: 'another' })).allocate()).to.equal(401);
  });

  it('keeps what stands when its credential expires, and begins nothing new with it', async () => {
    const user = turnServer({ ...turn.options, lifetime: 1 });
    const early = client(user);
    expect(await early.allocate()).to.equal(200);
    // coturn counts whole seconds. Nobody is let in with it any more. Not asked all the time until then: coturn keeps each allocation for a second after it was given back, and with
    // thousands of them a later test gets the port of one, which is refused (437).
    await setTimeout(1000 * (1 + Number(user.username?.split(':')[0])) - Date.now());
    while ((await client(user).allocate()) !== 401);
    expect(await early.refresh()).to.equal(200);
    expect(await early.permit('8.8.8.8')).to.equal(200);
  });

  for (const family of [4, 6] as const) {
    it(`relays to the internet and to nothing near: IPv${family}`, async () => {
      const visitor = client();
      expect(await visitor.allocate(family)).to.equal(200);
      for (const [kind, ...addresses] of near[family]) {
        for (const address of addresses) expect([address, await visitor.permit(address)], kind).to.deep.equal([address, 403]);
      }
      for (const address of far[family]) expect([address, await visitor.permit(address)]).to.deep.equal([address, 200]);
    });
  }

  it('carries what is sent to where it may go', async () => {
    const server = await TurnServer.start();
    const peer = createSocket('udp4', (message, { port, address }) => peer.send(message.toString().toUpperCase(), port, address));
    peer.bind(0, TurnServer.host);
    await once(peer, 'listening');
    const visitor = new TurnClient(server.url, server.iceServer);
    open.push(visitor, { close: async () => void peer.close() }, { close: () => server.stop() });

    expect(await visitor.allocate()).to.equal(200);
    expect(await visitor.permit(TurnServer.host)).to.equal(200);
    await visitor.exchange(TurnServer.host, peer.address().port, 'are you there?', 'ARE YOU THERE?');
  });
});
