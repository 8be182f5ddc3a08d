import { expect } from 'chai';
import { backAt, countErrors, longestFreeze } from './account.ts';
import { amount, milliseconds } from './result.ts';
import { summarise } from './summary.ts';

describe('the account of an outage', () => {
  it('takes a picture as back when it goes on, not at a frame that was still on its way', () => {
    const steady = Array.from({ length: 10 }, (_, index) => 5000 + index * 100);
    expect(backAt([100, 200, 1010, ...steady], 1000)).to.equal(5000);
    expect(backAt([100, 1010, 1100], 1000)).to.equal(Infinity);
  });

  it('finds the longest freeze, from and to the edges of what is looked at too', () => {
    expect(longestFreeze([0, 100, 400, 500], 0, 600)).to.equal(300);
    expect(longestFreeze([100], 0, 1000)).to.equal(900);
    expect(longestFreeze([], 0, 1000)).to.equal(1000);
  });

  it('counts what is missing, repeated and out of order', () => {
    expect(countErrors([0, 1, 2, 3], 4)).to.deep.equal({ missing: 0, repeated: 0, disordered: 0 });
    expect(countErrors([0, 2, 1, 1], 5)).to.deep.equal({ missing: 2, repeated: 1, disordered: 1 });
  });
});

describe('the summary of several rounds', () => {
  const round = (back: number, missing: number) => ({ figures: [milliseconds('back', back, 3500), amount('missing', missing, 0)], notes: ['what happened'] });

  it('meets its limits when the 95th percentile of times, and every count, does', () => {
    const nineteen = Array.from({ length: 19 }, () => round(1000, 0));
    expect(summarise([...nineteen, round(9000, 0)]).verdict).to.equal('met');
    expect(summarise([...nineteen.slice(1), round(9000, 0)]).missed).to.deep.equal(['back: 9000, at most 3500']);
    expect(summarise([...nineteen, round(1000, 1)]).missed).to.deep.equal(['missing: 1, at most 0']);
  });

  it('says of what never came that it never came, and keeps what happened then', () => {
    const summary = summarise([round(Infinity, 0), round(10, 0)]);
    expect(summary.missed).to.deep.equal(['back: never, at most 3500']);
    expect(summary.figures[0]).to.deep.include({ values: [null, 10], p95: null });
    expect(summary.notes).to.deep.equal([['what happened']]);
  });
});
