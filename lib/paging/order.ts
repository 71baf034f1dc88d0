import type { Row } from './delivered.ts';

/**
 * Finds the first row that is newer than the one before it, or has no time to go by.
 *
 * @param rows - of a page
 * @param before - the `updated_at` of the last row of the page before it; `Infinity` for none
 * @returns the row; `undefined` when all go down
 */
export function findDisorder<Item extends Row>(
  rows: readonly Item[],
  before: number,
): Item | undefined {
  let last = before;
  return rows.find(({ updated_at }) => {
    const goesDown = Number.isFinite(updated_at) && updated_at <= last;
    last = updated_at;
    return !goesDown;
  });
}
