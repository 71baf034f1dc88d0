import type { ConversationList } from '../types/conversation-list.ts';
import { pagesByCursor } from './api-version.ts';
import { cursorPage } from './cursor-page.ts';
import { pageUrl, readPageNumber, readPageSize } from './page-query.ts';
import type { Payload } from './payload.ts';
import type { Complete, Row } from './row.ts';
import { listOrder } from './sort-order.ts';
import { spanOf } from './span.ts';

/**
 * Answers one page of the list, the way the API does it in a version.
 *
 * @param rows - All conversations, in the API's order.
 * @param url - The address that was asked for; its query says which page.
 * @param version - The version of the API, a known one.
 * @param complete - Makes a row complete.
 * @returns The envelope, its keys in the API's order.
 * @throws {@link Refusal} 400 `parameter_invalid` for a bad page size or page number,
 * `client_error` for a bad cursor.
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination
 */
export function listPage(
  rows: readonly Row[],
  url: URL,
  version: string,
  complete: Complete,
): Payload {
  const asked = url.searchParams.get('per_page');
  const size = readPageSize(asked, 150);
  const perPage = asked ?? size;
  if (!pagesByCursor(version)) return numberedPage(rows, url, size, perPage, complete);
  return cursorPage({
    span: spanOf(rows),
    order: listOrder,
    startingAfter: url.searchParams.get('starting_after') ?? undefined,
    size,
    perPage,
    totalCount: rows.length,
    isLast: false,
    complete,
  });
}

function numberedPage(
  all: readonly Row[],
  url: URL,
  size: number,
  perPage: number | string,
  complete: Complete,
): Payload {
  const page = readPageNumber(url);
  const rows = all.slice((page - 1) * size, page * size);
  return {
    rows: rows.length,
    json: (): ConversationList => ({
      type: 'conversation.list',
      pages: {
        type: 'pages',
        next: page * size < all.length ? pageUrl(url, size, page + 1) : null,
        page,
        per_page: perPage,
        total_pages: Math.ceil(all.length / size),
      },
      total_count: all.length,
      conversations: rows.map(complete),
    }),
  };
}
