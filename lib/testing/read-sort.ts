import { isRecord } from './is-record.ts';
import { invalidParameter, Refusal } from './refusal.ts';
import { listOrder, sortFields, type SortOrder } from './sort-order.ts';

/**
 * Reads how a search shall be ordered: by `updated_at`, and descending, where `field` and `order` do
 * not say. Throws a {@link Refusal} 400 `parameter_invalid`, `invalid_sort_order` or `invalid_field`
 * when it cannot be.
 */
export function readSort(sort: unknown): SortOrder {
  if (sort === null || sort === undefined) return listOrder;
  if (!isRecord(sort)) throw invalidParameter('sort must be an object');
  const { field: name = listOrder.field, order = 'descending' } = sort;
  const field = sortFields.find((known) => known === name);
  if (field === undefined) {
    throw new Refusal(400, 'invalid_field', `${String(name)} is not a valid sort field`);
  }
  if (order !== 'ascending' && order !== 'descending') {
    const message = `Invalid sort order '${String(order)}'. Must be one of: ascending, descending`;
    throw new Refusal(400, 'invalid_sort_order', message);
  }
  return { field, descending: order === 'descending' };
}
