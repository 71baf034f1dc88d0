import type { NextPage } from '../types/conversation-list-pages.ts';
import type { ConversationList } from '../types/conversation-list.ts';
import { decodeCursor, encodeCursor, positionOf, rowAt } from './cursor.ts';
import { partitionPoint } from './partition-point.ts';
import type { Payload } from './payload.ts';
import type { Complete, Row } from './row.ts';
import { compareBy, type SortOrder } from './sort-order.ts';
import type { Span } from './span.ts';

/** What a page is made from. */
export interface CursorPageConfig {
  /** All rows, in order. */
  readonly span: Span;
  /** Their order. */
  readonly order: SortOrder;
  /** The cursor that was asked for. */
  readonly startingAfter: string | undefined;
  /** The page size. */
  readonly size: number;
  /** The page size as the answer tells it. */
  readonly perPage: number | string;
  /** How many rows the answer tells of. */
  readonly totalCount: number;
  /** Whether there is no next page, whatever the rows say. */
  readonly isLast: boolean;
  /** Makes a row complete. */
  readonly complete: Complete;
}

/**
 * Answers one page by cursor.
 *
 * @param config - What it is made from.
 * @returns The envelope, its keys in the API's order.
 * @throws {@link Refusal} 400 `client_error` for a bad cursor.
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination
 */
export function cursorPage(config: CursorPageConfig): Payload {
  const { span, order, startingAfter, size, perPage, totalCount, isLast, complete } = config;
  const cursor = startingAfter === undefined ? undefined : decodeCursor(startingAfter);
  const page = cursor?.page ?? 1;
  const start = cursor === undefined ? span.from : startOf(span, order, rowAt(cursor.after));
  const end = Math.min(start + size, span.to);
  const rows = span.rows.slice(start, end);
  const last = rows.at(-1);
  const hasNext = last !== undefined && end < span.to && !isLast;
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
function startOf({ rows, from, to }: Span, order: SortOrder, after: Row): number {
  const compare = compareBy(order);
  const start = partitionPoint(rows, (row) => compare(row, after) <= 0);
  return Math.min(Math.max(start, from), to);
}

function nextPage(last: Row, order: SortOrder, page: number): NextPage {
  return { page, starting_after: encodeCursor({ after: positionOf(last, order), page }) };
}
