import { catchError, concat, concatMap, defer, EMPTY, filter, ignoreElements, map } from 'rxjs';
import { merge, of, repeat, Subject, take, throwError, type Observable } from 'rxjs';
import { createGate } from '../paging/gate.ts';
import type { Board, TakenRange } from './board.ts';
import type { RangeState } from './range.ts';
import { readRange, type RangePage, type RangeSource } from './read-range.ts';

/** A page that waits for its work; its walker waits too. */
export interface HeldPage<Item> extends RangePage<Item> {
  /** All ranges behind the page. */
  readonly preview: () => readonly RangeState[];
  /** To be called when the work is done. */
  readonly release: () => void;
}

/** How ranges are walked. */
export interface WalkRangesConfig<Item> {
  readonly board: Board;
  readonly source: RangeSource<Item>;
  /** How many ranges are walked at once. */
  readonly concurrency: number;
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
}: WalkRangesConfig<Item>): Observable<HeldPage<Item>> {
  return defer(() => {
    const changed = new Subject<void>();
    let held = 0;
    const idle = createGate(() => held === 0);

    const walk = (own: TakenRange): Observable<HeldPage<Item>> => {
      let isHeld = false;
      const gate = createGate(() => !isHeld);
      const hold = (page: RangePage<Item>): HeldPage<Item> | null => {
        isHeld = page.fresh.length > 0;
        if (isHeld) held += 1;
        else own.deliver(page.behind);
        changed.next();
        const release = (): void => {
          own.deliver(page.behind);
          isHeld = false;
          held -= 1;
          gate.check();
          changed.next();
          idle.check();
        };
        return isHeld ? { ...page, preview: () => own.preview(page.behind), release } : null;
      };
      const page$ = readRange(own, source, gate.whenOpen).pipe(
        map(hold),
        filter((page) => page !== null),
      );
      return concat(page$, gate.whenOpen().pipe(ignoreElements()));
    };

    const isOver = (): boolean => board.ranges().every(({ isDone }) => isDone);

    const walker$ = defer(() => {
      const own = board.take();
      if (own !== null) return walk(own);
      return isOver() ? EMPTY : changed.pipe(take(1), ignoreElements());
    }).pipe(repeat({ delay: () => (isOver() ? EMPTY : of(null)) }));

    return merge(...Array.from({ length: concurrency }, () => walker$)).pipe(
      catchError((error: unknown) =>
        idle.whenOpen().pipe(concatMap(() => throwError(() => error))),
      ),
    );
  });
}
