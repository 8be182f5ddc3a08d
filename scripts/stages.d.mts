export interface Stage {
  name: string;
  command: string;
  args: string[];
  /** Whether it reports how many tests passed and failed; otherwise it is one test itself. */
  counts?: boolean;
  /** What it runs unless files are named, and the flag before them. */
  files?: string[];
  filesFlag?: string;
  env?: Record<string, string>;
  /** The stage without which it cannot run. */
  needs?: string;
}

export function runStages(stages: Stage[], files: string[]): Promise<{ passed: number; failed: number }>;
