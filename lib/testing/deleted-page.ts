import { pageUrl, readPageNumber, readPageSize } from './page-query.ts';
import type { Payload } from './payload.ts';
import { Refusal } from './refusal.ts';
import type { CompareDeletions, TestDeletion } from './test-deletion.ts';

/**
 * Answers one page of `GET /conversations/deleted`, which counts pages.
 *
 * @param deletions - All deletions.
 * @param compare - Their ascending order; `order=desc`, the default, turns it round.
 * @param url - The address that was asked for; its query says which page.
 * @returns The envelope; its `type` is `conversations.list`.
 * @throws {@link Refusal} 400 `parameter_invalid` for a bad page size, page number or order.
 * @see https://developers.intercom.com/docs/references/2.16/rest-api/api.intercom.io/conversations/listdeletedconversationids
 */
export function deletedPage(
  deletions: readonly TestDeletion[],
  compare: CompareDeletions,
  url: URL,
): Payload {
  const size = readPageSize(url.searchParams.get('per_page'), 60);
  const page = readPageNumber(url);
  const order = url.searchParams.get('order') ?? 'desc';
  if (order !== 'asc' && order !== 'desc') {
    throw new Refusal(400, 'parameter_invalid', 'Order must be asc or desc');
  }
  const sign = order === 'asc' ? 1 : -1;
  const sorted = [...deletions].sort((a, b) => sign * compare(a, b));
  const rows = sorted.slice((page - 1) * size, page * size);
  return {
    rows: rows.length,
    json: () => ({
      type: 'conversations.list',
      total_count: sorted.length,
      pages: {
        type: 'pages',
        next: page * size < sorted.length ? pageUrl(url, size, page + 1) : null,
        page,
        per_page: size,
        total_pages: Math.ceil(sorted.length / size),
      },
      conversations: rows.map(({ id, deleted_at, metrics_retained = true }) => ({
        type: 'conversation',
        id,
        metrics_retained,
        deleted_at,
      })),
    }),
  };
}
