import type { Client } from '../http/client.ts';
import { isSince } from '../http/is-since.ts';
import { decodeCursorList } from '../lists/cursor-list.ts';
import { cursorUrl, isAbsoluteUrl, leadsTo } from '../lists/cursor-url.ts';
import type { ListEndpoint } from '../lists/list-endpoint.ts';
import type { Conversation } from '../types/conversation.ts';

/**
 * The list `GET /conversations`, ordered last updated first.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/listconversations
 */
export function listConversations({
  baseUrl,
  headers,
  version,
}: Client): ListEndpoint<Conversation> {
  const url = `${baseUrl}/conversations`;
  return {
    maxPerPage: 150,
    request: (cursor, perPage) => ({
      method: 'GET',
      url: cursorUrl(url, perPage, cursor),
      headers,
    }),
    decode: decodeCursorList<Conversation>,
    // Without a header, the version of the app is not known, and may be one that counts pages.
    isSafe: (cursor) => !isAbsoluteUrl(cursor) || (!isSince(version, 2, 6) && leadsTo(cursor, url)),
  };
}
