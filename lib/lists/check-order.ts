import type { RequestContext } from '../errors/error-context.ts';
import { InvalidOptionsError } from '../errors/invalid-options-error.ts';
import { ListOrderError } from '../errors/list-order-error.ts';
import { check } from '../errors/check.ts';
import { isSince } from '../http/is-since.ts';
import type { Row } from '../paging/delivered.ts';
import { findDisorder, type ListOrder } from '../paging/order.ts';
import type { ListPage } from '../paging/advance.ts';
import { isAbsoluteUrl } from './cursor-url.ts';

const NAMES_ROWS =
  "'2.6' or newer where the order of the list matters: in older versions a deletion shifts it";

/**
 * Refuses a version that counts pages in place of naming rows: a deletion shifts a row past the walk.
 *
 * @throws {@link InvalidOptionsError}
 * @see https://developers.intercom.com/docs/references/2.6/changelog
 */
export function checkVersionNamesRows(version: string | null): void {
  check(version === null || isSince(version, 2, 6), 'version', version, NAMES_ROWS);
}

/**
 * Checks that a page keeps the order.
 *
 * @param last - the rank of the row before it; `Infinity` for none
 * @returns whether it does
 * @throws {@link ListOrderError} for a row without a needed time, and for disorder where it is an error;
 * {@link InvalidOptionsError} where the cursor counts pages
 */
export function checkOrder(
  { items, next }: ListPage<Row>,
  last: number,
  context: RequestContext,
  order: ListOrder,
): boolean {
  if (next !== null && isAbsoluteUrl(next)) {
    throw new InvalidOptionsError('version', 'one that counts pages', NAMES_ROWS);
  }
  const disorder = findDisorder(items, last, order);
  const wrong = order.isRequired
    ? disorder
    : items.find((row) => order.isTimeNeeded && !Number.isFinite(row[order.field]));
  if (wrong !== undefined) throw new ListOrderError(context, wrong.id, order.name);
  return disorder === undefined;
}
