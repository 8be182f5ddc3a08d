import { expect } from '@open-wc/testing';
import type { RtcError } from '../../../src/core/errors.ts';
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

  function ask(wanted: IceServers | (() => IceServers)): Promise<readonly RTCIceServer[]> {
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
    expect(await question()).to.deep.equal([]);
    expect(errors.map(({ code }) => code)).to.deep.equal(['bad-attribute']);
  });

  it('goes on without a list that the browser refuses, and says so', async () => {
    // TURN without credentials.
    expect(await ask([{ urls: 'turn:turn.example.org' }])).to.deep.equal([]);
    expect(errors.map(({ code }) => code)).to.deep.equal(['bad-attribute']);
  });

  for (const [what, response] of [
    ['no server', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['404', () => new Response('', { status: 404 })],
    ['no JSON', () => new Response('<!doctype html>')],
    ['no list', () => Response.json({})],
  ] as const) {
    it(`goes on without any after ${what}; only a page that named an address hears of it`, async () => {
      answer(response);
      expect(await ask(null)).to.deep.equal([]);
      expect(errors).to.be.empty;
      expect(await ask('https://turn.example.org/')).to.deep.equal([]);
      expect(errors.map(({ code }) => code)).to.deep.equal(['server-unreachable']);
    });
  }

  it('reads the attribute', () => {
    expect(parseIceServers(null)).to.be.null;
    expect(parseIceServers('/ice')).to.equal('/ice');
    expect(parseIceServers(JSON.stringify(servers))).to.deep.equal(servers);
    expect(parseIceServers('[oops')).to.equal('[oops');
  });
});
