import type { Client } from '../http/client.ts';
import { decodeCursorList } from '../lists/cursor-list.ts';
import { isAbsoluteUrl } from '../lists/cursor-url.ts';
import type { ListEndpoint } from '../lists/list-endpoint.ts';
import type { Conversation } from '../types/conversation.ts';
import type { SearchQuery, SearchSort } from '../types/search-query.ts';

/**
 * `POST /conversations/search`: the conversations that a query finds. A repeated POST is safe here,
 * because a search changes nothing.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/searchconversations
 */
export function searchConversations(
  { baseUrl, headers }: Client,
  query: SearchQuery,
  sort?: SearchSort,
): ListEndpoint<Conversation> {
  return {
    maxPerPage: 150,
    request: (cursor, perPage) => ({
      method: 'POST',
      url: `${baseUrl}/conversations/search`,
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        query,
        pagination: {
          per_page: perPage,
          ...(cursor === null ? {} : { starting_after: cursor }),
        },
        ...(sort === undefined ? {} : { sort }),
      }),
    }),
    decode: (json, context) =>
      decodeCursorList<Conversation>(json, ['conversations', 'data'], context),
    isSafe: (cursor) => !isAbsoluteUrl(cursor),
    isResizable: () => true,
  };
}
