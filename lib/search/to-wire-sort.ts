import { check, checkObject } from '../errors/check.ts';
import { isObject } from '../types/json.ts';
import type { SearchSort } from '../types/search-query.ts';

/**
 * Checks the order of a search, and makes the JSON that is sent.
 *
 * @throws {@link InvalidOptionsError} with the path of the mistake
 */
export function toWireSort(sort: unknown): SearchSort {
  checkObject('sort', sort, 'an object { field, order }');
  const { field, order } = isObject(sort) ? sort : {};
  const isName = typeof field === 'string' && field !== '';
  check(isName, 'sort.field', field, 'the name of a field');
  const isKnown = order === 'ascending' || order === 'descending';
  check(isKnown, 'sort.order', order, "'ascending' or 'descending'");
  return { field, order };
}
