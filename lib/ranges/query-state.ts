import type { LoadingPage } from '../lists/load-page.ts';
import type { Load } from '../paging/prefetch.ts';
import { DAY, startOfDay } from '../paging/day.ts';
import { createProgress, type Progress } from '../paging/progress.ts';
import type { RangeState } from './range.ts';

/** The state that loads the next page of a query. */
export interface QueryState<Item> {
  readonly load: Load<LoadingPage<Item>>;
  /** Whether it begins and ends at midnights. */
  readonly isWide: boolean;
  readonly cursor: string | null;
  readonly progress: Progress;
  /** How many rows of the query have come, and how many of them were fresh. */
  readonly received: number;
  readonly fresh: number;
  /** How many rows it has counted, at most. */
  readonly counted: number;
  /** How often the query before it ended early, or its cursor was refused, since the last fresh row. */
  readonly refusals: number;
  /** The time of the last row. */
  readonly last: number;
}

/**
 * Begins a query where a range stands.
 *
 * @param open - opens a query for the rows from a second on, up to the end of the range
 * @param isWide - whether to begin at the midnight before, and to end at the one behind
 */
export function beginQuery<Item>(
  { from, to, at }: RangeState,
  open: (from: number, to: number) => Load<LoadingPage<Item>>,
  isWide: boolean,
): QueryState<Item> {
  const start = at ?? from;
  return {
    load: isWide ? open(startOfDay(start), startOfDay(to - 1) + DAY) : open(start, to),
    isWide,
    cursor: null,
    progress: createProgress(),
    received: 0,
    fresh: 0,
    counted: 0,
    refusals: 0,
    last: -Infinity,
  };
}
