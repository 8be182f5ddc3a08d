/** One thing that was measured. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | '';
  /** At most; a figure without one only stands beside. */
  readonly limit?: number;
}

/** What came of a scenario. */
export interface Result {
  readonly figures: readonly Figure[];
  /** Lines for whoever wants to know more: what events were seen. */
  readonly notes: readonly string[];
}

export function milliseconds(what: string, value: number, limit?: number): Figure {
  return { what, value: Math.round(value), unit: 'ms', ...(limit === undefined ? {} : { limit }) };
}

export function amount(what: string, value: number, limit?: number): Figure {
  return { what, value, unit: '', ...(limit === undefined ? {} : { limit }) };
}

/** Those over their limit, stretched by a factor. */
export function missed(figures: readonly Figure[], factor = 1): Figure[] {
  return figures.filter(({ value, limit = Infinity }) => !(value <= limit * factor));
}

export function inWords({ what, value, unit, limit }: Figure): string {
  const most = limit === undefined ? '' : ` (at most ${limit})`;
  return `${what}: ${value}${unit && ` ${unit}`}${most}`;
}
