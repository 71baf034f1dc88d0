import type { ConversationList } from '../types/conversation-list.ts';
import { pagesByCursor } from './api-version.ts';
import { cursorPage } from './cursor-page.ts';
import { placeOf, readPageNumber, readPageSize, rowsOf } from './page-query.ts';
import type { Payload } from './payload.ts';
import type { Complete, Row } from './row.ts';
import { listOrder } from './sort-order.ts';

/**
 * Answers one page of the list, given all rows in the API's order, the way the API does it in a
 * known version. The keys stand in the API's order. Throws a {@link Refusal} 400: `parameter_invalid`
 * for a bad page size or page number, `client_error` for a bad cursor.
 *
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination
 */
export function listPage(
  all: readonly Row[],
  url: URL,
  version: string,
  complete: Complete,
): Payload {
  const asked = url.searchParams.get('per_page');
  const size = readPageSize(asked, 150);
  const perPage = asked ?? size;
  if (pagesByCursor(version)) {
    return cursorPage({
      all,
      order: listOrder,
      startingAfter: url.searchParams.get('starting_after') ?? undefined,
      size,
      perPage,
      totalCount: all.length,
      complete,
    });
  }
  const page = { url, page: readPageNumber(url), size };
  const rows = rowsOf(all, page);
  return {
    rows: rows.length,
    json: (): ConversationList => ({
      type: 'conversation.list',
      pages: { ...placeOf(page, all.length), per_page: perPage },
      total_count: all.length,
      conversations: rows.map(complete),
    }),
  };
}
