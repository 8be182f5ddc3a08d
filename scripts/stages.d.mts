export interface Stage {
  name: string;
  command: string;
  args: string[];
  /** Whether it reports how many tests passed and failed; otherwise it is one test itself. */
  counts?: boolean;
  /** What it runs unless files are named, and the flag before them. */
  files?: string[];
  filesFlag?: string;
  /** Instead of files: what it runs at the same time, since much of it is waiting. */
  lanes?: string[][];
  env?: Record<string, string>;
  /** The stage without which it cannot run. */
  needs?: string;
  /** The stage that it runs beside if both are chosen; what it says comes after. It needs none. */
  beside?: string;
}

export interface Counts {
  passed: number;
  failed: number;
  /** Tests that this machine cannot run, and why; absent if there are none. Never among those that passed. */
  skipped?: number;
  reasons?: string[];
}

export function runStages(stages: Stage[], files: string[]): Promise<Counts>;

/** `N passed, N failed`, and `, N skipped (reasons)` if there are any. */
export function inWords(counts: Counts): string;
