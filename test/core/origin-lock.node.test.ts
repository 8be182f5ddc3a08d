import { expect } from 'chai';
import { holdLock, holdOneWithin } from '../../src/core/origin-lock.ts';
import { FakeTime } from '../support/fake-time.ts';

type Request = (name: string, options: { ifAvailable?: boolean; signal?: AbortSignal }, got: (lock: object | null) => unknown) => Promise<unknown>;

/** The locks of one origin (W3C Web Locks), as far as one at a time goes. */
class FakeLocks {
  readonly held = new Set<string>();
  readonly #waiting: (() => void)[] = [];

  request: Request = async (name, { ifAvailable = false, signal }, got) => {
    if (this.held.has(name) && ifAvailable) return got(null);
    while (this.held.has(name)) await this.#turn(signal);
    this.held.add(name);
    await got({});
    this.held.delete(name);
    for (const next of this.#waiting.splice(0)) next();
    return undefined;
  };

  #turn(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(resolve);
      signal?.addEventListener('abort', () => reject(new DOMException('Waited for too long', 'AbortError')));
    });
  }
}

describe('a lock among the pages of an origin', () => {
  const time = new FakeTime();
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  let locks: FakeLocks;
  let mine: AbortController;
  let theirs: AbortController;

  const browser = (navigator: object) => Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });

  beforeEach(() => {
    time.start();
    [locks, mine, theirs] = [new FakeLocks(), new AbortController(), new AbortController()];
    browser({ locks });
  });

  afterEach(() => {
    time.stop();
    if (before) Object.defineProperty(globalThis, 'navigator', before);
    else Reflect.deleteProperty(globalThis, 'navigator');
  });

  it('is one page’s, until that lets go of it', async () => {
    expect(await holdLock('a', theirs.signal)).to.equal(true);
    expect(await holdLock('a', mine.signal)).to.equal(false);
    expect(await holdLock('b', mine.signal)).to.equal(true);
    theirs.abort();
    await time.settle();
    expect(await holdLock('a', mine.signal)).to.equal(true);
  });

  it('is nobody’s where the browser has no locks, or may not give any', async () => {
    browser({ locks: { request: () => Promise.reject(new DOMException('Not here', 'SecurityError')) } });
    expect(await holdLock('a', mine.signal)).to.equal(true);
    browser({});
    expect([await holdLock('a', mine.signal), await holdOneWithin(['a', 'b'], 1000, mine.signal)]).to.deep.equal([true, 'a']);
  });

  it('is waited for as long as the page before may take to go', async () => {
    await holdLock('a', theirs.signal);
    const got = holdOneWithin(['a'], 1000, mine.signal);
    await time.pass(900);
    theirs.abort();
    expect(await got).to.equal('a');
    // Holding it takes no end.
    await time.pass(10_000);
    expect(locks.held.has('a')).to.equal(true);
    mine.abort();
    await time.settle();
    expect(locks.held.has('a')).to.equal(false);
  });

  it('is not got from a page that stays', async () => {
    await holdLock('a', theirs.signal);
    let answer: unknown = 'none yet';
    void holdOneWithin(['a'], 1000, mine.signal).then((got) => (answer = got));
    await time.pass(999);
    expect(answer).to.equal('none yet');
    await time.pass(1);
    expect(answer).to.equal(undefined);
  });

  it('is not waited for by a page that goes itself', async () => {
    await holdLock('a', theirs.signal);
    const got = holdOneWithin(['a'], 1000, mine.signal);
    await time.settle();
    mine.abort();
    expect(await got).to.equal(undefined);
  });

  it('is, of several, the one that is let go of first, whichever it is; the others are left alone', async () => {
    const stays = new AbortController();
    for (const name of ['a', 'c']) await holdLock(name, stays.signal);
    await holdLock('b', theirs.signal);
    const got = holdOneWithin(['a', 'b', 'c'], 1000, mine.signal);
    await time.pass(900);
    theirs.abort();
    expect(await got).to.equal('b');
    stays.abort();
    await time.settle();
    expect([...locks.held]).to.deep.equal(['b']);
    await time.pass(10_000);
    expect([...locks.held]).to.deep.equal(['b']);
  });
});
