/** Which controls can do without being seen, the first best. What is not named here always stays. */
const dispensable: readonly string[] = ['settings', 'fullscreen', 'pip', 'layout', 'reaction', 'hand', 'people', 'screen', 'chat'];

/** What is needed once in a call, if at all: where the page does not say which controls it wants, it is behind “more” even where there is room. */
export const seldom: readonly string[] = ['layout', 'pip', 'fullscreen', 'settings'];

/**
 * The controls that go behind “more”: those in `away`, and others so that no more than `room` are left in the bar, “more” among them. Both
 * in the order of `controls`.
 */
export function fold(controls: readonly string[], room: number, away: readonly string[] = []): { readonly seen: readonly string[]; readonly folded: readonly string[] } {
  const gone = new Set(controls.filter((name) => away.includes(name)));
  const left = controls.length - gone.size;
  const fits = gone.size > 0 ? left < room : left <= room;
  const over = fits ? 0 : left - Math.max(0, room - 1);
  for (const name of dispensable.filter((each) => controls.includes(each) && !gone.has(each)).slice(0, over)) gone.add(name);
  return { seen: controls.filter((name) => !gone.has(name)), folded: controls.filter((name) => gone.has(name)) };
}
