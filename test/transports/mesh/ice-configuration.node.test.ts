import { expect } from 'chai';
import type { IceServer } from '../../../src/core/transport.ts';
import { IceConfiguration } from '../../../src/transports/mesh/ice-configuration.ts';
import { FakeTime } from '../../support/fake-time.ts';

const hour = 3_600_000;
const turn = (name: string, lifetime?: number): IceServer => ({
  urls: 'turn:turn.example.org',
  username: name,
  credential: 'x',
  ...(lifetime === undefined ? {} : { lifetime }),
});

/** An endpoint that answers what the test wants, when it wants. */
class Endpoint {
  asked = 0;
  answer: () => Promise<readonly IceServer[]> = () => Promise.resolve([]);

  readonly ask = () => {
    this.asked += 1;
    return this.answer();
  };

  answers(...servers: IceServer[]): void {
    this.answer = () => Promise.resolve(servers);
  }

  fails(): void {
    this.answer = () => Promise.reject(new Error('503'));
  }

  isSilent(): void {
    this.answer = () => new Promise(() => undefined);
  }

  /** As it is: answers whatever it is told, later. */
  answersAfter(milliseconds: number, ...servers: IceServer[]): void {
    // By the fake clock, as all here.
    this.answer = () => new Promise((resolve) => setTimeout(() => resolve(servers), milliseconds));
  }
}

describe('the ICE servers of a room', () => {
  const time = new FakeTime();
  let endpoint: Endpoint;
  let end: AbortController;
  let ice: IceConfiguration;

  beforeEach(() => {
    time.start();
    endpoint = new Endpoint();
    end = new AbortController();
    ice = new IceConfiguration({ iceServers: endpoint.ask }, end.signal);
  });
  afterEach(() => {
    end.abort();
    time.stop();
  });

  const names = () => ice.current.iceServers?.map(({ username }) => username);

  /** Milliseconds that a link would have waited. */
  async function waited(most = 60_000): Promise<number> {
    const start = time.now;
    let done: number | undefined;
    void ice.refresh().then(() => (done = time.now - start));
    for (let passed = 0; done === undefined && passed < most; passed += 100) await time.pass(100);
    return done ?? Infinity;
  }

  it('are waited for at first, however long that takes', async () => {
    endpoint.answersAfter(3900, turn('one'));
    expect(await waited()).to.equal(3900);
    expect(names()).to.deep.equal(['one']);
  });

  it('are used at once while they are good, and asked for anew for every link all the same', async () => {
    endpoint.answers(turn('one', hour));
    await waited();
    endpoint.answersAfter(500, turn('two', hour));
    expect(await waited()).to.equal(0);
    expect(names()).to.deep.equal(['one']);
    await time.pass(500);
    expect([endpoint.asked, names()]).to.deep.equal([2, ['two']]);
  });

  it('are asked for before they expire, with nobody waiting, again and again', async () => {
    endpoint.answers(turn('one', hour));
    await waited();
    endpoint.answers(turn('two', hour));
    await time.pass(0.74 * hour);
    expect(names()).to.deep.equal(['one']);
    await time.pass(0.02 * hour);
    expect(names()).to.deep.equal(['two']);
    await time.pass(10 * hour);
    expect(endpoint.asked).to.equal(15);
  });

  it('are not asked for without a reason where nothing expires', async () => {
    endpoint.answers({ urls: 'stun:turn.example.org' }, turn('for ever'));
    await waited();
    await time.pass(48 * hour);
    expect(endpoint.asked).to.equal(1);
  });

  it('go on when there is no answer before they expire; it is asked every half minute', async () => {
    endpoint.answers(turn('one', hour));
    await waited();
    endpoint.fails();
    await time.pass(0.75 * hour + 61_000);
    expect([endpoint.asked, names()]).to.deep.equal([4, ['one']]);
    expect(await waited()).to.equal(0);
    endpoint.answers(turn('two', hour));
    await time.pass(30_000);
    expect(names()).to.deep.equal(['two']);
  });

  it('keep a link waiting for a second at most when they are over and nobody answers', async () => {
    endpoint.answers(turn('one', hour));
    await waited();
    endpoint.isSilent();
    await time.pass(hour);
    expect(await waited()).to.equal(1000);
    expect(names()).to.deep.equal(['one']);
  });

  it('keep a link waiting for the answer when they are over', async () => {
    endpoint.answers(turn('one', hour));
    await waited();
    endpoint.fails();
    await time.pass(hour);
    endpoint.answersAfter(300, turn('two', hour));
    expect(await waited()).to.equal(300);
    expect(names()).to.deep.equal(['two']);
  });

  it('keep no link waiting again for the whole time of an endpoint that never answered', async () => {
    endpoint.answer = () => new Promise((_, reject) => setTimeout(() => reject(new Error('timeout')), 4000));
    expect(await waited()).to.equal(4000);
    expect(await waited()).to.equal(1000);
    expect(names()).to.deep.equal([]);
  });

  it('are waited for after a sleep in which timers stood still', async () => {
    endpoint.answers(turn('one', hour));
    await waited();
    const { now } = Date;
    Date.now = () => now() + 2 * hour;
    endpoint.answersAfter(200, turn('two', hour));
    expect(await waited()).to.equal(200);
  });

  it('are asked for no more when the room was left', async () => {
    endpoint.answers(turn('one', hour));
    await waited();
    end.abort();
    await time.pass(2 * hour);
    expect(endpoint.asked).to.equal(1);
  });

  it('are not asked for all the time, however short they last', async () => {
    endpoint.answers(turn('one', 10));
    await waited();
    await time.pass(60_000);
    expect(endpoint.asked).to.equal(13);
  });

  it('come with the wish of the moment to be relayed', () => {
    let wish = false;
    const { current } = new IceConfiguration({ iceServers: endpoint.ask, relayOnly: () => wish }, end.signal);
    expect(current.iceTransportPolicy).to.equal('all');
    wish = true;
    expect(current.iceTransportPolicy).to.equal('relay');
    expect({ ...current }.iceTransportPolicy).to.equal('relay');
  });
});
