import { concatMap, map, of, tap, type Observable } from 'rxjs';
import type { RequestContext } from '../errors/error-context.ts';
import { loadPages, type ListedPage, type LoadingPage } from '../lists/load-page.ts';
import type { TimeField } from '../paging/order.ts';
import type { Load } from '../paging/prefetch.ts';
import { createDayCheck, type FindEdge } from '../ranges/compares-days.ts';
import { askOnce, createRowCounter, type RowCounter } from '../ranges/count-rows.ts';
import { FAR } from '../ranges/range.ts';
import type { RangeSource } from '../ranges/read-range.ts';
import { timeQuery } from '../ranges/time-query.ts';
import { searchConversations } from '../search/search-conversations.ts';
import type { Conversation } from '../types/conversation.ts';
import type { SearchQuery, SearchSort } from '../types/search-query.ts';
import type { ExportSettings } from './export-settings.ts';

/** What an export asks the search for. */
export interface ExportQueries {
  readonly byCreation: RangeSource<Conversation>;
  readonly byUpdate: RangeSource<Conversation>;
  readonly counter: RowCounter;
  /** Emits the newest `updated_at` that is not dated ahead of this machine; `null` for none. */
  readonly newestChange: () => Observable<number | null>;
}

/** What an export wants to be told. */
export interface ExportQueriesConfig {
  /** Whether nothing is to be left out from a second on, so that no end has to be asked for. */
  readonly isOpenEnded: (to: number) => boolean;
  /** Whether the server's time is known. */
  readonly isTimeKnown: () => boolean;
  /** @param time - of the server's clock, in milliseconds since 1970; `null` when it is not known */
  readonly onPage: (page: ListedPage<Conversation>, time: number | null) => void;
  /** Called with each request that is waited for. */
  readonly onRequest: (context: RequestContext) => void;
}

const SECOND = 1000;

/** Makes the queries of an export; each has a page size of its own. */
export function createExportQueries(
  { client, query, perPage, isAdaptive }: ExportSettings,
  { isOpenEnded, isTimeKnown, onPage, onRequest }: ExportQueriesConfig,
): ExportQueries {
  const search = (
    wireQuery: SearchQuery,
    sort: SearchSort,
    size: number,
  ): Load<LoadingPage<Conversation>> => {
    const endpoint = searchConversations(client, wireQuery, sort);
    const load = loadPages(client, endpoint, { perPage: size, isAdaptive, isScanned: false });
    return (request) =>
      load(request).pipe(
        tap(({ context }) => {
          onRequest(context);
        }),
      );
  };
  const findEdge =
    (field: TimeField): FindEdge =>
    (from, to, isLast) => {
      const sort = { field, order: isLast ? 'descending' : 'ascending' } as const;
      const load = search(timeQuery(query, field, from, to), sort, 1);
      return askOnce(load).pipe(map(({ items: [row] }) => row?.[field] ?? null));
    };
  const newestChange = (): Observable<number | null> =>
    findEdge('updated_at')(0, Math.floor(client.scheduler.now() / SECOND) + 1, true);
  const days = createDayCheck();

  /**
   * Where no `Date` tells, the time is not before the newest change that is not dated ahead of this
   * machine: its clock may be ahead of the server's.
   */
  const timeOf = ({ response: { date } }: ListedPage<Conversation>): Observable<number | null> =>
    date !== null || isTimeKnown()
      ? of(date)
      : newestChange().pipe(map((time) => Math.min((time ?? 0) * SECOND, client.scheduler.now())));

  const open = (
    field: TimeField,
    from: number,
    to: number | null,
    size: number,
    isAscending = true,
  ): Load<LoadingPage<Conversation>> => {
    const sort = { field, order: isAscending ? 'ascending' : 'descending' } as const;
    const load = search(timeQuery(query, field, from, to), sort, size);
    const hear = (page: ListedPage<Conversation>): Observable<unknown> =>
      timeOf(page).pipe(
        tap((time) => {
          onPage(page, time);
        }),
      );
    return (request) =>
      load(request).pipe(
        concatMap((loading) =>
          loading.page === null ? of(loading) : hear(loading.page).pipe(map(() => loading)),
        ),
      );
  };
  const createdAt = ({ created_at }: Conversation): number => created_at;

  return {
    byCreation: {
      open: (from, to) => open('created_at', from, isOpenEnded(to) ? null : to, perPage),
      timeOf: createdAt,
      isOpenEnded,
      comparesDays: (time) => days.ask(time, findEdge('created_at')),
      onDayShown: days.learn,
    },
    byUpdate: {
      open: (from) => open('updated_at', from, null, perPage),
      timeOf: ({ updated_at }) => updated_at,
      isOpenEnded: () => true,
      comparesDays: (time) => days.ask(time, findEdge('updated_at')),
      onDayShown: days.learn,
    },
    counter: createRowCounter(
      (from, to, isAscending) => open('created_at', from, to === FAR ? null : to, 1, isAscending),
      createdAt,
    ),
    newestChange,
  };
}
