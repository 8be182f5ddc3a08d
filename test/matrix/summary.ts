import { type Figure, missed, type Result } from './result.ts';

/** One thing that was measured in every round. */
interface SummaryFigure extends Omit<Figure, 'value'> {
  /** Of all rounds; null where something never came. */
  readonly values: readonly (number | null)[];
  /** 95 of a hundred are not above it (nearest rank); null as above. */
  readonly p95: number | null;
}

/** What one part of the matrix measured, as it is kept. */
export interface Summary {
  readonly part: string;
  readonly family: string;
  readonly title: string;
  /** Whom it happens to, then whom not. */
  readonly pair: string;
  readonly date: string;
  /** The last that changed `src/`; `+` with changes that are not committed. */
  readonly commit: string;
  /** The tree of `src/` in it; parts that were measured with the present one are not measured again. */
  readonly source: string;
  readonly browsers: Readonly<Record<string, string>>;
  /** Processes that wanted to run, on average over the last minute, and processors there were. */
  readonly load: { readonly before: number; readonly after: number; readonly cores: number };
  readonly verdict: 'met' | 'missed' | 'broken';
  readonly missed: readonly string[];
  readonly figures: readonly SummaryFigure[];
  /** What the pages noticed, of each round that missed something. */
  readonly notes: readonly (readonly string[])[];
}

/** Puts what was measured in several rounds together: times by their 95th percentile, counts by their worst. */
export function summarise(results: readonly Result[]): Pick<Summary, 'verdict' | 'missed' | 'figures' | 'notes'> {
  const names = [...new Set(results.flatMap(({ figures }) => figures.map(({ what }) => what)))];
  const all = names.map((what) => {
    const same = results.flatMap(({ figures }) => figures.filter((figure) => figure.what === what));
    const values = same.map(({ value }) => value);
    const [first] = same;
    if (!first) throw new Error('A name comes from a figure');
    return { ...first, values, value: first.unit === 'ms' ? p95(values) : Math.max(...values) };
  });
  const misses = missed(all);
  return {
    verdict: misses.length === 0 ? 'met' : 'missed',
    missed: misses.map(({ what, value, limit }) => `${what}: ${finite(value) ?? 'never'}, at most ${String(limit)}`),
    figures: all.map(({ value: _, values, ...figure }) => ({ ...figure, values: values.map(finite), p95: finite(p95(values)) })),
    notes: results.filter(({ figures }) => missed(figures).length > 0).map(({ notes }) => notes),
  };
}

function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Infinity;
}

/** JSON has no infinity. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
