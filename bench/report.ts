import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Spread } from './statistics.ts';

/** One line of PERFORMANCE's table, as measured. */
export interface Figure {
  /** Such as `C2`, or empty for what only stands beside. */
  readonly id: string;
  readonly measure: string;
  readonly value: number;
  readonly spread?: Spread;
  /** At most. */
  readonly target?: number;
  readonly beyond?: number;
}

export interface Report {
  readonly name: string;
  readonly figures: readonly Figure[];
  /** Whatever else a reader may want to compute with. */
  readonly data?: unknown;
}

const folder = join(import.meta.dirname, 'results');
export const headings = ['#', 'measure', 'ours', 'range', 'target', 'beyond', ''];

/** As it is committed: what was measured, where and when. The samples beside it are not. */
export interface Result extends Omit<Report, 'data'> {
  readonly machine: { readonly date: string; readonly node: string; readonly cores: number; readonly processor: string | undefined };
}

export function publish({ data, ...report }: Report): void {
  console.log(`\n${table(report.figures)}`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${report.name}.json`);
  const machine: Result['machine'] = { date: new Date().toISOString(), node: process.version, cores: cpus().length, processor: cpus()[0]?.model };
  writeFileSync(file, `${JSON.stringify({ ...report, machine } satisfies Result, null, 2)}\n`);
  if (data !== undefined) writeFileSync(file.replace('.json', '.samples.json'), `${JSON.stringify(data, null, 2)}\n`);
  console.log(`\n${file}`);
}

function table(figures: readonly Figure[]): string {
  const rows = [headings, ...figures.map(row)];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0))) ?? [];
  return rows.map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}

export function row(figure: Figure): string[] {
  const { id, measure, value, spread, target, beyond } = figure;
  const range = spread ? `${short(spread.lowest)} – ${short(spread.highest)}` : '';
  return [id, measure, short(value), range, short(target), short(beyond), verdict(figure)];
}

function verdict({ value, target, beyond }: Figure): string {
  if (target === undefined) return '';
  if (Number.isNaN(value)) return 'unknown';
  if (value > target) return 'missed';
  return beyond !== undefined && value <= beyond ? 'beyond' : 'met';
}

function short(value: number | undefined): string {
  return value === undefined ? '' : String(Number(value.toFixed(2)));
}
