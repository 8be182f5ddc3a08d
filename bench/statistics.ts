/** The middle, and from where to where. */
export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  readonly count: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [left = Number.NaN, right = Number.NaN] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (left + right) / 2;
}

export function spread(values: readonly number[]): Spread {
  return { median: median(values), lowest: Math.min(...values), highest: Math.max(...values), count: values.length };
}

/**
 * The mean of the fastest third. What a busy machine adds has no upper bound, what the wires add is the same each time:
 * for counting round trips the fast ones tell more than the middle.
 */
export function fastest(values: readonly number[]): number {
  const kept = [...values].sort((a, b) => a - b).slice(0, Math.max(1, Math.floor(values.length / 3)));
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

/** What both have a value for, by position: measured in the same round. */
export function paired(
  a: readonly (number | undefined)[],
  b: readonly (number | undefined)[],
  combine: (a: number, b: number) => number,
): number[] {
  return a.flatMap((value, index) => {
    const other = b[index];
    return value === undefined || other === undefined ? [] : [combine(value, other)];
  });
}

export function shuffled<T>(items: readonly T[]): T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(Math.floor(Math.random() * left.length), 1));
}
