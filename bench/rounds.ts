import { onStage, type Stage } from './stage.ts';
import { fastest, paired, shuffled, type Spread, spread } from './statistics.ts';

/** Milliseconds, by what they are of; what an arm does not have is absent. */
export type Sample<What extends string> = { readonly [part in What]?: number | undefined };

/** Sets a call up, once; `delay` is one way, in milliseconds. */
export type Arm<What extends string> = (stage: Stage, delay: number) => Promise<Sample<What>>;

export interface RoundsOptions {
  readonly rounds: number;
  /** Milliseconds for more rounds after these, until what was measured pleases. Default 0. */
  readonly patience?: number;
  /** One more round, which does not count. Default true. */
  readonly warmUp?: boolean;
  /** Milliseconds of the long round trip; the short one takes none. Default 100. */
  readonly roundTrip?: number;
}

/** Every arm's samples, by round; undefined where a set-up failed. */
type Samples<What extends string> = Record<'near' | 'far', (Sample<What> | undefined)[]>;

export interface Result<What extends string> {
  readonly roundTrip: number;
  readonly samples: ReadonlyMap<string, Samples<What>>;
}

/** Sets calls up, again and again, near and far, every arm once in every round and in random order. */
export async function runRounds<What extends string>(
  arms: Readonly<Record<string, Arm<What>>>,
  { rounds, patience = 0, warmUp = true, roundTrip = 100 }: RoundsOptions,
  pleases: (result: Result<What>) => boolean = () => true,
): Promise<Result<What>> {
  const runs = Object.entries(arms);
  const samples = new Map<string, Samples<What>>(runs.map(([name]) => [name, { near: [], far: [] }]));
  const result = { roundTrip, samples };
  await onStage(async (stage) => {
    const play = async (counts: boolean) => {
      for (const distance of shuffled(['near', 'far'] as const)) {
        const delay = distance === 'far' ? roundTrip / 2 : 0;
        for (const [name, arm] of shuffled(runs)) {
          const sample = await attempt(arm, stage, delay, `${name}, ${distance}`);
          if (counts) samples.get(name)?.[distance].push(sample);
        }
      }
    };
    if (warmUp) await play(false);
    for (let round = 0; round < rounds; round++) await play(true);
    const end = performance.now() + patience;
    while (!pleases(result) && performance.now() < end) await play(true);
  });
  return result;
}

/** A set-up that fails is a result; one whose browser was ended by somebody else is not. */
async function attempt<What extends string>(arm: Arm<What>, stage: Stage, delay: number, name: string): Promise<Sample<What> | undefined> {
  try {
    return await arm(stage, delay);
  } catch (error) {
    console.error(`${name}: ${String(error)}`);
    return (await stage.revive()) ? attempt(arm, stage, delay, name) : undefined;
  }
}

/** One of an arm's times, by round. */
export function timesOf<What extends string>({ samples }: Result<What>, name: string, distance: 'near' | 'far', what: What): (number | undefined)[] {
  return (samples.get(name)?.[distance] ?? []).map((sample) => sample?.[what]);
}

/** Round trips, by the slope between near and far; and round by round, to show how sure that is. */
export function roundTrips<What extends string>(result: Result<What>, name: string, what: What): { value: number; spread: Spread } {
  const [near, far] = [timesOf(result, name, 'near', what), timesOf(result, name, 'far', what)];
  const known = (values: typeof near) => values.filter((value) => value !== undefined);
  return {
    value: (fastest(known(far)) - fastest(known(near))) / result.roundTrip,
    spread: spread(paired(far, near, (a, b) => (a - b) / result.roundTrip)),
  };
}

export function failures<What extends string>({ samples }: Result<What>): number {
  return [...samples.values()].flatMap(({ near, far }) => [...near, ...far]).filter((sample) => !sample).length;
}
