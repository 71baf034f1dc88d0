import { concat, concatMap, filter, from, map, mergeMap, of, toArray } from 'rxjs';
import { ignoreElements, type Observable } from 'rxjs';
import { countDelivered, joinRanges, type RangeState } from './range.ts';
import type { CountedRows, RowCounter } from './count-rows.ts';
import { hasMore, judgeCounts, type RangeCounts, type Verdict } from './judge-counts.ts';

/** What an audit needs to know. */
export interface AuditConfig {
  readonly ranges: readonly RangeState[];
  readonly counter: RowCounter;
  /** The finding of the audit before. */
  readonly before: string | null;
  /** How many counts are asked for at once. */
  readonly concurrency: number;
}

/** What an audit has found. */
export interface Audit {
  readonly verdict: Verdict;
  /** How many rows the server counts in all; `null` when it does not tell. */
  readonly whole: number | null;
}

/**
 * Compares how many rows the server counts with how many it has shown. One request, where the whole
 * agrees with the sum of its parts; a single part agrees with itself also on a server that shows and
 * counts no more than so many rows, so its tail is looked at too. Else it counts each range.
 */
export function auditRanges({
  ranges,
  counter,
  before,
  concurrency,
}: AuditConfig): Observable<Audit> {
  const { from: since, to: until } = joinRanges(ranges);
  const delivered = countDelivered(ranges);
  const parts = ranges.filter(({ at }) => at !== null);
  const [part] = parts;

  const lookAtTail = ({ at, from: first, to }: RangeState): Observable<CountedRows> =>
    counter.look(at ?? first, to);

  const countRange = (range: RangeState): Observable<RangeCounts> =>
    counter
      .count(range.from, range.to)
      .pipe(
        concatMap((total) => lookAtTail(range).pipe(map((tail) => ({ total: total ?? 0, tail })))),
      );

  const countParts = from(ranges.entries()).pipe(
    mergeMap(
      ([index, range]) => countRange(range).pipe(map((counts) => ({ index, counts }))),
      concurrency,
    ),
    toArray(),
    map((all) => all.sort((a, b) => a.index - b.index).map(({ counts }) => counts)),
  );

  // A second whose rows were delivered may have none by now, and would teach nothing.
  const learn$ = counter.first(since, until).pipe(
    map((first) => first ?? part?.at ?? null),
    filter((second) => second !== null),
    concatMap(counter.learn),
    ignoreElements(),
  );
  const compare$ = concat(learn$, countParts).pipe(
    concatMap((counts) =>
      counter.count(since, until).pipe(
        map((whole): Audit => {
          const verdict = judgeCounts(ranges, counts, whole ?? 0, before);
          return { verdict, whole };
        }),
      ),
    ),
  );

  return counter.count(since, until).pipe(
    concatMap((whole) => {
      const complete = of<Audit>({ verdict: { kind: 'complete' }, whole });
      if (whole === null) return complete;
      if (whole !== delivered) return compare$;
      if (part === undefined || parts.length > 1) return complete;
      return lookAtTail(part).pipe(
        concatMap((tail) => {
          const isSame = (tail.count ?? 0) === part.seen.toMap().size;
          return isSame && !hasMore(part, tail) ? complete : compare$;
        }),
      );
    }),
  );
}
