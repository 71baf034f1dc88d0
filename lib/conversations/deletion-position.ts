import type { ListedPage } from '../lists/load-page.ts';
import { createDelivered, type Delivered, type Row } from '../paging/delivered.ts';
import { findDisorder } from '../paging/order.ts';
import type { DeletedConversation } from '../types/deleted-conversation.ts';

/** Where a walk over the deleted conversations stands. */
export interface DeletionPosition {
  /** The number of the next page, 1 for the first. */
  readonly page: number;
  /** All conversations seen so far. */
  readonly seen: Delivered;
  /** The `deleted_at` that no new row of the next page may exceed; `Infinity` where any may come. */
  readonly lastDeletedAt: number;
  /** Whether the rows came last deleted first. */
  readonly isOrdered: boolean;
  /** How many rows the list had when its last page was read; `null` when not told. */
  readonly totalCount: number | null;
  /** The most rows that a page had: a server may send fewer than asked for, and not say so. */
  readonly pageSize: number;
  /** Pages in a row that brought nothing new. */
  readonly stalePages: number;
}

/** What a page adds to the walk. */
export interface DeletionPage {
  /** The rows to deliver. */
  readonly items: readonly DeletedConversation[];
  /** How many rows were seen before. */
  readonly duplicates: number;
  /** Where the walk stands behind the page. */
  readonly position: DeletionPosition;
  /** Whether the walk is at its end. */
  readonly isOver: boolean;
}

/** The top of the list. */
export function startDeletions(): DeletionPosition {
  return {
    page: 1,
    seen: createDelivered(),
    lastDeletedAt: Infinity,
    isOrdered: true,
    totalCount: null,
    pageSize: 1,
    stalePages: 0,
  };
}

/**
 * Moves on behind the page at this position.
 *
 * A deletion during the walk shifts rows down the list, so that a page repeats some. An entry that
 * leaves the list shifts rows up, past the walk, and lowers `total_count`: such a page is dropped,
 * and the walk goes back as far as rows may have moved.
 *
 * @param since - the earliest `deleted_at` wanted; `-Infinity` for all
 */
export function advanceDeletions(
  position: DeletionPosition,
  listed: ListedPage<DeletedConversation>,
  since: number,
): DeletionPage {
  const { page, seen, lastDeletedAt } = position;
  const totalCount = listed.totalCount ?? position.totalCount;
  const pageSize = Math.max(position.pageSize, listed.items.length);
  const rowsGrown = (totalCount ?? 0) - (position.totalCount ?? totalCount ?? 0);
  const pagesGrown = rowsGrown / pageSize;
  const stalePages = position.stalePages + 1;
  if (pagesGrown < 0 && page > 1) {
    const back = Math.max(1, page + Math.floor(pagesGrown));
    // Page 1 may have newer rows by now.
    const behind = {
      ...position,
      page: back,
      lastDeletedAt: Infinity,
      totalCount,
      pageSize,
      stalePages,
    };
    return { items: [], duplicates: 0, position: behind, isOver: false };
  }
  const { fresh, seen: seenNow } = unseen(listed.items, seen);
  // A shift by more than a page brings rows that were deleted during the walk.
  const highest = pagesGrown > 1 ? Infinity : lastDeletedAt;
  const isOrdered =
    position.isOrdered &&
    findDisorder(listed.items.map(toRow), Infinity) === undefined &&
    (fresh[0]?.deleted_at ?? -Infinity) <= highest;
  // A row without a time is delivered.
  const isTooOld = ({ deleted_at }: DeletedConversation): boolean =>
    Number.isFinite(deleted_at) && deleted_at < since;
  return {
    items: fresh.filter((row) => !isTooOld(row)),
    duplicates: listed.items.length - fresh.length,
    position: {
      page: page + 1,
      seen: seenNow,
      lastDeletedAt: fresh.at(-1)?.deleted_at ?? lastDeletedAt,
      isOrdered,
      totalCount,
      pageSize,
      stalePages: fresh.length === 0 ? stalePages : 0,
    },
    isOver: (isOrdered && listed.items.some(isTooOld)) || !mayFollow(listed, page),
  };
}

/** The rows that were not seen before, each once. */
function unseen(
  items: readonly DeletedConversation[],
  seenBefore: Delivered,
): { readonly fresh: readonly DeletedConversation[]; readonly seen: Delivered } {
  let seen = seenBefore;
  const fresh = items.filter((item) => {
    if (seen.has(item.id)) return false;
    seen = seen.with([toRow(item)]);
    return true;
  });
  return { fresh, seen };
}

/** A deletion, for what is known of lists that are ordered by `updated_at`. */
function toRow({ id, deleted_at }: DeletedConversation): Row {
  return { id, updated_at: deleted_at };
}

/**
 * Whether another page follows. The page says so in three ways, which may contradict each other: two
 * of them are needed, so that none alone ends the list early or makes it endless.
 */
function mayFollow(
  { items, next, totalPages }: ListedPage<DeletedConversation>,
  page: number,
): boolean {
  const signs = [next !== null, totalPages !== null && page < totalPages, items.length > 0];
  return signs.filter(Boolean).length >= 2;
}
