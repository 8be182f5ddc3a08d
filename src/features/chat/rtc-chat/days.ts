/** Milliseconds of a minute. */
const minute = 60_000;
const minutesOfDay = 1440;

/** The number of a day where this browser is, so that two times on one day have the same. */
export function dayOf(time: number): number {
  return Math.floor((time / minute - new Date(time).getTimezoneOffset()) / minutesOfDay);
}

/** What a day is called: today and yesterday by these names, any other by its date. */
export function dayWords(time: number, now: number, language: string): string {
  const ago = dayOf(time) - dayOf(now);
  if (ago === 0 || ago === -1) return capital(new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(ago, 'day'), language);
  const isThisYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', ...(!isThisYear && { year: 'numeric' }) }).format(time);
}

function capital(text: string, language: string): string {
  const [first = ''] = text;
  return first.toLocaleUpperCase(language) + text.slice(first.length);
}
