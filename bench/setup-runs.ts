import { type Result, type RoundsOptions, runRounds } from './rounds.ts';
import { type ArmName, arms, type Side } from './setup-arms.ts';

export interface SetupOptions extends RoundsOptions {
  /** Default: all, and the first twice. */
  readonly arms?: readonly ArmName[];
}

export type SetupResult = Result<Side>;

/** The first twice: how far apart two of the same kind come out tells what a difference is worth. */
export const control = 'raw, socket open, again';

/** Sets calls up near and far, by all arms or by these. */
export function runSetups({ arms: wanted, ...options }: SetupOptions, pleases?: (result: SetupResult) => boolean): Promise<SetupResult> {
  const chosen = wanted ? Object.fromEntries(wanted.map((name) => [name, arms[name]])) : { ...arms, [control]: arms['raw, socket open'] };
  return runRounds<Side>(chosen, options, pleases);
}
