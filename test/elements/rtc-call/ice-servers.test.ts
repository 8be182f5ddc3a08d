import { expect } from '@open-wc/testing';
import type { RtcError } from '../../../src/core/errors.ts';
import type { IceServer } from '../../../src/core/transport.ts';
import { iceServers, type IceServers, parseIceServers } from '../../../src/elements/rtc-call/ice-servers.ts';

const mount = 'https://rtc.example.org/app/peer';
const servers = [{ urls: 'stun:stun.example.org' }];

describe('ice-servers', () => {
  const { fetch } = globalThis;
  let asked: string[];
  let errors: RtcError[];

  beforeEach(() => {
    [asked, errors] = [[], []];
  });
  afterEach(() => void (globalThis.fetch = fetch));

  function answer(response: () => Response | Promise<Response>): void {
    globalThis.fetch = (input) => {
      asked.push(input instanceof Request ? input.url : String(input));
      return Promise.resolve().then(response);
    };
  }

  function ask(wanted: IceServers | (() => IceServers)): Promise<readonly IceServer[]> {
    return iceServers(typeof wanted === 'function' ? wanted : () => wanted, mount, (error) => errors.push(error))();
  }

  it('asks beside the mount by default', async () => {
    answer(() => Response.json(servers));
    expect(await ask(null)).to.deep.equal(servers);
    expect(asked).to.deep.equal(['https://rtc.example.org/app/ice']);
  });

  it('asks anew each time, and once for questions at the same time', async () => {
    answer(() => Response.json(servers));
    const question = iceServers(() => null, mount, (error) => errors.push(error));
    await Promise.all([question(), question()]);
    expect(asked).to.have.length(1);
    await question();
    expect(asked).to.have.length(2);
  });

  it('asks the address that the page names, relative to the page', async () => {
    answer(() => Response.json(servers));
    expect(await ask('/turn')).to.deep.equal(servers);
    expect(asked).to.deep.equal([`${location.origin}/turn`]);
  });

  it('asks nobody when the page gives a list', async () => {
    answer(() => Response.json([]));
    expect(await ask(servers)).to.deep.equal(servers);
    expect(await ask([])).to.deep.equal([]);
    expect(asked).to.be.empty;
  });

  it('uses what the page says at the moment of asking', async () => {
    let wanted: IceServers = servers;
    const question = iceServers(() => wanted, mount, (error) => errors.push(error));
    wanted = [{ urls: 'stun:stun.example.org:3478' }];
    expect(await question()).to.deep.equal(wanted);
    wanted = '{"not":"a list"}';
    expect(await codeOf(question())).to.equal('bad-attribute');
    expect(errors.map(({ code }) => code)).to.deep.equal(['bad-attribute']);
  });

  it('refuses a list that the browser refuses, and says so', async () => {
    // TURN without credentials.
    expect(await codeOf(ask([{ urls: 'turn:turn.example.org' }]))).to.equal('bad-attribute');
    expect(errors.map(({ code }) => code)).to.deep.equal(['bad-attribute']);
  });

  for (const [what, response] of [
    ['no server', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['404', () => new Response('', { status: 404 })],
    ['no JSON', () => new Response('<!doctype html>')],
    ['no list', () => Response.json({})],
  ] as const) {
    it(`has none after ${what}; only a page that named an address hears of it`, async () => {
      answer(response);
      expect(await codeOf(ask(null))).to.equal('server-unreachable');
      expect(errors).to.be.empty;
      expect(await codeOf(ask('https://turn.example.org/'))).to.equal('server-unreachable');
      expect(errors.map(({ code }) => code)).to.deep.equal(['server-unreachable']);
    });
  }

  it('tells once of an address that does not answer, until it has answered again', async () => {
    let isUp = false;
    answer(() => (isUp ? Response.json(servers) : new Response('', { status: 503 })));
    const question = iceServers(() => '/turn', mount, (error) => errors.push(error));
    for (const _ of [1, 2]) await codeOf(question());
    expect(errors).to.have.length(1);
    isUp = true;
    await question();
    isUp = false;
    await codeOf(question());
    expect(errors).to.have.length(2);
  });

  describe('the lifetime of a credential', () => {
    const turn = (username: string) => ({ urls: 'turn:turn.example.org', username, credential: 'x' });
    const inAnHour = Math.floor(Date.now() / 1000) + 3600;
    const withAge = (cacheControl: string, ...list: RTCIceServer[]): Promise<readonly IceServer[]> => {
      answer(() => Response.json(list, { headers: { 'Cache-Control': cacheControl } }));
      return ask(null);
    };

    it('is the age that the answer says, whatever the clocks say', async () => {
      const [stun, relay] = await withAge('no-store, max-age=120', servers[0]!, turn(`${inAnHour}:x`));
      expect(stun).to.deep.equal(servers[0]);
      expect(relay?.lifetime).to.equal(120_000);
      expect((await withAge('max-age=60', turn('of any kind')))[0]?.lifetime).to.equal(60_000);
    });

    it('is what the user name begins with, where no age is said', async () => {
      for (const username of [`${inAnHour}:x`, `${inAnHour}`]) {
        expect((await withAge('no-store', turn(username)))[0]?.lifetime).to.be.within(3_590_000, 3_600_000);
        expect((await withAge('private, max-age=0', turn(username)))[0]?.lifetime).to.be.within(3_590_000, 3_600_000);
        expect((await ask([turn(username)]))[0]?.lifetime).to.be.within(3_590_000, 3_600_000);
      }
    });

    it('is unknown of any other, and of one that is over before it began: then the clocks differ', async () => {
      for (const username of ['visitor', '12345', `${inAnHour}0:x`, `${inAnHour - 7200}:x`]) {
        expect((await ask([turn(username)]))[0], username).to.deep.equal(turn(username));
      }
    });
  });

  it('reads the attribute', () => {
    expect(parseIceServers(null)).to.be.null;
    expect(parseIceServers('/ice')).to.equal('/ice');
    expect(parseIceServers(JSON.stringify(servers))).to.deep.equal(servers);
    expect(parseIceServers('[oops')).to.equal('[oops');
  });
});

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'none',
    (error: unknown) => (error as RtcError).code,
  );
}
