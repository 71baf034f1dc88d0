/** What several rounds came to. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  return {
    median: middle.reduce((sum, value) => sum + value, 0) / middle.length,
    min: sorted[0] ?? NaN,
    max: sorted.at(-1) ?? NaN,
  };
}

/** The ratios, round by round, so that what slowed a whole round cancels out. */
export function compare(values: readonly number[], others: readonly number[]): Spread {
  return spread(values.map((value, round) => value / (others[round] ?? NaN)));
}
