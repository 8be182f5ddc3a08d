import { expect } from 'chai';
import { limitAttribute, Seats } from '../../src/core/seats.ts';
import type { RemoteParticipant } from '../../src/core/transport.ts';

let now: number;

function somebody(id: string, secondsAgo: number, limit?: string): RemoteParticipant {
  return { id, joinedAt: now - secondsAgo * 1000, attributes: limit === undefined ? {} : { [limitAttribute]: limit } };
}

const newcomer = (id: string) => ({ id, joinedAt: now });

describe('Seats', () => {
  beforeEach(() => {
    now = Date.now();
  });

  it('are free until as many are present as the limit says', () => {
    const seats = new Seats(2);
    seats.add(somebody('a', 60));
    expect(seats.isFull).to.equal(false);
    seats.add(somebody('b', 60));
    expect(seats.isFull).to.equal(true);
    seats.remove('a');
    expect(seats.isFull).to.equal(false);
  });

  it('are as many as the lowest limit of all present, and no more than one\'s own', () => {
    const seats = new Seats(8);
    seats.add(somebody('a', 60, '3'));
    seats.add(somebody('b', 60, '5'));
    expect(seats.limit).to.equal(3);
    seats.remove('a');
    expect(seats.limit).to.equal(5);
    seats.add(somebody('c', 60, '100'));
    seats.remove('b');
    expect(seats.limit).to.equal(8);
  });

  it('are not limited by nonsense: nobody can lock everybody out', () => {
    const seats = new Seats(8);
    for (const [index, limit] of ['', '1', '0', '-4', 'NaN', 'many', '-Infinity'].entries()) seats.add(somebody(`${index}`, 60, limit));
    expect(seats.limit).to.equal(8);
  });

  it('belong to those who came first', () => {
    const seats = new Seats(2);
    seats.add(somebody('x', 60));
    expect(seats.isTakenFrom(newcomer('z'))).to.equal(false);
    seats.add(somebody('y', 30));
    expect(seats.isTakenFrom(newcomer('a'))).to.equal(true);
  });

  it('are not taken by those who come after', () => {
    const seats = new Seats(2);
    for (const [index, id] of ['a', 'b', 'c', 'd'].entries()) seats.add(somebody(id, -5 - index));
    expect(seats.isTakenFrom(newcomer('z'))).to.equal(false);
  });

  it('are left by exactly those who are too many when all come at once, whatever their clocks say', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const left = ids.filter((self, index) => {
      const seats = new Seats(3);
      // Each sees the others up to half a second early or late.
      for (const id of ids) if (id !== self) seats.add({ ...somebody(id, 0), joinedAt: now + ((index * 337) % 1000) - 500 });
      return seats.isTakenFrom(newcomer(self));
    });
    expect(left).to.deep.equal(['d', 'e']);
  });

  it('are not lost later to somebody one could not see', () => {
    const seats = new Seats(2);
    const self = { id: 'z', joinedAt: now - 11_000 };
    seats.add(somebody('a', 60));
    seats.add(somebody('b', 60));
    expect(seats.isTakenFrom(self)).to.equal(false);
  });

  it('are not lost to somebody who comes with a lower limit', () => {
    const seats = new Seats(8);
    const self = { id: 'm', joinedAt: now - 5000 };
    for (const id of ['a', 'b', 'c']) seats.add(somebody(id, 60));
    seats.add(somebody('late', 0, '2'));
    expect(seats.isTakenFrom(self)).to.equal(false);
    expect(seats.isFull).to.equal(true);
  });
});
