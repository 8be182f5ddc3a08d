import { expect } from '@open-wc/testing';
import { parseHours } from '../../../src/features/support/opening-hours.ts';

// The rest of the story is told in Node; here is whether this browser's clock is read right.
describe('opening hours in a browser', () => {
  it('are those on the wall at every hour of a week', () => {
    const monday = Date.UTC(2026, 0, 5);
    for (let hour = 0; hour < 7 * 24; hour++) {
      const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][Math.floor(hour / 24)]!;
      const hours = parseHours(`${day} ${hour % 24}-${(hour % 24) + 1} UTC`);
      const start = monday + hour * 3_600_000;
      const open = [start - 1, start, start + 3_599_999, start + 3_600_000].map((at) => hours.isOpen(new Date(at)));
      expect(open, `${day} ${hour % 24}`).to.deep.equal([false, true, true, false]);
    }
  });

  it('change where the clock is put forward', () => {
    const change = parseHours('Sun 2:30-9 Europe/Berlin').nextChange(new Date('2026-03-28T12:00Z'));
    expect(change?.toISOString()).to.equal('2026-03-29T01:00:00.000Z');
  });
});
