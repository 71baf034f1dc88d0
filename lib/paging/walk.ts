import { EMPTY, expand, map, Observable, queueScheduler, subscribeOn } from 'rxjs';
import type { ErrorContext } from '../errors/error-context.ts';
import { PaginationStalledError } from '../errors/pagination-stalled-error.ts';

/** One step of a walk: a page, and where to go from it. */
export interface Step<Page> {
  readonly page: Page;
  /** The cursor of the page after this one; `null` at the end of the list. */
  readonly next: string | null;
  /** The request behind the page, for errors. */
  readonly context: ErrorContext;
}

/**
 * Walks a cursor list: asks for the page after `start`, then for the page each page names, until
 * one names none.
 *
 * ```
 * request(undefined)   --a|
 * request('2')            --b|
 * result               --a--b|
 * ```
 *
 * A page is asked for only when the one before it has been delivered and is still wanted, so
 * `take` of what fits into n pages costs n requests. Unsubscribing ends the request in flight.
 * Pages may come synchronously in any number.
 *
 * @param start - the cursor to start after; `undefined` for the top of the list
 * @param request - makes the request for the page after a cursor
 * @returns the pages; errors: those of `request`, and {@link PaginationStalledError} in place of a
 * page that leads back to where the walk has been
 */
export function walk<Page>(
  start: string | undefined,
  request: (cursor: string | undefined) => Observable<Step<Page>>,
): Observable<Page> {
  return new Observable<Page>((subscriber) => {
    const visited = new Set([start]);
    const visit = (cursor: string | undefined): Observable<Step<Page>> =>
      request(cursor).pipe(
        map((step) => {
          if (step.next === null) return step;
          if (visited.has(step.next)) throw new PaginationStalledError(step.context, step.next);
          visited.add(step.next);
          return step;
        }),
      );
    visit(start)
      .pipe(
        // `expand` projects a page without looking whether anybody still wants the next one, and
        // recurses where that one comes synchronously: the queue keeps the stack flat.
        expand(({ next }) =>
          next === null || subscriber.closed
            ? EMPTY
            : visit(next).pipe(subscribeOn(queueScheduler)),
        ),
        map(({ page }) => page),
      )
      .subscribe(subscriber);
  });
}
