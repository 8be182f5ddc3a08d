import { expect } from 'chai';
import { mock } from 'node:test';
import { Presence } from '../../src/server/presence.ts';

describe('Presence', () => {
  let presence: Presence;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    presence = new Presence();
  });

  afterEach(() => mock.timers.reset());

  function told(family: string): number[] {
    const counts: number[] = [];
    presence.watch(family, (count) => counts.push(count));
    return counts;
  }

  function reload(id: string): void {
    presence.freed(id);
    presence.taken(id);
  }

  it('tells a rise at once, and a drop when it has lasted a second', () => {
    const counts = told('desk');

    presence.taken('desk-0');
    presence.freed('desk-0');
    mock.timers.tick(999);
    expect(counts).to.deep.equal([0, 1]);
    mock.timers.tick(1);

    expect(counts).to.deep.equal([0, 1, 0]);
  });

  it('says nothing of an agent who reloads, back at another address', () => {
    presence.taken('desk-0');
    const counts = told('desk');

    presence.freed('desk-0');
    mock.timers.tick(900);
    presence.taken('desk-1');
    mock.timers.tick(5000);

    expect(counts).to.deep.equal([1]);
  });

  it('counts the second from when the agent went last', () => {
    presence.taken('desk-0');
    const counts = told('desk');

    presence.freed('desk-0');
    mock.timers.tick(500);
    presence.taken('desk-0');
    presence.freed('desk-0');
    mock.timers.tick(999);
    expect(counts).to.deep.equal([1]);
    mock.timers.tick(1);

    expect(counts).to.deep.equal([1, 0]);
  });

  it('tells one who has left from one who reloads at that very moment', () => {
    presence.taken('desk-0');
    presence.taken('desk-1');
    const counts = told('desk');

    presence.freed('desk-0');
    mock.timers.tick(900);
    presence.freed('desk-1');
    mock.timers.tick(200);
    presence.taken('desk-1');
    mock.timers.tick(5000);

    expect(counts).to.deep.equal([2, 1]);
  });

  it('tells a drop however often somebody else reloads meanwhile', () => {
    presence.taken('desk-0');
    presence.taken('desk-1');
    const counts = told('desk');

    presence.freed('desk-0');
    for (let reloads = 0; reloads < 4; reloads += 1) {
      mock.timers.tick(300);
      reload('desk-1');
    }

    expect(counts).to.deep.equal([2, 1]);
  });

  it('tells nothing wrong to whoever comes while an agent reloads', () => {
    presence.taken('desk-0');
    presence.freed('desk-0');

    const counts = told('desk');
    presence.taken('desk-0');
    mock.timers.tick(5000);

    expect(counts).to.deep.equal([1]);
  });

  it('counts the addresses 0 to 15 of exactly this family', () => {
    const [desk, away, other] = [told('desk'), told('desk-away'), told('Desk')];

    for (const number of [0, 9, 10, 15]) presence.taken(`desk-${number}`);
    for (const id of ['desk', 'desk-', 'desk-16', 'desk-00', 'desk-01', 'desk-1x', 'desk_1', 'xdesk-1', '-1', 'desk--1']) presence.taken(id);
    presence.taken('desk-away-3');

    expect(desk).to.deep.equal([0, 1, 2, 3, 4]);
    expect(away).to.deep.equal([0, 1]);
    expect(other).to.deep.equal([0]);
  });

  it('tells nothing any more to whoever stopped watching, and the rest to others', () => {
    const counts = told('desk');
    const past: number[] = [];
    const unwatch = presence.watch('desk', (count) => past.push(count));

    unwatch();
    presence.taken('desk-0');

    expect(past).to.deep.equal([0]);
    expect(counts).to.deep.equal([0, 1]);
  });

  it('counts on when the last watcher has left while addresses were taken', () => {
    presence.taken('desk-0');
    presence.watch('desk', () => {})();

    presence.taken('desk-1');

    expect(told('desk')).to.deep.equal([2]);
  });
});
