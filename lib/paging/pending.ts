import type { Row } from './delivered.ts';
import { lazy } from './lazy.ts';
import type { Position } from './position.ts';

/** Rows that wait for work or are in work. */
export interface Pending {
  /** How many there are. */
  readonly size: () => number;

  /** @param before - where the walk stood before these rows */
  readonly add: (before: Position, rows: readonly Row[]) => void;

  /** @param index - of a finished row, counted over all pages from 0 */
  readonly remove: (index: number) => void;

  /**
   * Where the walk stands if only finished rows count; `undefined` when none is pending. It lists
   * its delivered rows when they are read, because many pages may be pending.
   */
  readonly position: () => Position | undefined;
}

/** A page with pending rows. */
interface PendingPage {
  /** The index of its first row. */
  readonly number: number;
  readonly before: Position;
  /** How many of its rows are pending. */
  left: number;
  readonly size: number;
  next: PendingPage | undefined;
}

/** A finished row, and the number of its page. */
interface FinishedRow {
  readonly page: number;
  readonly row: Row;
}

export function createPending(): Pending {
  const pending = new Map<number, { readonly page: PendingPage; readonly row: Row }>();
  let first: PendingPage | undefined;
  let last: PendingPage | undefined;
  let end = 0;
  /** Rows of the pages from `first` on, and before them obsolete ones. */
  let finished: FinishedRow[] = [];
  let obsolete = 0;

  /** Forgets finished pages; the list is copied only when half of it is obsolete. */
  const skipFinishedPages = (): void => {
    while (first?.left === 0) {
      obsolete += first.size;
      first = first.next;
    }
    if (obsolete * 2 < finished.length) return;
    finished = finished.filter(isFrom(first));
    obsolete = 0;
  };

  return {
    size: () => pending.size,
    add(before, rows) {
      if (rows.length === 0) return;
      const size = rows.length;
      const page = { number: end, before, left: size, size, next: undefined };
      for (const { id, updated_at } of rows) {
        // Finished rows must not keep whole conversations in memory.
        pending.set(end, { page, row: { id, updated_at } });
        end += 1;
      }
      if (last !== undefined) last.next = page;
      last = page;
      first ??= page;
    },
    remove(index) {
      const { page, row } = pending.get(index) ?? {};
      if (page === undefined || row === undefined) return;
      pending.delete(index);
      page.left -= 1;
      finished.push({ page: page.number, row });
      skipFinishedPages();
    },
    position() {
      if (first === undefined) return undefined;
      const { before } = first;
      if (finished.length === obsolete) return before;
      return deliverLater(before, finished, finished.length, isFrom(first));
    },
  };
}

function isFrom(first: PendingPage | undefined): (row: FinishedRow) => boolean {
  const from = first?.number ?? Infinity;
  return ({ page }) => page >= from;
}

const withDelivered = lazy('delivered');

/**
 * The position when rows of the page are delivered; they are taken from a log when they are read.
 *
 * @param count - how much of the log counts
 */
function deliverLater(
  before: Position,
  log: readonly FinishedRow[],
  count: number,
  isOwn: (row: FinishedRow) => boolean,
): Position {
  return withDelivered({ ...before, catchUp: { ...before.catchUp, isQuiet: false } }, () => {
    const own = log.slice(0, count).filter(isOwn);
    return before.delivered.with(own.map(({ row }) => row));
  });
}
