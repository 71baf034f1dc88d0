import { concatMap, defer, filter, map, of, tap, type Observable } from 'rxjs';
import type { ListedPage, LoadingPage } from '../lists/load-page.ts';
import type { Load } from '../paging/prefetch.ts';

/** What the server says of the rows of a range. */
export interface CountedRows {
  /** `null` where it tells none. */
  readonly count: number | null;
  /** May be a second outside; `null` where there is none. */
  readonly last: { readonly id: string; readonly time: number } | null;
}

/** Counts the rows of a range without reading them. */
export interface RowCounter {
  /** @returns emits once; `null` where the server tells no count */
  readonly count: (from: number, to: number) => Observable<number | null>;

  /** @returns emits once; the count, and the last row */
  readonly look: (from: number, to: number) => Observable<CountedRows>;

  /**
   * @returns emits once; the time of the first row, which may be a second outside; `null` where there
   * is none
   */
  readonly first: (from: number, to: number) => Observable<number | null>;

  /**
   * Finds out whether the server's bounds include their second, so that counts are exact from then
   * on.
   *
   * @param second - one that has rows
   */
  readonly learn: (second: number) => Observable<unknown>;
}

/** @param open - opens a query for the rows after `from - 1` and before `to` */
export function createRowCounter<Item extends { readonly id: string }>(
  open: (from: number, to: number, isAscending: boolean) => Load<LoadingPage<Item>>,
  timeOf: (item: Item) => number,
): RowCounter {
  let lower = 0;
  let upper = 0;

  const ask = (from: number, to: number, isAscending = true): Observable<ListedPage<Item>> =>
    askOnce(open(from, to, isAscending));

  const look = (from: number, to: number): Observable<CountedRows> =>
    defer(() =>
      from >= to
        ? of({ count: 0, last: null })
        : ask(from + lower, to - upper, false).pipe(
            map(({ totalCount, items: [item] }) => ({
              count: totalCount,
              last: item === undefined ? null : { id: item.id, time: timeOf(item) },
            })),
          ),
    );

  return {
    look,
    count: (from, to) => look(from, to).pipe(map(({ count }) => count)),
    first: (from, to) => ask(from, to).pipe(map(({ items }) => items.map(timeOf)[0] ?? null)),
    learn: (second) =>
      ask(second + 1, second + 1).pipe(
        tap(({ items }) => {
          lower = items.some((item) => timeOf(item) <= second) ? 1 : 0;
        }),
        concatMap(() => ask(second + lower, second)),
        tap(({ totalCount }) => {
          upper = totalCount === null || totalCount === 0 ? 0 : 1;
        }),
      ),
  };
}

/** The first row of a query, and how many it finds; emits once. */
export function askOnce<Item>(load: Load<LoadingPage<Item>>): Observable<ListedPage<Item>> {
  return load({ cursor: null, wanted: 1 }).pipe(
    map(({ page }) => page),
    filter((page) => page !== null),
  );
}
