import type { Client } from '../http/client.ts';
import { decodeCursorList } from '../lists/cursor-list.ts';
import type { ListEndpoint } from '../lists/list-endpoint.ts';
import type { DeletedConversation } from '../types/deleted-conversation.ts';

/**
 * `GET /conversations/deleted`: last deleted first. A cursor is the number of a page, as text.
 *
 * @see https://developers.intercom.com/docs/references/2.16/rest-api/api.intercom.io/conversations/listdeletedconversationids
 */
export function listDeletedConversations({
  baseUrl,
  headers,
}: Client): ListEndpoint<DeletedConversation> {
  const url = `${baseUrl}/conversations/deleted`;
  return {
    maxPerPage: 60,
    request: (cursor, perPage) => ({
      method: 'GET',
      url: `${url}?per_page=${perPage}&order=desc&page=${cursor ?? 1}`,
      headers,
    }),
    decode: decodeCursorList<DeletedConversation>,
    // The walk counts pages itself: the URL in `next` only tells it that a page follows.
    isSafe: () => true,
  };
}
