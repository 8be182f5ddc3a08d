import { expect } from 'chai';
import { type Budget, nextBudget, unlimited } from '../../../../src/transports/mesh/quality/budget.ts';
import type { LinkSample } from '../../../../src/transports/mesh/quality/link-sample.ts';
import { like, row } from './samples.ts';

const after = (samples: readonly LinkSample[], before: Budget = unlimited) => samples.reduce(nextBudget, before);

/** A way of so many kilobits per second with half a second of queue, and a sender that sends what it may. */
function way(rate: number, looks: number, before: Budget): { budget: Budget; sent: number[] } {
  let budget = before;
  const sent = Array.from({ length: looks }, () => {
    const wanted = Math.min(600, (budget.bitrate ?? 600) + 80);
    const isOver = wanted > rate;
    budget = nextBudget(budget, like({ sent: wanted, lossOut: isOver ? 1 - rate / wanted : 0, roundTrip: isOver ? 520 : 30 }));
    return Math.round(wanted);
  });
  return { budget, sent };
}

describe('what is left for pictures', () => {
  it('is everything on a good way', () => {
    expect(after(row([{}, 10]))).to.include({ bitrate: undefined, height: undefined });
  });

  it('is what the browser says, without what sound takes', () => {
    expect(after(row([{ estimate: 380 }])).bitrate).to.equal(300);
    expect(after(row([{ estimate: 40 }])).bitrate).to.equal(0);
    expect(after(row([{ estimate: 9000 }])).bitrate).to.equal(undefined);
  });

  it('is found out where the browser does not say: below 300 kbit/s at the next look, over it seldom, and back in seven', () => {
    const usual = after(row([{}, 5]));
    const narrow = way(300, 13, usual);
    const [, ...sent] = narrow.sent;
    expect(sent[0]).to.be.below(300);
    expect(sent.filter((rate) => rate > 300).length).to.be.at.most(6);
    expect(sent.reduce((sum, rate) => sum + rate, 0) / sent.length).to.be.below(300);
    const wide = way(100_000, 7, narrow.budget);
    expect(wide.sent.at(-1)).to.be.at.least(0.8 * 600);
  });

  it('is halved when nothing is heard of what arrived, for long', () => {
    const usual = after(row([{}, 5]));
    const silence = { reported: false, roundTrip: undefined } as const;
    expect(after(row([silence]), usual).bitrate).to.equal(undefined);
    expect(after(row([silence, 2]), usual).bitrate).to.equal(260);
  });

  it('is not halved for a single answer that was late', () => {
    const usual = after(row([{}, 5]));
    expect(after(row([{ roundTrip: 700 }, 1]), usual).bitrate).to.equal(undefined);
    expect(after(row([{ roundTrip: 700 }, 2]), usual).bitrate).to.equal(260);
  });

  it('is not less and less where packets are lost without a queue', () => {
    const lossy = after(row([{}, 5], [{ lossOut: 0.2, sent: 400 }, 10]));
    expect(lossy.bitrate).to.equal(256);
    expect(after(row([{}, 5], [{ lossOut: 0.1 }, 10])).bitrate).to.equal(undefined);
  });

  it('makes a picture small before it jerks, and large again only when there is clearly more', () => {
    const height = (estimate: number, before?: Budget) => after(row([{ estimate }]), before).height;
    expect([2000, 450, 300, 150].map((estimate) => height(estimate))).to.deep.equal([undefined, 360, 270, 180]);
    const small = after(row([{ estimate: 300 }]));
    expect([380, 430, 740].map((estimate) => height(estimate, small))).to.deep.equal([270, 360, undefined]);
  });
});
