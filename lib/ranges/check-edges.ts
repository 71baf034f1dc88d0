import { concat, concatMap, defaultIfEmpty, filter, from, map, take, toArray } from 'rxjs';
import type { Observable } from 'rxjs';
import type { Shortfall } from '../errors/incomplete-export-error.ts';
import type { RowCounter } from './count-rows.ts';
import { DAY } from './find-cut.ts';

/**
 * Looks for a bound that loses rows: a server that compares whole days counts more in the day than
 * before and after the bound together.
 *
 * @param edges - the bounds of the whole, which no other count would show to lose rows
 * @returns emits once; `null` where no row is lost
 */
export function findLossyEdge(
  edges: readonly number[],
  counter: RowCounter,
): Observable<Shortfall | null> {
  return from(edges.filter((edge) => edge % DAY !== 0)).pipe(
    concatMap((edge) => checkEdge(edge, counter)),
    filter((shortfall) => shortfall !== null),
    take(1),
    defaultIfEmpty(null),
  );
}

/**
 * The parts share two seconds, so that none looks smaller than it is; they are added on the side that
 * is far from a midnight. The whole is counted before and after, because rows may leave the
 * query meanwhile.
 */
function checkEdge(edge: number, { count }: RowCounter): Observable<Shortfall | null> {
  const since = edge - (edge % DAY);
  const until = since + DAY;
  const isEarly = edge - since < DAY / 2;
  return concat(
    count(since, until),
    count(since - 1, isEarly ? edge + 2 : edge),
    count(isEarly ? edge : edge - 2, until + 1),
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
