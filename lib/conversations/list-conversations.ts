import type { Client } from '../http/client.ts';
import { mayCountPages } from '../lists/counts-pages.ts';
import { decodeCursorList } from '../lists/cursor-list.ts';
import { cursorUrl, isAbsoluteUrl, leadsTo } from '../lists/cursor-url.ts';
import type { ListEndpoint } from '../lists/list-endpoint.ts';
import type { Conversation } from '../types/conversation.ts';

/** Real responses name the list `conversations`; the specification of version 2.7 says `data`. */
const LIST_KEYS = ['conversations', 'data'];

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
    decode: (json, context) => decodeCursorList<Conversation>(json, LIST_KEYS, context),
    isSafe: (cursor) => !isAbsoluteUrl(cursor) || (mayCountPages(version) && leadsTo(cursor, url)),
    // Before version 2.6 a cursor is a URL that counts pages of one size, so the size must stay.
    isResizable: (cursor) => cursor === null || !isAbsoluteUrl(cursor),
  };
}
