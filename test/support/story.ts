import fc from 'fast-check';

/** Something that happens, to whom of several seats, and how long it is until the next, in milliseconds. */
export interface StoryEvent<Kind extends string> {
  readonly what: Kind;
  readonly who: number;
  readonly other: number;
  readonly then: number;
}

/** How often each pause is at most so long, in milliseconds: most things happen at once, some after everybody had time to notice. */
const pauses = [
  { most: 50, weight: 3 },
  { most: 1000, weight: 5 },
  { most: 5000, weight: 2 },
  { most: 25_000, weight: 1 },
] as const;

/** `kinds`: how often each happens, compared with the others. `longest`: no pause is longer, in milliseconds. */
export function eventOf<Kind extends string>(kinds: Readonly<Record<Kind, number>>, seats: number, longest = 25_000): fc.Arbitrary<StoryEvent<Kind>> {
  const weighed = Object.entries(kinds) as [Kind, number][];
  return fc.record({
    what: fc.oneof(...weighed.map(([what, weight]) => ({ arbitrary: fc.constant(what), weight }))),
    who: fc.nat(seats - 1),
    other: fc.nat(seats - 1),
    then: fc.oneof(...pauses.filter(({ most }) => most <= longest).map(({ most, weight }) => ({ arbitrary: fc.nat(most), weight }))),
  }, { noNullPrototype: true });
}

/** The same for the same seed, everywhere. */
export function storyOf<Event>(event: fc.Arbitrary<Event>, length: number, seed: number): readonly Event[] {
  return fc.sample(fc.array(event, { minLength: length, maxLength: length }), { seed, numRuns: 1 })[0] ?? [];
}

export function inWords({ what, who, other, then }: StoryEvent<string>): string {
  return `${what} ${who} ${other} +${then}`;
}
