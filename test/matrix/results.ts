import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Part, companyOf } from './parts.ts';
import type { Summary } from './summary.ts';

const folder = join(import.meta.dirname, '../../bench/results/matrix');

/** What is measured: the last commit that changed the library, and the tree of `src/`, which a rebase leaves as it is. */
export function present(): { commit: string; source: string } {
  const git = (...words: string[]) => execFileSync('git', words, { encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--', 'src') === '' ? '' : '+';
  return { commit: git('log', '-1', '--format=%h', '--', 'src') + changed, source: git('rev-parse', '--short', 'HEAD:src') + changed };
}

/** What is kept of a part, if anything. */
export function kept(part: Part): Summary | undefined {
  try {
    return read(fileOf(part));
  } catch {
    return undefined;
  }
}

export function keep(part: Part, summary: Summary): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, fileOf(part)), `${JSON.stringify(summary, null, 1)}\n`);
}

function read(file: string): Summary {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Summary;
}

function fileOf(part: Part): string {
  return `${part.name}.${companyOf(part)}.json`;
}
