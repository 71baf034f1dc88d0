import { catchError, concatMap, defer, finalize, map, of, throwError, type Observable } from 'rxjs';
import type { RequestContext } from '../errors/error-context.ts';
import type { Client } from '../http/client.ts';
import { startPass } from '../paging/catch-up.ts';
import type { Row } from '../paging/delivered.ts';
import { paginate, type Step } from '../paging/paginate.ts';
import { prefetch, type Load } from '../paging/prefetch.ts';
import { createProgress } from '../paging/progress.ts';
import { addPage, type AddPageConfig } from './add-page.ts';
import type { LoadingPage } from './load-page.ts';
import type { PassPage, WalkState } from './pass-page.ts';
import { followingState, restartState, startState, widenState } from './pass-state.ts';
import type { PassState } from './pass-state.ts';
import { explainRefusal, isRefusedCursor } from './refused-cursor.ts';

/** What is known of the next page of a pass: the request it waits for, or the page. */
export interface PassStep<Item> extends Step<PassState> {
  readonly context: RequestContext;
  readonly page: PassPage<Item> | null;
}

/** How passes are read. */
export interface ReadPassConfig<Item> extends AddPageConfig {
  readonly load: Load<LoadingPage<Item>>;
  readonly perPage: number;
  readonly isPrefetched: boolean;
  readonly client: Pick<Client, 'scheduler' | 'reporter'>;
  readonly whenPageWanted?: (() => Observable<unknown>) | undefined;
}

/**
 * Reads the list once, from a position to where its pass ends or to the last row wanted.
 *
 * Where the cursor of a search is refused, a filter takes its place, if the order allows it.
 *
 * @returns errors: those of the requests; in place of a page {@link PaginationStalledError} when a
 * cursor comes back or pages bring nothing new, and those of {@link addPage}
 */
export function readPass<Item extends Row>(
  { position, wanted }: WalkState,
  config: ReadPassConfig<Item>,
): Observable<PassStep<Item>> {
  const { load, perPage, isPrefetched, order } = config;
  const { scheduler, reporter } = config.client;
  const { pass, since } = position;
  return defer(() => {
    if (pass > 0) reporter.emit({ kind: 'pass', number: pass, since });
    const known = position.delivered.toMap();
    let progress = createProgress();
    const ahead = prefetch(load, (request, next) =>
      request.wanted > perPage && !progress.hasVisited(next)
        ? { ...request, extra: 0, cursor: next, wanted: request.wanted - perPage }
        : null,
    );
    const loadPage = isPrefetched && pass === 0 ? ahead.load : load;

    const loadStep = (state: PassState): Observable<PassStep<Item>> => {
      const { cursor, search } = state.position;
      progress.visit(cursor);
      const loading$ = loadPage({
        cursor,
        wanted: state.wanted + state.expectedDuplicates,
        beyond: search?.beyond,
        extra: state.extra,
      });
      const toStep = ({ context, page: listed }: LoadingPage<Item>): PassStep<Item> => {
        if (listed === null) return { context, page: null, next: null };
        progress.check(listed, context);
        const page = addPage(state, listed, context, known, config);
        return { context, page, next: followingState(state, page, order) };
      };
      if (search === undefined) return loading$.pipe(map(toStep));
      return loading$.pipe(
        concatMap((loading) => {
          const wider = loading.page && widenState(state, loading.page, order);
          return wider ? loadStep(wider) : of(toStep(loading));
        }),
        catchError((error: unknown) => goOn(state, error)),
      );
    };

    const goOn = (state: PassState, error: unknown): Observable<PassStep<Item>> => {
      const { cursor, search } = state.position;
      if (cursor === null || !isRefusedCursor(error)) return throwError(() => error);
      const next = restartState(state, order);
      if (next === null) {
        return throwError(() => (search?.at === null ? explainRefusal(error) : error));
      }
      // The filter may find again what is delivered.
      progress = createProgress();
      reporter.emit({ kind: 'retry', error, count: next.restarts, delay: 0 });
      return loadStep(next);
    };

    const begun = { ...position, catchUp: startPass(position.catchUp, scheduler.now()) };
    return paginate(startState({ position: begun, wanted }), loadStep, config.whenPageWanted).pipe(
      finalize(ahead.close),
    );
  });
}
