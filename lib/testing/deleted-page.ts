import { placeOf, readPageNumber, readPageSize, rowsOf } from './page-query.ts';
import type { Payload } from './payload.ts';
import { invalidParameter } from './refusal.ts';
import type { CompareDeletions, TestDeletion } from './test-deletion.ts';

/**
 * Answers one page of `GET /conversations/deleted`, which counts pages; `order=desc`, the default,
 * turns the order round. Throws a {@link Refusal} 400 `parameter_invalid` for a bad page size, page
 * number or order.
 *
 * @see https://developers.intercom.com/docs/references/2.16/rest-api/api.intercom.io/conversations/listdeletedconversationids
 */
export function deletedPage(
  deletions: readonly TestDeletion[],
  compare: CompareDeletions,
  url: URL,
): Payload {
  const size = readPageSize(url.searchParams.get('per_page'), 60);
  const page = { url, size, page: readPageNumber(url) };
  const order = url.searchParams.get('order') ?? 'desc';
  if (order !== 'asc' && order !== 'desc') throw invalidParameter('Order must be asc or desc');
  const sign = order === 'asc' ? 1 : -1;
  const sorted = [...deletions].sort((a, b) => sign * compare(a, b));
  const rows = rowsOf(sorted, page);
  return {
    rows: rows.length,
    json: () => ({
      type: 'conversations.list',
      total_count: sorted.length,
      pages: placeOf(page, sorted.length),
      conversations: rows.map(({ id, deleted_at, metrics_retained = true }) => ({
        type: 'conversation',
        id,
        metrics_retained,
        deleted_at,
      })),
    }),
  };
}
