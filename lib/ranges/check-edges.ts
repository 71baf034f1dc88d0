import { concatMap, defaultIfEmpty, filter, from, map, of, take, type Observable } from 'rxjs';
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

/** The parts are a second wider than they need be, so that none looks smaller than it is. */
function checkEdge(edge: number, { count }: RowCounter): Observable<Shortfall | null> {
  const since = edge - (edge % DAY);
  const until = since + DAY;
  return count(since, until).pipe(
    concatMap((all) => {
      if (all === null || all === 0) return of(null);
      return count(since - 1, edge + 1).pipe(
        concatMap((before) =>
          count(edge - 1, until + 1).pipe(
            map((after) => {
              const found = (before ?? 0) + (after ?? 0);
              return found < all ? { range: { since, until }, expected: all, found } : null;
            }),
          ),
        ),
      );
    }),
  );
}
