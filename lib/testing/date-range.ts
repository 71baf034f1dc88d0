/**
 * How a search compares times. `exclusive`: `>` and `<` leave the second of the bound out.
 * `inclusive`: they find it. `day`: only the day (UTC) of a time counts, for every operator.
 */
export type TestSearchBounds = 'exclusive' | 'inclusive' | 'day';

/** Seconds from `min` to `max`, both included. */
export interface DateRange {
  /** The first second. */
  readonly min: number;
  /** The last second. */
  readonly max: number;
}

/** The operators that compare a time with one other. */
export type DateOperator = '=' | '<' | '<=' | '>' | '>=';

/**
 * The seconds that an operator finds.
 *
 * @param operator - The operator.
 * @param value - What to compare with, in unix seconds.
 * @param bounds - How times are compared.
 * @returns The range.
 */
export function dateRange(
  operator: DateOperator,
  value: number,
  bounds: TestSearchBounds,
): DateRange {
  const unit = bounds === 'day' ? 86_400 : 1;
  const first = value - (value % unit);
  const last = first + unit - 1;
  const including = bounds === 'inclusive';
  switch (operator) {
    case '=':
      return { min: first, max: last };
    case '>':
      return { min: including ? first : last + 1, max: Infinity };
    case '>=':
      return { min: first, max: Infinity };
    case '<':
      return { min: -Infinity, max: including ? last : first - 1 };
    case '<=':
      return { min: -Infinity, max: last };
  }
}

/**
 * The seconds that are in two ranges.
 *
 * @param a - One range.
 * @param b - The other; `undefined` for all seconds.
 * @returns The range; `min` is above `max` when there are none.
 */
export function intersect(a: DateRange, b: DateRange | undefined): DateRange {
  if (b === undefined) return a;
  return { min: Math.max(a.min, b.min), max: Math.min(a.max, b.max) };
}
