import type { LoadingPage } from '../lists/load-page.ts';
import type { Load } from '../paging/prefetch.ts';
import { DAY, isSameDay, startOfDay } from '../paging/day.ts';
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

/**
 * Whether the first page of a query shows no row of the day where its range stands, from there on: a
 * server that compares whole days leaves them out, unless the range stands at a midnight. A query asks
 * for the second before too, and a server that shows it compares seconds.
 *
 * @param times - of the rows of the page
 */
export function lacksDay<Item>(
  { from, at }: RangeState,
  { cursor, isWide }: QueryState<Item>,
  times: readonly number[],
): boolean {
  const start = at ?? from;
  const isShown = (time: number): boolean =>
    time === start - 1 || (time >= start && isSameDay(time, start));
  return cursor === null && !isWide && start !== startOfDay(start) && !times.some(isShown);
}

/**
 * Whether a query that has ended shows no row of the day of the bound at its end: a server that compares
 * whole days leaves them out, unless the range ends at a midnight.
 */
export function lacksLastDay<Item>(
  { to }: RangeState,
  { isWide }: QueryState<Item>,
  last: number,
): boolean {
  return !isWide && last < to && to !== startOfDay(to) && !isSameDay(last, to);
}
