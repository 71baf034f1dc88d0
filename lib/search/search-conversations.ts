import type { Client } from '../http/client.ts';
import { decodeCursorList } from '../lists/cursor-list.ts';
import { isAbsoluteUrl } from '../lists/cursor-url.ts';
import type { ListEndpoint } from '../lists/list-endpoint.ts';
import type { Conversation } from '../types/conversation.ts';
import type { SearchFilter, SearchQuery, SearchSort } from '../types/search-query.ts';
import { addFilters } from './add-filters.ts';

/** The order of the API where none is asked for. */
export const DEFAULT_SORT: SearchSort = { field: 'updated_at', order: 'descending' };

/**
 * `POST /conversations/search`: the conversations that a query finds. A repeated POST is safe here,
 * because a search changes nothing.
 *
 * @param query - as {@link toWireQuery} makes it
 * @param sort - left out for the order of the API
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/searchconversations
 */
export function searchConversations(
  { baseUrl, headers }: Client,
  query: SearchQuery,
  sort?: SearchSort,
): ListEndpoint<Conversation> {
  return {
    maxPerPage: 150,
    request: (cursor, perPage, beyond) => ({
      method: 'POST',
      url: `${baseUrl}/conversations/search`,
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        query: beyond === null ? query : addFilters(query, [filterBehind(beyond, sort)]),
        pagination: { per_page: perPage, starting_after: cursor ?? undefined },
        sort,
      }),
    }),
    decode: decodeCursorList<Conversation>,
    isSafe: (cursor) => !isAbsoluteUrl(cursor),
  };
}

/** The filter for what comes behind a time in an order. */
export function filterBehind(
  time: number,
  { field, order }: SearchSort = DEFAULT_SORT,
): SearchFilter {
  const operator = order === 'ascending' ? '>' : '<';
  return { field: field as 'created_at' | 'updated_at', operator, value: time };
}
