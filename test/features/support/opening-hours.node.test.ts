import { expect } from 'chai';
import { RtcError } from '../../../src/core/errors.ts';
import { parseHours } from '../../../src/features/support/opening-hours.ts';

const minute = 60_000;

const isOpen = (hours: string, at: string) => parseHours(hours).isOpen(new Date(at));
const nextChange = (hours: string, at: string) => parseHours(hours).nextChange(new Date(at))?.toISOString();

function complaint(hours: string): RtcError {
  try {
    parseHours(hours);
  } catch (error) {
    if (error instanceof RtcError) return error;
    throw error;
  }
  throw new Error(`Nothing wrong with ${hours}`);
}

describe('opening hours', () => {
  describe('as text', () => {
    for (const [hours, open, closed] of [
      ['Mon-Fri 09:00-18:00 Europe/Berlin', '2026-01-05T08:00Z', '2026-01-05T07:59Z'],
      ['Mon-Fri 09:00-18:00 Europe/Berlin', '2026-01-09T16:59:59.999Z', '2026-01-09T17:00Z'],
      ['Mon-Fri 09:00-18:00 Europe/Berlin', '2026-01-05T12:00Z', '2026-01-04T12:00Z'],
      ['Mon-Thu 9-17, Fri 09:00-14:30 Europe/Paris', '2026-01-08T15:59Z', '2026-01-09T15:59Z'],
      ['Mon-Thu 9-17; Fri 9-14:30 UTC', '2026-01-09T14:29Z', '2026-01-09T14:30Z'],
      ['Mon,Wed,Sat 22:00-06:00 UTC', '2026-01-06T05:59Z', '2026-01-07T05:59Z'],
      ['monday, WEDNESDAY-thu 8-9, Sun 10-11 utc', '2026-01-08T08:00Z', '2026-01-06T08:00Z'],
      ['monday, WEDNESDAY-thu 8-9, Sun 10-11 utc', '2026-01-11T10:00Z', '2026-01-11T08:00Z'],
      ['Sat-Mon 10-12 UTC', '2026-01-05T10:00Z', '2026-01-06T10:00Z'],
      ['Mon-Sat 09:00-12:00, Mon-Sat 13:00-18:00 UTC', '2026-01-10T13:00Z', '2026-01-10T12:30Z'],
      ['  Mon - Fri   9 - 17   Etc/GMT-1 ', '2026-01-05T08:00Z', '2026-01-05T16:00Z'],
      ['Fri 22:00-00:00 UTC', '2026-01-09T23:59Z', '2026-01-10T00:00Z'],
    ] as const) {
      it(`“${hours}” is open at ${open} and closed at ${closed}`, () => {
        expect([isOpen(hours, open), isOpen(hours, closed)]).to.deep.equal([true, false]);
      });
    }

    it('without a time zone are in that of the visitor', () => {
      const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const at = '2026-07-06T07:12Z';
      expect(nextChange('Mon-Sun 9-10', at)).to.equal(nextChange(`Mon-Sun 9-10 ${own}`, at));
      expect(parseHours('Mon-Sun 9-10').isOpen(new Date(2026, 6, 6, 9, 30))).to.equal(true);
    });

    for (const [hours, message] of [
      ['', 'hours: "" is not like Mon-Fri 09:00-18:00'],
      ['9-17', 'hours: "9-17" is not like Mon-Fri 09:00-18:00'],
      ['Mon-Fri', 'hours: "Mon-Fri" is not followed by hours'],
      ['Mon 9-17,, Tue 9-17', 'hours: "" is not like Mon-Fri 09:00-18:00'],
      ['Mon-Fri 9h-17h', 'hours: "Mon-Fri 9h-17h" is not like Mon-Fri 09:00-18:00'],
      ['Mon-Fri 9-17, Caturday 9-17', 'hours: "Caturday" is not a day'],
      ['Mo-Fri 9-17', 'hours: "Mo" is not a day'],
      ['Mon 9-25', 'hours: "25" is not a time'],
      ['Mon 9:60-17', 'hours: "9:60" is not a time'],
      ['Mon 9-24:01', 'hours: "24:01" is not a time'],
      ['Mon 9:0-17', 'hours: "9:0" is not a time'],
      ['Mon 9:-17', 'hours: "9:" is not a time'],
      ['Mon 9-9', 'hours: "Mon 9-9" is not any time'],
      ['Mon 24-6', 'hours: "Mon 24-6" is not any time'],
      ['Mon 9-17 Europe/Berln', 'hours: "Europe/Berln" is not a time zone'],
      [`Mon 9-17, ${'x'.repeat(500)} 9-17`, `hours: "${'x'.repeat(30)}" is not a day`],
    ] as const) {
      it(`“${hours.slice(0, 30)}” are refused: ${message}`, () => {
        const { code, message: words } = complaint(hours);
        expect([code, words]).to.deep.equal(['bad-attribute', message]);
      });
    }
  });

  describe('change', () => {
    for (const [name, hours, at, change] of [
      ['at the opening', 'Mon-Fri 9-18 UTC', '2026-01-05T08:59:59.999Z', '2026-01-05T09:00:00.000Z'],
      ['at the closing, right after the opening', 'Mon-Fri 9-18 UTC', '2026-01-05T09:00Z', '2026-01-05T18:00:00.000Z'],
      ['over the weekend', 'Mon-Fri 9-18 UTC', '2026-01-09T18:00Z', '2026-01-12T09:00:00.000Z'],
      ['over the end of the year', 'Mon-Fri 9-18 America/New_York', '2026-12-31T23:00Z', '2027-01-01T14:00:00.000Z'],
      ['in the morning after', 'Mon,Wed,Sat 22:00-06:00 UTC', '2026-01-06T00:00Z', '2026-01-06T06:00:00.000Z'],
      ['in the week after', 'Sun 22:00-06:00 UTC', '2026-01-11T23:00Z', '2026-01-12T06:00:00.000Z'],
      ['only where hours that touch end', 'Mon 9-24, Tue 0-8, Tue 7-10 UTC', '2026-01-05T10:00Z', '2026-01-06T10:00:00.000Z'],
      ['at midnight into Monday', 'Mon 0-1 UTC', '2026-01-06T00:00Z', '2026-01-12T00:00:00.000Z'],
      ['never where hours lie within others', 'Mon-Sun 00:00-24:00, Mon 9-10 UTC', '2026-01-06T00:00Z', undefined],
      ['at half past, by UTC', 'Mon-Fri 9-18 Asia/Kolkata', '2026-01-05T00:00Z', '2026-01-05T03:30:00.000Z'],
      ['never where it is always open', 'Mon-Sun 00:00-24:00', '2026-01-05T00:00Z', undefined],
      ['never where nights make days', 'Mon-Sun 6-18, Mon-Sun 18-6 Europe/Berlin', '2026-03-28T00:00Z', undefined],
    ] as const) {
      it(name, () => {
        expect(nextChange(hours, at)).to.equal(change);
      });
    }

    it('is found with a few looks at the clock, not by a walk through the week', () => {
      const original = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format')!;
      let looks = 0;
      Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
        ...original,
        get(this: Intl.DateTimeFormat) {
          looks++;
          return original.get!.call(this) as unknown;
        },
      });
      try {
        expect(nextChange('Sun 22-23 Europe/Berlin', '2026-03-23T00:00Z')).to.equal('2026-03-29T20:00:00.000Z');
      } finally {
        Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', original);
      }
      expect(looks).to.be.within(2, 30);
    });
  });

  describe('when the clock is put forward or back', () => {
    for (const [name, hours, at, change] of [
      ['Berlin opens an hour earlier by UTC in summer', 'Sun-Mon 9-18 Europe/Berlin', '2026-03-28T12:00Z', '2026-03-29T07:00:00.000Z'],
      ['Berlin opens an hour later by UTC in winter', 'Sun-Mon 9-18 Europe/Berlin', '2026-10-24T12:00Z', '2026-10-25T08:00:00.000Z'],
      ['New York opens an hour earlier by UTC in summer', 'Sun-Mon 9-18 America/New_York', '2026-03-07T12:00Z', '2026-03-08T13:00:00.000Z'],
      ['New York opens an hour later by UTC in winter', 'Sun-Mon 9-18 America/New_York', '2026-10-31T12:00Z', '2026-11-01T14:00:00.000Z'],
      ['a night is an hour shorter', 'Sat 22-6 Europe/Berlin', '2026-03-28T21:00Z', '2026-03-29T04:00:00.000Z'],
      ['a night is an hour longer', 'Sat 22-6 Europe/Berlin', '2026-10-24T20:00Z', '2026-10-25T05:00:00.000Z'],
      ['who opens in the gap opens after it', 'Sun 2:30-9 Europe/Berlin', '2026-03-29T00:59Z', '2026-03-29T01:00:00.000Z'],
      ['who closes in the gap closes at once', 'Sun 0-2:30 Europe/Berlin', '2026-03-29T00:59Z', '2026-03-29T01:00:00.000Z'],
      ['who is open in the gap only stays closed for the week', 'Sun 2:15-2:45 Europe/Berlin', '2026-03-28T12:00Z', '2026-04-05T00:15:00.000Z'],
      ['the doubled hour counts twice', 'Sun 2-3 Europe/Berlin', '2026-10-25T00:00Z', '2026-10-25T02:00:00.000Z'],
      ['in New York, too, who opens in the gap opens after it', 'Sun 2:30-9 America/New_York', '2026-03-08T06:59Z', '2026-03-08T07:00:00.000Z'],
      ['half of the doubled hour ends', 'Sun 1:15-1:45 America/New_York', '2026-11-01T05:15Z', '2026-11-01T05:45:00.000Z'],
      ['half of the doubled hour comes again', 'Sun 1:15-1:45 America/New_York', '2026-11-01T05:45Z', '2026-11-01T06:15:00.000Z'],
      ['until half of the doubled hour: it opens again as it begins anew', 'Sun 0-1:30 America/New_York', '2026-11-01T05:30Z', '2026-11-01T06:00:00.000Z'],
      ['a zone that leaps by half an hour', 'Sun 9-18 Australia/Lord_Howe', '2026-04-04T12:00Z', '2026-04-04T22:30:00.000Z'],
    ] as const) {
      it(name, () => {
        expect(nextChange(hours, at)).to.equal(change);
      });
    }

    for (const [zone, from] of [
      ['Europe/Berlin', '2026-03-28T20:00Z'],
      ['Europe/Berlin', '2026-10-24T20:00Z'],
      ['America/New_York', '2026-03-08T02:00Z'],
      ['America/New_York', '2026-11-01T02:00Z'],
      ['Australia/Lord_Howe', '2026-10-03T10:00Z'],
      ['Asia/Kolkata', '2026-12-31T12:00Z'],
      ['Pacific/Apia', '2011-12-29T20:00Z'],
    ] as const) {
      it(`every change around ${from} in ${zone} is where a minute differs from the one before`, () => {
        const hours = parseHours(`Sat 20-1:20, Sun 1:40-2:10, Sun 2:20-2:50, Sun 3-6, Thu-Sat 23:50-00:10, Mon 0-8 ${zone}`);
        let at = Date.parse(from);
        for (const end = at + 18 * 60 * minute; at < end; ) {
          let walked = at + minute;
          while (hours.isOpen(new Date(walked)) === hours.isOpen(new Date(at))) walked += minute;
          expect(hours.nextChange(new Date(at))?.getTime()).to.equal(walked);
          at = walked;
        }
      });
    }
  });
});
