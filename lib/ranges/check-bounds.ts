import { concat, concatMap, defaultIfEmpty, every, filter, from, map, take, toArray } from 'rxjs';
import type { Observable } from 'rxjs';
import type { Shortfall } from '../errors/incomplete-export-error.ts';
import { DAY, startOfDay } from '../paging/day.ts';
import type { RowCounter } from './count-rows.ts';
import type { RangeState } from './range.ts';

/** A bound that loses rows. */
export interface LossyBound {
  readonly bound: number;
  readonly shortfall: Shortfall;
}

/** How many seconds are asked for: the rows of some may be deleted. */
const PROBES = 3;

/**
 * Asks for seconds that have shown rows: a server that compares whole days counts nothing in them.
 *
 * @returns emits once; also `true` where no row was shown
 */
export function mayCompareDays(
  ranges: readonly RangeState[],
  { count }: RowCounter,
): Observable<boolean> {
  const seconds = ranges.map(({ at }) => at).filter((at) => at !== null);
  return from(seconds.slice(0, PROBES)).pipe(
    concatMap((second) => count(second, second + 1)),
    every((found) => found === 0),
  );
}

/**
 * Looks for a bound within a day that loses rows: a server that compares whole days counts more in the
 * day than before and after the bound together.
 *
 * @returns emits once; `null` where no row is lost
 */
export function findLossyBound(
  bounds: readonly number[],
  counter: RowCounter,
): Observable<LossyBound | null> {
  return from(bounds).pipe(
    concatMap((bound) =>
      checkBound(bound, counter).pipe(map((shortfall) => shortfall && { bound, shortfall })),
    ),
    filter((loss) => loss !== null),
    take(1),
    defaultIfEmpty(null),
  );
}

/**
 * The parts share two seconds, so that none looks smaller than it is; they are added on the side that
 * is far from a midnight. The whole is counted before and after, because rows may leave the
 * query meanwhile.
 */
function checkBound(bound: number, { count }: RowCounter): Observable<Shortfall | null> {
  const since = startOfDay(bound);
  const until = since + DAY;
  const isEarly = bound - since < DAY / 2;
  return concat(
    count(since, until),
    count(since - 1, isEarly ? bound + 2 : bound),
    count(isEarly ? bound : bound - 2, until + 1),
    count(since, until),
  ).pipe(
    toArray(),
    map(([first, before, after, last]) => {
      const expected = Math.min(first ?? 0, last ?? 0);
      const found = (before ?? 0) + (after ?? 0);
      return found < expected ? { range: { since, until }, expected, found } : null;
    }),
  );
}
