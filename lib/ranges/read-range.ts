import { catchError, concatMap, EMPTY, map, throwError, type Observable } from 'rxjs';
import type { RequestContext } from '../errors/error-context.ts';
import { IncompleteExportError } from '../errors/incomplete-export-error.ts';
import type { ListedPage, LoadingPage } from '../lists/load-page.ts';
import { isRefusedCursor } from '../lists/refused-cursor.ts';
import { paginate, type Step } from '../paging/paginate.ts';
import type { Load } from '../paging/prefetch.ts';
import { hidesEnd, hidesStart, type DayRule } from './hidden-days.ts';
import { beginQuery, type QueryState } from './query-state.ts';
import type { RangeState } from './range.ts';
import { advanceRange } from './range.ts';

/** A cursor may be refused so often without a fresh row in between. */
const MAX_REFUSALS = 5;

/** Rows in ascending order of a time. */
export interface RangeSource<Item> extends DayRule {
  /** Opens a query for the rows from a second on, up to the end of the range. */
  readonly open: (from: number, to: number) => Load<LoadingPage<Item>>;
  /** In unix seconds. */
  readonly timeOf: (item: Item) => number;
}

/** The range that is being read; its end may come nearer meanwhile. */
export interface RangeCursor {
  readonly range: () => RangeState;
  /** A page has come: the range behind it, and the rows and the total its query told. */
  readonly load: (range: RangeState, rows: number, total: number | null) => void;
  /** Another query goes on where the range stands. */
  readonly restart: () => void;
}

/** A page of a range. */
export interface RangePage<Item> extends Step<QueryState<Item>> {
  /** The rows to deliver. */
  readonly fresh: readonly Item[];
  /** The range behind the page. */
  readonly behind: RangeState;
}

/**
 * Reads a range to its end. Where a query ends although it counts more rows, or its cursor is
 * refused, another query goes on at the last second delivered, so a range needs no cursor to go on.
 *
 * @returns errors: those of the requests, {@link PaginationStalledError}, and
 * {@link IncompleteExportError} for rows out of order and for a query that shows less than it counts
 */
export function readRange<Item extends { readonly id: string }>(
  cursor: RangeCursor,
  { open, timeOf, ...days }: RangeSource<Item>,
  whenPageWanted: () => Observable<unknown>,
): Observable<RangePage<Item>> {
  const begin = (isWide = false): QueryState<Item> => beginQuery(cursor.range(), open, isWide);

  const restart = (refusals: number, isWide = false): QueryState<Item> => {
    cursor.restart();
    return { ...begin(isWide), refusals };
  };

  const addPage = (
    state: QueryState<Item>,
    listed: ListedPage<Item>,
    context: RequestContext,
    isEndHidden: boolean,
  ): RangePage<Item> => {
    const { items, next, totalCount } = listed;
    const before = cursor.range();
    const received = state.received + items.length;
    const fail = (reason: string): never => {
      const range = { since: before.at ?? before.from, until: before.to };
      const counts = { expected: totalCount ?? received, found: state.received };
      throw new IncompleteExportError(context, reason, { range, ...counts });
    };
    const times = items.map(timeOf);
    const isOrdered = times.every(
      (time, index) => Number.isFinite(time) && time >= (times[index - 1] ?? state.last),
    );
    if (!isOrdered) fail('the server ignores the order');
    state.progress.check(listed, context);

    const { fresh, range } = advanceRange(before, items, timeOf);
    const last = times.at(-1) ?? state.last;
    const isOver = last >= before.to;
    const total = state.fresh + fresh.length;
    const counted = Math.max(state.counted, totalCount ?? 0);
    const hasEnded = !isOver && next === null;
    const isAskedAgain = total === 0 && state.refusals > 0;
    if (hasEnded && isAskedAgain && received < (totalCount ?? 0))
      fail('the server ends before its own count');
    // Rows that were shown and then deleted are missing in the last count.
    const isShort = hasEnded && !isAskedAgain && received < counted;
    const isDone = isOver || (hasEnded && !isShort && !isEndHidden);
    const behind = { ...range, isDone };
    cursor.load(behind, items.length, totalCount);
    const following = { ...state, cursor: next, received, fresh: total, counted, last };
    const refusals = isShort ? 1 : state.refusals;
    const nextState =
      isShort || isEndHidden
        ? restart(total > 0 ? 0 : refusals, state.isWide || isEndHidden)
        : following;
    return { fresh, behind, next: isDone ? null : nextState };
  };

  const goOn = (state: QueryState<Item>, error: unknown): Observable<RangePage<Item>> => {
    const refusals = state.fresh > 0 ? 1 : state.refusals + 1;
    const isRefused = isRefusedCursor(error) && state.cursor !== null;
    return isRefused && refusals <= MAX_REFUSALS
      ? loadStep(restart(refusals, state.isWide))
      : throwError(() => error);
  };

  const loadStep = (state: QueryState<Item>): Observable<RangePage<Item>> => {
    const { cursor: after, progress } = state;
    progress.visit(after);
    // A query that goes on begins with rows that are delivered.
    const extra = after === null ? cursor.range().seen.toMap().size : 0;
    return state.load({ cursor: after, wanted: Infinity, extra }).pipe(
      concatMap(({ context, page }) => {
        if (page === null) return EMPTY;
        const times = page.items.map(timeOf);
        return hidesStart(cursor.range(), state, times, days).pipe(
          concatMap((isStartHidden) =>
            isStartHidden
              ? loadStep(restart(state.refusals, true))
              : hidesEnd(cursor.range(), state, page.next, times.at(-1) ?? state.last, days).pipe(
                  map((isEndHidden) => addPage(state, page, context, isEndHidden)),
                ),
          ),
        );
      }),
      catchError((error: unknown) => goOn(state, error)),
    );
  };

  return paginate(begin(), loadStep, whenPageWanted);
}
