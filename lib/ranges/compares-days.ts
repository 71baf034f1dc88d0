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

/** Finds out whether the server compares whole days. */
export interface DayCheck {
  /** A query has shown rows of the day where it begins. */
  readonly learn: () => void;
  /** Checks the day of a time; emits once: `false` also where the day has no such row. */
  readonly ask: (time: number, findEdge: FindEdge) => Observable<boolean>;
}

/**
 * Makes a check whether the server compares whole days. A query that shows rows of the day where it
 * begins proves that it does not. Else the check finds the last row of a day, and asks for the second of
 * that row: a server that compares whole days does not show it. What is found out holds for the whole
 * export.
 */
export function createDayCheck(): DayCheck {
  let isDaily: boolean | null = null;
  return {
    learn() {
      isDaily ??= false;
    },
    ask: (time, findEdge) =>
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
      }),
  };
}
