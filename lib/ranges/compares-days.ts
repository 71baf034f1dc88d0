import { concatMap, defer, map, of, type Observable } from 'rxjs';
import { DAY, isSameDay, startOfDay } from '../paging/day.ts';

/** Finds the first or the last time of a range, which may be a second outside; `null` for no end, or no row. */
export type FindEdge = (
  from: number,
  to: number | null,
  isLast: boolean,
) => Observable<number | null>;

/**
 * Finds out whether a server compares whole days: whether it leaves out a row of the second that is
 * asked for. It is asked once, where a day looks as if it was left out.
 *
 * @returns takes a time of the day, and the order its rows are looked for in; emits once; `false` also
 * where the day has no row that could be left out
 */
export function createDayCheck(): (time: number, findEdge: FindEdge) => Observable<boolean> {
  let isDaily: boolean | null = null;
  return (time, findEdge) =>
    defer(() => {
      if (isDaily !== null) return of(isDaily);
      const midnight = startOfDay(time);
      return findEdge(midnight, midnight + DAY, true).pipe(
        concatMap((last) => {
          if (last === null || last === midnight || !isSameDay(last, midnight)) return of(false);
          return findEdge(last, null, false).pipe(
            map((shown) => {
              isDaily = shown === null || !isSameDay(shown, last);
              return isDaily;
            }),
          );
        }),
      );
    });
}
