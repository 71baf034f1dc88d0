import type { PageEvent } from '../events/stream-event.ts';
import type { Row } from '../paging/delivered.ts';
import type { Advance } from '../paging/advance.ts';
import { deliver, type Position } from '../paging/position.ts';
import type { ListedPage } from './load-page.ts';

/** Where a walk stands: the position, and how many rows are still wanted (`Infinity` for all). */
export interface WalkState {
  readonly position: Position;
  readonly wanted: number;
}

/** A page, and what it adds to the walk. */
export interface PassPage<Item> extends Advance<Item> {
  readonly listed: ListedPage<Item>;
  /** The rows to deliver: the fresh ones, as far as they are wanted. */
  readonly items: readonly Item[];
  /** Where the walk stood before the page. */
  readonly before: Position;
  /** Where the walk stands when the page is delivered. */
  readonly after: WalkState;
  /** Whether the page goes on last updated first; `null` where nothing relies on it. */
  readonly isOrdered: boolean | null;
  /** Whether everything that changed before the page was requested is delivered. */
  readonly isDone: boolean;
}

/**
 * Where the walk stands when this many rows of the page are delivered; `undefined` when all are, and
 * the walk stands behind the page.
 */
export function positionWithin<Item extends Row>(
  { before, items }: PassPage<Item>,
  count: number,
): Position | undefined {
  return count === items.length ? undefined : deliver(before, items.slice(0, count));
}

/** The event of a page, of which this many rows are delivered. */
export function pageEvent(
  { listed, before, duplicates, lateness, isOrdered, items }: PassPage<Row>,
  conversations: number = items.length,
): PageEvent {
  const { number, totalCount } = listed;
  return {
    kind: 'page',
    pass: before.pass,
    number: number ?? before.page,
    conversations,
    duplicates,
    totalCount,
    lateness: lateness * 1000,
    isOrdered,
  };
}
