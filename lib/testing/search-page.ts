import { cursorPage } from './cursor-page.ts';
import { isRecord } from './is-record.ts';
import { readPageSize } from './page-query.ts';
import { parseQuery } from './parse-query.ts';
import type { Payload } from './payload.ts';
import { readSort } from './read-sort.ts';
import { invalidParameter, Refusal } from './refusal.ts';
import type { TestRequest } from './request-record.ts';
import type { SearchSettings } from './resolve-search-options.ts';
import type { RowIndex } from './row-index.ts';
import type { Complete } from './row.ts';
import type { SearchRows } from './search-rows.ts';
import { listOrder } from './sort-order.ts';

/** What a search depends on besides its request. */
export interface SearchPageConfig {
  /** How the server behaves. */
  readonly search: SearchSettings;
  readonly version: string;
  readonly index: RowIndex;
  readonly searchRows: SearchRows;
  readonly complete: Complete;
}

/**
 * Answers one page of a search with the envelope of the list; `per_page` is a number here. Throws a
 * {@link Refusal} 400 when the body, the query, the order, the page size or the cursor cannot be.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/searchconversations
 */
export function searchPage(
  request: TestRequest,
  body: unknown,
  { search, version, index, searchRows, complete }: SearchPageConfig,
): Payload {
  if (!isRecord(body)) {
    throw invalidParameter('The body must be a JSON object, sent as application/json');
  }
  const { query, sort, pagination } = body;
  const asked = isRecord(pagination) ? pagination : {};
  const size = readSize(asked['per_page']);
  const clause = parseQuery(query, { version, bounds: search.bounds });
  const wanted = readSort(sort);
  const startingAfter = readCursor(asked['starting_after']);
  if (startingAfter !== undefined && search.refuseCursor(request)) {
    throw new Refusal(400, 'invalid_param', 'starting_after is invalid');
  }
  const order = search.ignoreSort ? listOrder : wanted;
  const found = searchRows(index, clause, order, JSON.stringify([query, order]));
  return cursorPage({
    all: found,
    order,
    startingAfter,
    size,
    perPage: size,
    totalCount: Math.min(found.length, search.maxTotalCount),
    maxResults: search.maxResults,
    isLast: search.endEarly(request),
    complete,
  });
}

function readSize(value: unknown): number {
  if (value === null || value === undefined || typeof value === 'number') {
    return readPageSize(value, 150);
  }
  throw invalidParameter('Per Page is invalid');
}

function readCursor(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return value;
  throw invalidParameter('starting_after is invalid');
}
