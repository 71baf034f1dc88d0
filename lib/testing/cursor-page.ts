import type { NextPage } from '../types/conversation-list-pages.ts';
import type { ConversationList } from '../types/conversation-list.ts';
import { decodeCursor, encodeCursor, positionOf, rowAt } from './cursor.ts';
import { partitionPoint } from './partition-point.ts';
import type { Payload } from './payload.ts';
import type { Complete, Row } from './row.ts';
import { compareBy, type SortOrder } from './sort-order.ts';

/** What a page is made from. */
export interface CursorPageConfig {
  /** All rows, in order. */
  readonly all: readonly Row[];
  readonly order: SortOrder;
  /** The cursor that was asked for. */
  readonly startingAfter: string | undefined;
  readonly size: number;
  /** The page size as the answer tells it. */
  readonly perPage: number | string;
  /** How many rows the answer tells of. */
  readonly totalCount: number;
  /** How many rows are sent, over all pages. @defaultValue all */
  readonly maxResults?: number;
  /** Whether this page is the last one, also where more rows follow. @defaultValue false */
  readonly isLast?: boolean;
  readonly complete: Complete;
}

/**
 * Answers one page by cursor. The keys stand in the API's order. Throws a {@link Refusal} 400
 * `client_error` for a bad cursor.
 *
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination
 */
export function cursorPage(config: CursorPageConfig): Payload {
  const { all, order, startingAfter, size, perPage, totalCount, complete } = config;
  const { maxResults = Infinity, isLast = false } = config;
  const cursor = startingAfter === undefined ? undefined : decodeCursor(startingAfter);
  const page = cursor?.page ?? 1;
  const start = cursor === undefined ? 0 : startOf(all, order, rowAt(cursor.after));
  const most = Math.min(all.length, maxResults);
  const end = Math.min(start + size, most);
  const rows = all.slice(start, end);
  const last = rows.at(-1);
  const hasNext = last !== undefined && end < most && !isLast;
  return {
    rows: rows.length,
    json: (): ConversationList => ({
      type: 'conversation.list',
      pages: {
        type: 'pages',
        ...(hasNext && { next: nextPage(last, order, page + 1) }),
        page,
        per_page: perPage,
        total_pages: Math.ceil(totalCount / size),
      },
      total_count: totalCount,
      conversations: rows.map(complete),
    }),
  };
}

/** The first row behind the place of the cursor, whether or not its row still stands there. */
function startOf(all: readonly Row[], order: SortOrder, after: Row): number {
  const compare = compareBy(order);
  return partitionPoint(all, (row) => compare(row, after) <= 0);
}

function nextPage(last: Row, order: SortOrder, page: number): NextPage {
  return { page, starting_after: encodeCursor({ after: positionOf(last, order), page }) };
}
