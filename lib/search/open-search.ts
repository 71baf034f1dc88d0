import { checkThat } from '../errors/check.ts';
import type { Client } from '../http/client.ts';
import type { ListEndpoint } from '../lists/list-endpoint.ts';
import type { ReadPassConfig } from '../lists/read-pass.ts';
import type { ListOrder } from '../paging/order.ts';
import { beginSearch, type SearchState } from '../paging/seek.ts';
import type { Conversation } from '../types/conversation.ts';
import { addFilters } from './add-filters.ts';
import { DEFAULT_SORT, filterBehind, searchConversations } from './search-conversations.ts';
import { isShallow, toWireQuery } from './to-wire-query.ts';
import { toWireSort } from './to-wire-sort.ts';

/** The options of a search, not checked. */
export interface SearchConfig {
  readonly query: unknown;
  readonly sort: unknown;
  readonly requireOrder: boolean;
  /** Whether changes are read. */
  readonly isOrderNeeded: boolean;
}

/** A search, ready to be read as a list. */
export interface OpenSearch extends Pick<ReadPassConfig<Conversation>, 'order'> {
  readonly endpoint: ListEndpoint<Conversation>;
  /** Where it begins. */
  readonly search: SearchState;
}

const FOR_CHANGES =
  "{ field: 'updated_at', order: 'descending' }, or left out, where changes are read: they are found at the top of that order";

/**
 * Checks the options of a search.
 *
 * @throws {@link InvalidOptionsError} with the path of the first mistake
 */
export function openSearch(
  client: Client,
  { query, sort, requireOrder, isOrderNeeded }: SearchConfig,
): OpenSearch {
  const wireQuery = toWireQuery(query, client.version);
  const wireSort = sort === undefined ? undefined : toWireSort(sort);
  const { field, order: direction } = wireSort ?? DEFAULT_SORT;
  const isLastUpdated = field === 'updated_at' && direction === 'descending';
  const name = `${field}, ${direction}`;
  checkThat(!isOrderNeeded || isLastUpdated, 'sort', name, FOR_CHANGES);
  const timeField = (['created_at', 'updated_at'] as const).find((known) => known === field);
  const order: ListOrder | null =
    timeField === undefined
      ? null
      : {
          name: isLastUpdated ? field : name,
          field: timeField,
          isAscending: direction === 'ascending',
          isTimeNeeded: isOrderNeeded,
          isRequired: requireOrder && (isOrderNeeded || wireSort !== undefined),
        };
  const withFilter = addFilters(wireQuery, [filterBehind(0, wireSort)]);
  return {
    endpoint: searchConversations(client, wireQuery, wireSort),
    order,
    search: beginSearch({
      query: JSON.stringify([wireQuery, wireSort ?? null]),
      isResumable: order !== null && isShallow(withFilter),
    }),
  };
}
