/**
 * How a search compares times. `exclusive`: `>` and `<` leave the second of the bound out.
 * `inclusive`: they find it. `day`: only the day (UTC) of a time counts, for every operator.
 */
export type TestSearchBounds = 'exclusive' | 'inclusive' | 'day';

/** Seconds from `min` to `max`, both included. */
export interface DateRange {
  readonly min: number;
  readonly max: number;
}

/** The operators that compare a time with one other. */
export type DateOperator = '=' | '<' | '<=' | '>' | '>=';

/** The seconds that an operator finds when it compares with `value`, in unix seconds. */
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

/** The seconds that are in both ranges; `min` is above `max` when there are none. */
export function intersect(a: DateRange, b: DateRange | undefined): DateRange {
  if (b === undefined) return a;
  return { min: Math.max(a.min, b.min), max: Math.min(a.max, b.max) };
}
