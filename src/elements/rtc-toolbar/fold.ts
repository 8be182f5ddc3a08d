/** Which controls can do without being seen, the first best. What is not named here always stays. */
const dispensable: readonly string[] = ['settings', 'fullscreen', 'pip', 'layout', 'reaction', 'hand', 'people', 'screen', 'chat'];

/** The controls that go behind “more”, so that no more than `room` are left in the bar, “more” among them. Both in the order of `controls`. */
export function fold(controls: readonly string[], room: number): { readonly seen: readonly string[]; readonly folded: readonly string[] } {
  const over = controls.length > room ? controls.length - Math.max(0, room - 1) : 0;
  const byNeed = dispensable.filter((name) => controls.includes(name));
  const away = new Set(over > 0 ? byNeed.slice(0, over) : []);
  return { seen: controls.filter((name) => !away.has(name)), folded: controls.filter((name) => away.has(name)) };
}
