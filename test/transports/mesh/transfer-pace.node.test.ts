import { expect } from 'chai';
import { TransferPace } from '../../../src/transports/mesh/transfer-pace.ts';
import { NarrowWay, type NarrowWayOptions, Sender } from '../../support/narrow-way.ts';

const [narrow, fast] = [250, 100_000] as const;
const mebibyte = 1024 * 1024;

describe('the pace of a transfer', () => {
  let way: NarrowWay;
  let pace: TransferPace;
  let sender: Sender;

  function begin(options: NarrowWayOptions): void {
    way = new NarrowWay(options);
    pace = new TransferPace(() => way.now);
    sender = new Sender(way, pace);
    sender.go();
  }

  /** How long others waited in the queue, looked at for so many milliseconds. */
  function queues(milliseconds: number): number[] {
    return Array.from({ length: milliseconds / 10 }, () => {
      way.pass(10);
      return way.queue;
    }).sort((a, b) => a - b);
  }
  const share = (sorted: readonly number[], part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
  /** Of what the way can carry, in so many milliseconds. */
  function use(milliseconds: number): number {
    const before = sender.arrived;
    way.pass(milliseconds);
    return (sender.arrived - before) / milliseconds / way.rate;
  }

  for (const roundTrip of [5, 40, 200]) {
    describe(`on a narrow way of ${roundTrip} ms`, () => {
      beforeEach(() => begin({ rate: narrow, roundTrip }));

      it('keeps the queue short from the beginning, and uses the way', () => {
        expect(share(queues(2000), 1)).to.be.below(300);
        const later = queues(20_000);
        expect(share(later, 0.5)).to.be.within(30, 100);
        expect(share(later, 0.95)).to.be.below(130);
        expect(use(20_000)).to.be.above(0.95);
      });

      it('sends frames that block the way for a moment only', () => {
        way.pass(10_000);
        expect(sender.longest / narrow).to.be.below(60);
      });

      it('gives way to what others send, and takes back what they leave', () => {
        way.pass(5000);
        let isOn = true;
        way.cross(1250, 10, () => isOn);
        way.pass(3000);
        expect(share(queues(10_000), 0.95)).to.be.below(150);
        expect(use(10_000)).to.be.within(0.4, 0.52);
        isOn = false;
        way.pass(3000);
        expect(use(10_000)).to.be.above(0.95);
      });

      it('does not get used to its own queue in ten minutes', () => {
        way.pass(600_000);
        expect(share(queues(60_000), 0.95)).to.be.below(130);
        expect(use(60_000)).to.be.above(0.95);
      });
    });
  }

  it('shrinks to the least in a moment when the way gets narrow', () => {
    begin({ rate: 2500, roundTrip: 20 });
    way.pass(5000);
    way.rate = 60;
    way.pass(10_000);
    expect(share(queues(5000), 0.95)).to.be.below(200);
    expect(pace.window).to.be.below(20_000);
  });

  it('learns that the way has become longer', () => {
    begin({ rate: narrow, roundTrip: 10 });
    way.pass(5000);
    way.roundTrip = 150;
    way.pass(180_000);
    expect(pace.roundTrip).to.be.within(150, 190);
    expect(use(10_000)).to.be.above(0.95);
  });

  it('takes all of a fast way within a second', () => {
    begin({ rate: fast, roundTrip: 40 });
    way.pass(1000);
    expect(pace.window).to.equal(4 * mebibyte);
    expect(sender.longest).to.be.within(200_000, 262_144);
    expect(use(5000)).to.be.above(0.95);
  });

  it('does not take one late frame for a queue', () => {
    begin({ rate: fast, roundTrip: 10 });
    way.pass(1000);
    way.send(fast * 60);
    way.pass(200);
    expect(pace.window).to.be.above(2 * mebibyte);
  });

  it('does not grow while little is sent', () => {
    begin({ rate: fast, roundTrip: 10 });
    sender.isOn = false;
    way.pass(100);
    const before = pace.window;
    for (let time = 0; time < 5000; time += 50) {
      const flight = pace.sent(1000);
      way.send(1000, () => pace.arrived(flight));
      way.pass(50);
    }
    expect(pace.window).to.equal(before);
  });

  it('begins anew after a pause, in which the way may have become another', () => {
    begin({ rate: fast, roundTrip: 10 });
    way.pass(1000);
    sender.isOn = false;
    way.pass(20_000);
    way.rate = narrow;
    sender.isOn = true;
    sender.go();
    expect(share(queues(2000), 1)).to.be.below(300);
  });

  it('counts nothing as under way whose arrival nobody will tell', () => {
    pace = new TransferPace(() => 0);
    const flights = [];
    for (let length = pace.next(); length > 0; length = pace.next()) flights.push(pace.sent(length));
    for (const flight of flights) pace.lost(flight);
    expect(flights.length).to.be.above(1);
    expect(pace.next()).to.be.above(0);
  });
});
