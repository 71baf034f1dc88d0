import { cursorPage } from './cursor-page.ts';
import { isRecord } from './is-record.ts';
import { readPageSize } from './page-query.ts';
import { parseQuery } from './parse-query.ts';
import type { Payload } from './payload.ts';
import { readSort } from './read-sort.ts';
import { Refusal } from './refusal.ts';
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
  /** The version of the API. */
  readonly version: string;
  /** Where to look. */
  readonly index: RowIndex;
  /** Finds the rows. */
  readonly searchRows: SearchRows;
  /** Makes a row complete. */
  readonly complete: Complete;
}

/**
 * Answers one page of a search.
 *
 * @param request - The request.
 * @param body - Its body; `undefined` when it was not JSON.
 * @param config - What the answer depends on besides.
 * @returns The envelope of the list; `per_page` is a number here.
 * @throws {@link Refusal} 400 when the body, the query, the order, the page size or the cursor
 * cannot be.
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/searchconversations
 */
export function searchPage(
  request: TestRequest,
  body: unknown,
  { search, version, index, searchRows, complete }: SearchPageConfig,
): Payload {
  if (!isRecord(body)) throw invalid('The body must be a JSON object, sent as application/json');
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
    span: { ...found, to: Math.min(found.to, found.from + search.maxResults) },
    order,
    startingAfter,
    size,
    perPage: size,
    totalCount: Math.min(found.to - found.from, search.maxTotalCount),
    isLast: search.endEarly(request),
    complete,
  });
}

function readSize(value: unknown): number {
  if (value === null || value === undefined || typeof value === 'number') {
    return readPageSize(value, 150);
  }
  throw invalid('Per Page is invalid');
}

function readCursor(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return value;
  throw invalid('starting_after is invalid');
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'parameter_invalid', message);
}
