import { addFilters } from '../search/add-filters.ts';
import type { TimeField } from '../paging/order.ts';
import type { SearchFilter, SearchQuery } from '../types/search-query.ts';

/**
 * The conversations of a query in a range of time. Asks for one second more at the start, because `>`
 * may include its value or not, and so may `<`.
 *
 * @param to - the second after the range; `null` for no end
 */
export function timeQuery(
  query: SearchQuery | null,
  field: TimeField,
  from: number,
  to: number | null,
): SearchQuery {
  const after: SearchFilter = { field, operator: '>', value: from - 1 };
  return addFilters(query, to === null ? [after] : [after, { field, operator: '<', value: to }]);
}
