import { RtcError } from '../../core/errors.ts';

/** When a desk is open: whenever a clock on the wall in its time zone shows a time within its hours, daylight saving or not. */
export interface OpeningHours {
  isOpen(at: Date): boolean;
  /** The first moment after `at` when open turns to closed or closed to open: a full minute. Undefined if it never does. */
  nextChange(at: Date): Date | undefined;
}

/** Open from minute `from` of the week, which begins on Monday at 00:00, for so many minutes. */
type Span = readonly [from: number, minutes: number];

const DAY = 24 * 60;
const WEEK = 7 * DAY;
const MINUTE = 60_000;

const names = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');

/**
 * Reads `Mon-Thu 9-17, Fri,Sat 22:00-02:00 Europe/Berlin`: days and their hours, between commas or semicolons, and at the
 * end an IANA time zone; without one it is the visitor's own. Hours over midnight belong to the day on which they begin.
 * Throws `bad-attribute`.
 */
export function parseHours(text: string): OpeningHours {
  const [, hours = text, timeZone] = /^(.*\d)\s+([a-z]\S*)\s*$/is.exec(text) ?? [];
  const spans = spansOf(hours);
  const clock = clockOf(timeZone);

  // Times are minutes of the week on the wall, moments are minutes since 1970.
  const timeAt = (moment: number): number => {
    const [day = '', hour = '', minute = ''] = clock.format(moment * MINUTE).match(/\w+/g) ?? [];
    return dayOf(day) * DAY + +hour * 60 + +minute;
  };
  const isOpen = (time: number) => spans.some(([from, minutes]) => (time - from + WEEK) % WEEK < minutes);
  const changes = spans.flatMap(([from, minutes]) => [from, from + minutes]).filter((time) => isOpen(time) !== isOpen(time - 1));

  const changeAfter = (moment: number): number => {
    const time = timeAt(moment);
    const isSteady = (until: number) => (timeAt(until) - time - until + moment) % WEEK === 0;
    let next = moment + Math.min(...changes.map((change) => (change - time + WEEK) % WEEK || WEEK));
    if (isSteady(next)) return next;
    // The clock is put forward or back before then. Until it is, nothing changes; when it is, something may.
    for (let last = moment; next - last > 1; ) {
      const middle = (last + next) >> 1;
      if (isSteady(middle)) last = middle;
      else next = middle;
    }
    return isOpen(timeAt(next)) === isOpen(time) ? changeAfter(next) : next;
  };

  return {
    isOpen: (at) => isOpen(timeAt(minuteOf(at))),
    nextChange: (at) => (changes.length > 0 ? new Date(changeAfter(minuteOf(at)) * MINUTE) : undefined),
  };
}

const minuteOf = (at: Date) => Math.floor(+at / MINUTE);

function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  let days: number[] = [];
  for (const part of text.split(/[,;]/)) {
    const [, first, last = first, opens, closes] = /^\s*([a-z]+)(?:\s*-\s*([a-z]+))?(?:\s+([\d:]+)\s*-\s*([\d:]+))?\s*$/i.exec(part) ?? [];
    if (!first || !last) throw bad(part, 'like Mon-Fri 09:00-18:00');
    for (let day = dayOf(first), count = (dayOf(last) - day + 7) % 7; count >= 0; count--) days.push(day++ % 7);
    if (!opens || !closes) continue;

    const from = minuteOfDay(opens);
    const minutes = minuteOfDay(closes) - from;
    if (!minutes || from === DAY) throw bad(part, 'any time');
    spans.push(...days.map((day): Span => [day * DAY + from, minutes > 0 ? minutes : minutes + DAY]));
    days = [];
  }
  if (days.length > 0) throw bad(text, 'followed by hours');
  return spans;
}

function dayOf(word: string): number {
  const day = names.findIndex((name) => [name, name.slice(0, 3)].includes(word.toLowerCase()));
  if (day < 0) throw bad(word, 'a day');
  return day;
}

/** Up to 24:00. */
function minuteOfDay(time: string): number {
  const [, hour, minute = ''] = /^(\d\d?)(?::([0-5]\d))?$/.exec(time) ?? [];
  const minutes = Number(hour) * 60 + +minute;
  if (!(minutes <= DAY)) throw bad(time, 'a time');
  return minutes;
}

function clockOf(timeZone: string | undefined): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  } catch (cause) {
    throw bad(timeZone, 'a time zone', cause);
  }
}

const bad = (words = '', expected: string, cause?: unknown) =>
  new RtcError('bad-attribute', `hours: "${words.trim().slice(0, 30)}" is not ${expected}`, { cause });
