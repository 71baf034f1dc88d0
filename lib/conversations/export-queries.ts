import { tap } from 'rxjs';
import type { RequestContext } from '../errors/error-context.ts';
import { loadPages, type ListedPage, type LoadingPage } from '../lists/load-page.ts';
import type { TimeField } from '../paging/order.ts';
import type { Load } from '../paging/prefetch.ts';
import { createRowCounter, type RowCounter } from '../ranges/count-rows.ts';
import { FAR } from '../ranges/read-changes.ts';
import type { RangeSource } from '../ranges/read-range.ts';
import { timeQuery } from '../ranges/time-query.ts';
import { searchConversations } from '../search/search-conversations.ts';
import type { Conversation } from '../types/conversation.ts';
import type { ExportSettings } from './export-settings.ts';

/** What an export asks the search for. */
export interface ExportQueries {
  readonly byCreation: RangeSource<Conversation>;
  readonly byUpdate: RangeSource<Conversation>;
  readonly counter: RowCounter;
}

/** What an export wants to be told. */
export interface ExportQueriesConfig {
  /** Whether nothing is to be left out from a second on, so that no end has to be asked for. */
  readonly isOpenEnded: (to: number) => boolean;
  readonly onPage: (page: ListedPage<Conversation>) => void;
  readonly onRequest: (context: RequestContext) => void;
}

/** Makes the queries of an export; each has a page size of its own. */
export function createExportQueries(
  { client, query, perPage, isAdaptive }: ExportSettings,
  { isOpenEnded, onPage, onRequest }: ExportQueriesConfig,
): ExportQueries {
  const open = (
    field: TimeField,
    from: number,
    to: number | null,
    size: number,
  ): Load<LoadingPage<Conversation>> => {
    const sort = { field, order: 'ascending' } as const;
    const endpoint = searchConversations(client, timeQuery(query, field, from, to), sort);
    const load = loadPages(client, endpoint, { perPage: size, isAdaptive, isScanned: false });
    return (request) =>
      load(request).pipe(
        tap(({ page }) => {
          if (page !== null) onPage(page);
        }),
      );
  };
  const createdAt = ({ created_at }: Conversation): number => created_at;

  return {
    byCreation: {
      open: (from, to) => open('created_at', from, isOpenEnded(to) ? null : to, perPage),
      timeOf: createdAt,
    },
    byUpdate: {
      open: (from) => open('updated_at', from, null, perPage),
      timeOf: ({ updated_at }) => updated_at,
    },
    counter: createRowCounter(
      (from, to) => open('created_at', from, to === FAR ? null : to, 1),
      createdAt,
      onRequest,
    ),
  };
}
