import {
  concatMap,
  defer,
  EMPTY,
  expand,
  map,
  Observable,
  queueScheduler,
  subscribeOn,
} from 'rxjs';
import type { ErrorContext } from '../errors/error-context.ts';
import { PaginationStalledError } from '../errors/pagination-stalled-error.ts';
import { createLookAhead } from './look-ahead.ts';

/** One step of a walk: a page, and where to go from it. */
export interface Step<Page> {
  readonly page: Page;
  /** The cursor of the page after this one; `null` at the end of the list. */
  readonly next: string | null;
  /** The request behind the page, for errors. */
  readonly context: ErrorContext;
}

/** The request for one page, to be subscribed to once. */
export interface PageRequest<Page> {
  readonly step$: Observable<Step<Page>>;
  /** Says where the request stands. */
  readonly where: () => ErrorContext;
}

/** What a walk is made of. */
export interface WalkConfig<Page> {
  /** The cursor to start after; `undefined` for the top of the list. */
  readonly start: string | undefined;

  /**
   * Makes the request for the page after a cursor.
   *
   * @param cursor - `undefined` for the top of the list
   * @param early - may be told the cursor of the page after this one before this one is complete;
   * `null` takes it back, when this one has to be asked for again
   * @param ahead - whether the page before is not delivered yet
   */
  readonly request: (
    cursor: string | undefined,
    early: (next: string | null) => void,
    ahead: boolean,
  ) => PageRequest<Page>;

  /** Told of each page's request when the page becomes the one to be delivered next. */
  readonly onCurrent: (request: PageRequest<Page>) => void;

  /** Whether to ask now for the page after the one to be delivered next. */
  readonly prefetch: () => boolean;

  /** Emits when the page after the one delivered last is wanted; without it, at once. */
  readonly ready?: (() => Observable<unknown>) | undefined;
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
 * Without `prefetch`, a page is asked for only when the one before it has been delivered and is
 * still wanted, so `take` of what fits into n pages costs n requests. With it, one page is asked
 * for ahead. Unsubscribing ends the requests in flight. Pages may come synchronously in any number.
 *
 * @returns the pages; errors: those of the requests, and {@link PaginationStalledError} in place of
 * a page that leads back to where the walk has been
 */
export function walk<Page>(config: WalkConfig<Page>): Observable<Page> {
  const { start, request, onCurrent, prefetch, ready } = config;
  return new Observable<Page>((subscriber) => {
    const visited = new Set([start]);
    const lookAhead = createLookAhead(request, (next) => prefetch() && !visited.has(next));
    subscriber.add(lookAhead.close);

    const visit = (cursor: string | undefined): Observable<Step<Page>> =>
      defer(() => {
        const current = lookAhead.advance(cursor);
        onCurrent(current);
        return current.step$;
      }).pipe(
        map((step) => {
          const { next, context } = step;
          if (next !== null && visited.has(next)) throw new PaginationStalledError(context, next);
          lookAhead.learn(next);
          visited.add(next ?? undefined);
          return step;
        }),
      );

    visit(start)
      .pipe(
        // `expand` projects a page without looking whether anybody still wants the next one, and
        // recurses where that one comes synchronously: the queue keeps the stack flat.
        expand(({ next }) => {
          if (next === null || subscriber.closed) return EMPTY;
          const page$ =
            ready === undefined ? visit(next) : ready().pipe(concatMap(() => visit(next)));
          return page$.pipe(subscribeOn(queueScheduler));
        }),
        map(({ page }) => page),
      )
      .subscribe(subscriber);
  });
}
