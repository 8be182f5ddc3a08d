import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as passed } from 'node:timers/promises';
import { serve } from '../../src/server/serve.ts';
import type { BrowserName } from './support/browser-processes.ts';
import type { Attributes } from './support/household.ts';
import { household } from './support/household.ts';
import type { Caller } from './support/caller.ts';
import { keeping } from './support/kept.ts';
import { TurnServer } from './support/turn-server.ts';
import { VisitorsWire } from './support/visitors-wire.ts';

const pairs: readonly (readonly [first: BrowserName, second: BrowserName])[] = [
  ['chromium', 'second chromium'],
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
];

/** Milliseconds until pictures flow both ways again, once the relay is back; a slow machine may take twice as long. */
const backWithin = 3500;
const outage = 10_000;

describe('a call through a TURN server', function () {
  const house = household();
  const kept = keeping();

  /** A TURN server, and a call server that issues credentials for so many seconds. */
  async function servers(setup: { lifetime?: number; allocation?: number } = {}): Promise<{ turn: TurnServer; origin: string }> {
    const { allocation, lifetime = 3600 } = setup;
    const turn = await kept(TurnServer.start(allocation === undefined ? {} : { allocation }));
    const server = await kept(serve({ port: 0, libraryDirectory: 'dist', turn: { ...turn.options, lifetime } }));
    house.know(turn.url);
    return { turn, origin: server.url };
  }

  /** Somebody whose page and whose server have names instead of addresses, so that every address in a message is one too many. */
  async function caller(name: string, browser: BrowserName, origin: string, attributes: Attributes = {}): Promise<[Caller, VisitorsWire]> {
    const wire = await kept(VisitorsWire.to(origin));
    const named = (address: string) => address.replace('127.0.0.1', 'localhost');
    const page = house.page(house.tag({ 'display-name': name, 'relay-only': true, 'server': `${named(wire.origin)}/peer`, ...attributes }));
    for (const address of [page, wire.origin]) house.know(new URL(named(address)).origin);
    return [await house.callerAt(named(page), name, browser), wire];
  }

  function showsOnlyTheRelay({ allAddresses, candidates, negotiations }: VisitorsWire): void {
    expect(negotiations).to.include('CANDIDATE');
    expect(candidates).not.to.deep.equal([]);
    expect(candidates.filter((candidate) => !candidate.includes(' typ relay '))).to.deep.equal([]);
    expect([...new Set(allAddresses)].filter((address) => address !== '0.0.0.0')).to.deep.equal([TurnServer.host]);
    // What a relayed candidate says of the address behind it (RFC 8839 §5.1): nothing, or Firefox's word for that, itself again.
    const behind = candidates.map((candidate) => /(\S+ \d+) typ relay(?: raddr (\S+) rport (\d+))?/.exec(candidate) ?? []);
    for (const [all, itself, address = '0.0.0.0', port = '0'] of behind) expect(`${address} ${port}`, all).to.be.oneOf(['0.0.0.0 0', '0.0.0.0 9', ':: 0', itself]);
  }

  for (const [first, second] of pairs) {
    it(`shows nobody an address of whoever is relay-only: ${first}, with ${second}`, async () => {
      const { origin } = await servers();
      const [ada, wire] = await caller('Ada', first, origin);
      const [bob, other] = await caller('Bob', second, origin, { 'relay-only': false });
      await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
      await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada'), ada.hears(1), bob.hears(1)]);

      showsOnlyTheRelay(wire);
      expect(new Set(await ada.linkCandidates())).to.deep.equal(new Set(['relay']));
      const known = await bob.remoteCandidates();
      expect([...new Set(known)]).to.deep.equal([`relay ${TurnServer.host}`]);
      // Whoever has not asked for it has shown more: else nothing was looked for.
      expect(other.candidates.some((candidate) => candidate.includes(' typ host '))).to.equal(true);
    });

    it(`comes back when the relay was dead for ten seconds, and still shows nothing else: ${first}, with ${second}`, async function () {
      this.timeout(90_000);
      const { turn, origin } = await servers();
      const [[ada, wire], [bob, other]] = await both(first, second, origin);
      await turn.kill();
      // The outage is as long as it is, whatever the two have noticed.
      await Promise.all([ada.sees('Bob', { connection: 'reconnecting' }), bob.sees('Ada', { connection: 'reconnecting' }), passed(outage)]);
      await turn.startAgain();
      const back = await timeUntilPictures(ada, bob);
      console.log(`      pictures both ways ${back} ms after the relay's return: ${first}, with ${second}`);
      await wholeAgain(ada, bob);

      expect(back).to.be.below(2 * backWithin);
      for (const each of [wire, other]) showsOnlyTheRelay(each);
      for (const each of [ada, bob]) expect(each.details('rtc-participant-left')).to.deep.equal([]);
    });

    it(`goes on when its credential expires, and has another for the next link: ${first}, with ${second}`, async function () {
      this.timeout(90_000);
      const { turn, origin } = await servers({ lifetime: 8, allocation: 12 });
      const [[ada], [bob]] = await both(first, second, origin);
      const isOver = (username: string) => Number(username.split(':')[0]) < Date.now() / 1000;
      const begunWith = credentialsOf(ada, bob);
      await turn.renewed(4, (username) => begunWith.includes(username) && isOver(username));
      await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
      for (const each of [ada, bob]) {
        expect(each.details('rtc-participant-changed').filter(({ changes }) => changes?.connection)).to.deep.equal([]);
        expect(each.errors).to.deep.equal([]);
      }

      // Whatever is built now is built with another.
      await turn.kill();
      await Promise.all([ada.sees('Bob', { connection: 'reconnecting' }), bob.sees('Ada', { connection: 'reconnecting' })]);
      await turn.startAgain();
      const back = await timeUntilPictures(ada, bob);
      console.log(`      pictures both ways ${back} ms after the relay's return, with another credential: ${first}, with ${second}`);
      await wholeAgain(ada, bob);
      expect(back).to.be.below(2 * backWithin);
    });
  }

  it('goes on with the servers it knows when the address of ice-servers is dead, says so once, and takes a list as well', async function () {
    this.timeout(90_000);
    const { turn, origin } = await servers();
    const own = await kept(OwnAddress.open(turn));
    const [ada] = await caller('Ada', 'chromium', origin, { 'ice-servers': own.url });
    house.know(own.url);
    house.know(new URL(own.url).origin);
    const list = JSON.stringify([turn.iceServer]).replaceAll('"', '&quot;');
    const [bob] = await caller('Bob', 'firefox', origin, { 'ice-servers': list });
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);

    own.isDead = true;
    for (const _ of [1, 2]) {
      await turn.kill();
      await Promise.all([ada.sees('Bob', { connection: 'reconnecting' }), bob.sees('Ada', { connection: 'reconnecting' })]);
      await turn.startAgain();
      await Promise.all([ada.sees('Bob', { connection: 'live' }), bob.sees('Ada', { connection: 'live' })]);
      await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
    }
    await ada.hearsOfErrors('server-unreachable');
    expect(bob.errors).to.deep.equal([]);
    expect(own.asked).to.be.greaterThan(2);
  });

  async function both(first: BrowserName, second: BrowserName, origin: string): Promise<[[Caller, VisitorsWire], [Caller, VisitorsWire]]> {
    const [one, other] = [await caller('Ada', first, origin), await caller('Bob', second, origin)];
    const [[ada], [bob]] = [one, other];
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
    return [one, other];
  }
});

/** What a page may name instead of `/ice`: an address of its own that answers credentials, as long as it is well. */
class OwnAddress {
  asked = 0;
  isDead = false;
  readonly #server: Server;

  private constructor(turn: TurnServer) {
    this.#server = createServer((_request, response) => {
      this.asked += 1;
      response.setHeader('Access-Control-Allow-Origin', '*');
      if (this.isDead) response.writeHead(503).end();
      else response.end(JSON.stringify([turn.iceServer]));
    });
  }

  static async open(turn: TurnServer): Promise<OwnAddress> {
    const own = new OwnAddress(turn);
    await once(own.#server.listen(0, '127.0.0.1'), 'listening');
    return own;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/turn`;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

/** Milliseconds. */
async function timeUntilPictures(ada: Caller, bob: Caller): Promise<number> {
  const start = performance.now();
  await Promise.all([ada.seesFrame('Bob'), bob.seesFrame('Ada')]);
  return Math.round(performance.now() - start);
}

async function wholeAgain(ada: Caller, bob: Caller): Promise<void> {
  await Promise.all([ada.sees('Bob', { connection: 'live' }), bob.sees('Ada', { connection: 'live' })]);
  await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada'), ada.hears(1), bob.hears(1)]);
  expect(new Set([...(await ada.linkCandidates()), ...(await bob.linkCandidates())])).to.deep.equal(new Set(['relay']));
  expect([...ada.errors, ...bob.errors]).to.deep.equal([]);
}

/** The user names with which the connections so far were made. */
function credentialsOf(...callers: readonly Caller[]): string[] {
  return callers.flatMap(({ tab }) => {
    return tab.told.flatMap((told) => (told.kind === 'connection' ? (told.configuration?.iceServers ?? []).map(({ username = '' }) => username) : []));
  });
}
