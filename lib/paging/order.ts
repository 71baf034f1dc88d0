import type { Row } from './delivered.ts';

/** The times of a row that a list may be ordered by. */
export type TimeField = 'created_at' | 'updated_at';

/** An order that a walk checks. */
export interface ListOrder {
  /** For errors. */
  readonly name: string;
  readonly field: TimeField;
  readonly isAscending: boolean;
  /** Whether a row without the time is wrong; otherwise it may be anywhere. */
  readonly isTimeNeeded: boolean;
  /** Whether disorder is an error. */
  readonly isRequired: boolean;
}

/** The order of the list of conversations. */
export const LAST_UPDATED: ListOrder = {
  name: 'updated_at',
  field: 'updated_at',
  isAscending: false,
  isTimeNeeded: true,
  isRequired: true,
};

/** A number that goes down from row to row where the order is kept; `NaN` without a time. */
export function rankOf(row: Row, order: ListOrder): number {
  return rankAt(row[order.field] ?? Number.NaN, order);
}

/** The rank of a row with this time. */
export function rankAt(time: number, { isAscending }: ListOrder): number {
  return isAscending ? -time : time;
}

/** The rank of the last row that has one, or else the rank before these rows. */
export function lastRank(rows: readonly Row[], order: ListOrder, before: number): number {
  const ranks = rows.map((row) => rankOf(row, order)).filter(Number.isFinite);
  return ranks.at(-1) ?? before;
}

/**
 * Finds the first row that stands in the wrong place, or has no time to go by where it needs one.
 *
 * @param rows - of a page
 * @param before - the rank of the last row of the page before it; `Infinity` for none
 * @returns the row; `undefined` when all are in order
 */
export function findDisorder<Item extends Row>(
  rows: readonly Item[],
  before: number,
  order: ListOrder = LAST_UPDATED,
): Item | undefined {
  let last = before;
  return rows.find((row) => {
    const rank = rankOf(row, order);
    if (!Number.isFinite(rank)) return order.isTimeNeeded;
    const goesDown = rank <= last;
    last = rank;
    return !goesDown;
  });
}
