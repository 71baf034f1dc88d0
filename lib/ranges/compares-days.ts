import { concatMap, defer, map, of, type Observable } from 'rxjs';
import { DAY, isSameDay, startOfDay } from '../paging/day.ts';

/**
 * Finds the time of the first or the last row of a range; it may be a second outside.
 *
 * @param to - `null` for no end
 * @returns emits once; `null` where there is no row
 */
export type FindEdge = (
  from: number,
  to: number | null,
  isLast: boolean,
) => Observable<number | null>;

/**
 * Makes a check whether the server compares whole days. It finds the last row of a day, and asks for the
 * second of that row: a server that compares whole days does not show it. The answer holds for the whole
 * export.
 *
 * @returns the check of the day of a time; it emits once: `false` also where the day has no such row
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
