import { concat, concatMap, defer, EMPTY, map, of, type Observable } from 'rxjs';
import { findCut } from './find-cut.ts';
import { openRange } from './range.ts';

/** A range of seconds, half open, and how many rows it has. */
export interface CountedRange {
  /** The first second of the range: pass it as `since`. */
  readonly since: number;
  /** The first second behind the range: pass it as `until`. */
  readonly until: number;
  /** How many rows the server counts in the range. */
  readonly count: number;
}

/**
 * Cuts a range until no part has more rows than wanted, or spans one second only. Counts the lower
 * parts; the rest is in the upper ones.
 *
 * @param count - counts the rows of a range
 * @returns the parts in ascending order, without gaps; neighbours that fit together are one
 */
export function planRanges(
  whole: CountedRange,
  size: number,
  count: (since: number, until: number) => Observable<number>,
): Observable<CountedRange> {
  const split = (range: CountedRange): Observable<CountedRange> => {
    const { since, until } = range;
    const cut = range.count > size ? findCut(openRange(since, until, false)) : null;
    if (cut === null) return of(range);
    return count(since, cut).pipe(
      map((below) => Math.min(below, range.count)),
      concatMap((below) =>
        concat(
          split({ since, until: cut, count: below }),
          defer(() => split({ since: cut, until, count: range.count - below })),
        ),
      ),
    );
  };

  return defer(() => {
    let pending: CountedRange | null = null;
    const part$ = split(whole).pipe(
      concatMap((part) => {
        const before: CountedRange | null = pending;
        if (before !== null && before.count + part.count <= size) {
          pending = { ...part, since: before.since, count: before.count + part.count };
          return EMPTY;
        }
        pending = part;
        return before === null ? EMPTY : of(before);
      }),
    );
    return concat(
      part$,
      defer(() => (pending === null ? EMPTY : of(pending))),
    );
  });
}
