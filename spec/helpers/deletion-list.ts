import type { DeletedConversation, Fetch } from '../../lib/index.ts';

/** A deleted conversation. */
export function deletion(id: string | number, deletedAt: number): DeletedConversation {
  return {
    type: 'conversation',
    id: String(id),
    metrics_retained: true,
    deleted_at: deletedAt,
  };
}

/** As many deletions, last deleted first: number 1 was the first, ten seconds before number 2. */
export function deletions(count: number): readonly DeletedConversation[] {
  return Array.from({ length: count }, (_, index) => deletion(count - index, (count - index) * 10));
}

/** What a page says besides its rows. */
export interface PageClaims {
  readonly next?: unknown;
  readonly total_pages?: unknown;
  readonly total_count?: unknown;
}

/** A page of `GET /conversations/deleted`, the last one unless told otherwise. */
export function deletionPage(
  rows: readonly unknown[],
  { total_count, ...pages }: PageClaims = {},
): object {
  return {
    type: 'conversations.list',
    total_count,
    pages: { type: 'pages', per_page: 60, ...pages },
    conversations: rows,
  };
}

/** A server whose list a spec changes while it is read. */
export interface DeletionServer {
  readonly fetch: Fetch;
  /** The numbers of the pages it was asked for. */
  readonly pages: readonly number[];
}

/**
 * Lists rows as they stand at each request.
 *
 * @param rows - the list, last deleted first; may be changed
 * @param before - called before each request, with its number from 1 on
 */
export function deletionServer(
  rows: readonly DeletedConversation[],
  before: (request: number) => void = () => undefined,
): DeletionServer {
  const pages: number[] = [];
  const fetch: Fetch = (url) => {
    const { searchParams } = new URL(url);
    const [page, size] = [Number(searchParams.get('page')), Number(searchParams.get('per_page'))];
    pages.push(page);
    before(pages.length);
    const end = page * size;
    return Promise.resolve(
      Response.json(
        deletionPage(rows.slice(end - size, end), {
          next: end < rows.length ? `https://api.intercom.io/elsewhere?page=${page + 7}` : null,
          total_pages: Math.ceil(rows.length / size),
          total_count: rows.length,
        }),
      ),
    );
  };
  return { fetch, pages };
}
