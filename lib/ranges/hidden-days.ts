import { of, type Observable } from 'rxjs';
import { isSameDay, startOfDay } from '../paging/day.ts';
import type { QueryState } from './query-state.ts';
import type { RangeState } from './range.ts';

/** What a server does to the days in which a query begins and ends. */
export interface DayRule {
  /** Whether a query up to this second asks for no end. */
  readonly isOpenEnded: (to: number) => boolean;
  /** Whether the server compares whole days, and the day of a time has rows. Emits once. */
  readonly comparesDays: (time: number) => Observable<boolean>;
  /** A query has shown rows of the day where it begins. */
  readonly onDayShown: () => void;
}

/**
 * Whether a query leaves out the day where its range stands, as a server does that compares whole days,
 * unless the range stands at a midnight. A query asks for the second before too, and a server that shows
 * it compares seconds.
 *
 * @param times - of the rows of the page
 * @returns emits once; `false` also where the page is not the first one
 */
export function hidesStart<Item>(
  { from, at }: RangeState,
  { cursor, isWide }: QueryState<Item>,
  times: readonly number[],
  { comparesDays, onDayShown }: DayRule,
): Observable<boolean> {
  const start = at ?? from;
  if (cursor !== null || isWide || start === startOfDay(start)) return of(false);
  const isShown = times.some(
    (time) => time === start - 1 || (time >= start && isSameDay(time, start)),
  );
  if (!isShown) return comparesDays(start);
  onDayShown();
  return of(false);
}

/**
 * Whether a query leaves out the day in which its range ends, unless the range ends at a midnight.
 *
 * @param next - the cursor of the page that follows
 * @param last - the time of the last row so far
 * @returns emits once; `false` also where the query goes on
 */
export function hidesEnd<Item>(
  { to }: RangeState,
  { isWide }: QueryState<Item>,
  next: string | null,
  last: number,
  { isOpenEnded, comparesDays }: DayRule,
): Observable<boolean> {
  if (next !== null || isWide || to === startOfDay(to) || isOpenEnded(to)) return of(false);
  return last >= to || isSameDay(last, to) ? of(false) : comparesDays(to);
}
