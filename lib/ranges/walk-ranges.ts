import { catchError, concat, concatMap, defer, EMPTY, filter, ignoreElements, map } from 'rxjs';
import { merge, of, repeat, Subject, take, takeUntil, throwError, type Observable } from 'rxjs';
import type { RequestContext } from '../errors/error-context.ts';
import { createGate } from '../paging/gate.ts';
import type { Board } from './board.ts';
import { readRange, type RangeCursor, type RangePage, type RangeSource } from './read-range.ts';

/** A page that waits for its work; its walker waits too. */
export interface HeldPage<Item> extends RangePage<Item> {
  /** Of its range. */
  readonly index: number;
  /** To be called when the work is done. */
  readonly release: () => void;
}

/** How ranges are walked. */
export interface WalkRangesConfig<Item> {
  readonly board: Board;
  readonly source: RangeSource<Item>;
  /** How many ranges are walked at once. */
  readonly concurrency: number;
  /** Called with each request that a walker waits for. */
  readonly onRequest: (context: RequestContext) => void;
}

/**
 * Walks the ranges of a board, some at a time, until all of them are delivered. A walker that has
 * finished its range takes another one; where there is none at present, it waits.
 *
 * @returns the pages with fresh rows, as they come; an error of a range ends the other walkers, and
 * comes when the held pages are released
 */
export function walkRanges<Item extends { readonly id: string }>({
  board,
  source,
  concurrency,
  onRequest,
}: WalkRangesConfig<Item>): Observable<HeldPage<Item>> {
  return defer(() => {
    const changed = new Subject<void>();
    const failed = new Subject<void>();
    let failure: { readonly error: unknown } | null = null;
    let held = 0;
    const idle = createGate(() => held === 0);

    const walk = (index: number): Observable<HeldPage<Item>> => {
      let isHeld = false;
      const gate = createGate(() => !isHeld);
      const hold = (page: RangePage<Item>): HeldPage<Item> | null => {
        isHeld = page.fresh.length > 0;
        if (isHeld) held += 1;
        else board.deliver(index, page.behind);
        changed.next();
        const release = (): void => {
          board.deliver(index, page.behind);
          isHeld = false;
          held -= 1;
          gate.check();
          changed.next();
          idle.check();
        };
        return isHeld ? { ...page, index, release } : null;
      };
      const cursor: RangeCursor = {
        range: () => board.loaded(index),
        load: (behind, rows, total) => {
          board.load(index, behind, rows, total);
        },
        restart: () => {
          board.restart(index);
        },
      };
      const page$ = readRange(cursor, source, gate.whenOpen).pipe(
        map(({ context, page }) => {
          onRequest(context);
          return page && hold(page);
        }),
        filter((page) => page !== null),
      );
      return concat(page$, gate.whenOpen().pipe(ignoreElements()));
    };

    const isOver = (): boolean => board.ranges().every(({ isDone }) => isDone);

    const walker$ = defer(() => {
      const index = board.take();
      if (index !== null) return walk(index);
      return isOver() ? EMPTY : changed.pipe(take(1), ignoreElements());
    }).pipe(
      repeat({ delay: () => (isOver() ? EMPTY : of(null)) }),
      catchError((error: unknown) => {
        failure ??= { error };
        failed.next();
        return EMPTY;
      }),
    );

    const failure$ = defer(() => {
      const { error } = failure ?? {};
      return failure === null
        ? EMPTY
        : idle.whenOpen().pipe(concatMap(() => throwError(() => error)));
    });

    const walkers = Array.from({ length: concurrency }, () => walker$);
    return concat(merge(...walkers).pipe(takeUntil(failed)), failure$);
  });
}
