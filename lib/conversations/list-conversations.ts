import type { Client } from '../http/client.ts';
import { decodeCursorList } from '../lists/cursor-list.ts';
import { cursorUrl, isAbsoluteUrl, isSameOrigin } from '../lists/cursor-url.ts';
import type { ListEndpoint } from '../lists/list-endpoint.ts';
import type { Conversation } from '../types/conversation.ts';

/** Real responses say `conversations`; the official description of 2.7 says `data`. */
const LIST_KEYS = ['conversations', 'data'];

/**
 * `GET /conversations`: last updated first.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/listconversations
 */
export function listConversations({ baseUrl, headers }: Client): ListEndpoint<Conversation> {
  const url = `${baseUrl}/conversations`;
  return {
    maxPerPage: 150,
    request: (cursor, perPage) => ({
      method: 'GET',
      url: cursorUrl(url, perPage, cursor),
      headers,
    }),
    decode: (json, context) => decodeCursorList<Conversation>(json, LIST_KEYS, context),
    isSafe: (cursor) => isSameOrigin(cursor, baseUrl),
    // Before version 2.6 a cursor is a whole URL, which counts pages of its own size.
    isResizable: (cursor) => cursor === null || !isAbsoluteUrl(cursor),
  };
}
