import { check } from '../errors/check.ts';
import { readOption } from '../errors/read-option.ts';
import { isObject } from '../types/json.ts';
import type { SearchSort } from '../types/search-query.ts';

const ALLOWED = 'an object { field, order }';

/**
 * Checks the order of a search, and makes the JSON that is sent.
 *
 * @throws {@link InvalidOptionsError} with the path of the mistake
 */
export function toWireSort(sort: unknown): SearchSort {
  return readOption('sort', () => toWire(sort), ALLOWED);
}

function toWire(sort: unknown): SearchSort {
  check(isObject(sort), 'sort', sort, ALLOWED);
  const { field, order } = sort;
  const isName = typeof field === 'string' && field !== '';
  check(isName, 'sort.field', field, 'the name of a field');
  const isKnown = order === 'ascending' || order === 'descending';
  check(isKnown, 'sort.order', order, "'ascending' or 'descending'");
  return { field, order };
}
