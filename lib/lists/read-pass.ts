import { defer, finalize, map, type Observable } from 'rxjs';
import type { RequestContext } from '../errors/error-context.ts';
import { PaginationStalledError } from '../errors/pagination-stalled-error.ts';
import type { Client } from '../http/client.ts';
import { judge, startPass } from '../paging/catch-up.ts';
import type { Row } from '../paging/delivered.ts';
import { paginate, type Step } from '../paging/paginate.ts';
import { advance } from '../paging/advance.ts';
import { deliver, type Position } from '../paging/position.ts';
import { prefetch, type Load } from '../paging/prefetch.ts';
import { createStallDetector } from '../paging/stall.ts';
import { checkOrder } from './check-order.ts';
import type { ListedPage, LoadingPage } from './load-page.ts';
import type { PassPage, WalkState } from './pass-page.ts';

/** What is known of the next page of a pass: the request it waits for, or the page. */
export interface PassStep<Item> extends Step<PassState> {
  readonly context: RequestContext;
  readonly page: PassPage<Item> | null;
}

/** The state that loads the next page of a pass. */
interface PassState extends WalkState {
  /** How many delivered rows lie ahead: they are requested besides the wanted ones. */
  readonly expectedDuplicates: number;
  /** The `updated_at` of the row before the page. */
  readonly lastUpdatedAt: number;
}

/** How passes are read. */
export interface ReadPassConfig<Item> {
  readonly load: Load<LoadingPage<Item>>;
  readonly perPage: number;
  readonly isPrefetched: boolean;
  /** Whether the walk relies on the order of the list, and whether disorder is an error. */
  readonly order: 'ignored' | 'reported' | 'required';
  /** How many seconds a change may become visible late. */
  readonly lookBack: number;
  readonly client: Pick<Client, 'scheduler' | 'reporter'>;
  readonly whenPageWanted?: (() => Observable<unknown>) | undefined;
}

/**
 * Reads the list once, from a position to where its pass ends or to the last row wanted.
 *
 * @returns errors: those of the requests; in place of a page {@link PaginationStalledError} when a
 * cursor comes back or pages bring nothing new, and those of {@link checkOrder}
 */
export function readPass<Item extends Row>(
  { position, wanted }: WalkState,
  { load, perPage, isPrefetched, order, lookBack, client, whenPageWanted }: ReadPassConfig<Item>,
): Observable<PassStep<Item>> {
  const { scheduler, reporter } = client;
  const { pass, since } = position;
  return defer(() => {
    if (pass > 0) reporter.emit({ kind: 'pass', number: pass, since });
    const known = position.delivered.toMap();
    const visited = new Set<string | null>();
    const detector = createStallDetector();
    const ahead = prefetch(load, (request, next) =>
      request.wanted > perPage && !visited.has(next)
        ? { cursor: next, wanted: request.wanted - perPage }
        : null,
    );
    const loadPage = isPrefetched && pass === 0 ? ahead.load : load;

    const checkProgress = ({ items, next }: ListedPage<Item>, context: RequestContext): void => {
      const isStalled = detector.isStalled(items.map(({ id }) => id));
      if (next === null) return;
      if (visited.has(next)) throw new PaginationStalledError(context, next, 'came back');
      if (isStalled) throw new PaginationStalledError(context, next, 'brings nothing new');
    };

    const addPage = (
      { position: before, wanted: limit, lastUpdatedAt }: PassState,
      listed: ListedPage<Item>,
      context: RequestContext,
    ): PassPage<Item> => {
      checkProgress(listed, context);
      const isOrdered =
        order === 'ignored'
          ? null
          : checkOrder(listed, lastUpdatedAt, order === 'required', context);
      const { now, requestedAt } = serverTime(listed, scheduler.now());
      const remembersNewer = order !== 'ignored';
      const advanced = advance(before, listed, {
        known,
        remembersNewer,
        now,
        requestedAt,
        lookBack,
      });
      const { fresh } = advanced;
      const { state: catchUp, isDone } = judge(
        before.catchUp,
        { ...advanced, before },
        scheduler.now(),
      );
      const items = fresh.length > limit ? fresh.slice(0, limit) : fresh;
      const behind = { ...advanced.position, catchUp };
      const position = items === fresh ? behind : deliver(before, items);
      const after = { position, wanted: limit - items.length };
      return { ...advanced, listed, items, before, after, isOrdered, isDone };
    };

    const nextState = (
      { expectedDuplicates, lastUpdatedAt }: PassState,
      { after, duplicates, isOver, listed }: PassPage<Item>,
    ): PassState | null =>
      isOver || after.wanted === 0
        ? null
        : {
            ...after,
            expectedDuplicates: Math.max(0, expectedDuplicates - duplicates),
            lastUpdatedAt: listed.items.at(-1)?.updated_at ?? lastUpdatedAt,
          };

    const loadStep = (state: PassState): Observable<PassStep<Item>> => {
      const { cursor } = state.position;
      visited.add(cursor);
      return loadPage({ cursor, wanted: state.wanted + state.expectedDuplicates }).pipe(
        map(({ context, page: listed }) => {
          if (listed === null) return { context, page: null, next: null };
          const page = addPage(state, listed, context);
          return { context, page, next: nextState(state, page) };
        }),
      );
    };

    const expectedDuplicates = countAhead(position, known);
    const begun = { ...position, catchUp: startPass(position.catchUp, scheduler.now()) };
    const start = { position: begun, wanted, expectedDuplicates, lastUpdatedAt: Infinity };
    return paginate(start, loadStep, whenPageWanted).pipe(finalize(ahead.close));
  });
}

/** The server's time, in unix seconds; this machine's where the server does not say. */
function serverTime(
  { date, duration }: ListedPage<unknown>,
  now: number,
): { readonly now: number; readonly requestedAt: number | null } {
  const seconds = (time: number): number => Math.floor(time / 1000);
  return date === null
    ? { now: seconds(now), requestedAt: null }
    : { now: seconds(date), requestedAt: seconds(date - duration) };
}

/** How many delivered rows lie ahead. When resuming inside the list, rows at the top are behind. */
function countAhead({ cursor, newest }: Position, known: ReadonlyMap<string, number>): number {
  if (cursor === null || newest === null) return known.size;
  return [...known.values()].filter((at) => at < newest).length;
}
