/** Where a feature says, in `localStorage`, that it keeps something for whoever comes back: the next page need not load its code to look. */
export function keptMark(feature: string): string {
  return `rtc-elements.kept.${feature}`;
}

/** For so long it is kept when nobody fetches it. Milliseconds. */
export const keptFor = 24 * 60 * 60 * 1000;

/** For so long a page waits for the one before it, which may be another that stays. Milliseconds. */
export const handover = 1500;
