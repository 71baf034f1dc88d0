import type { SearchFilter, SearchQuery } from '../types/search-query.ts';

/** The fields of a conversation that a range may go by. */
export type TimeField = 'created_at' | 'updated_at';

/** The most filters, or groups, that a group may have. */
const MAX_MEMBERS = 15;

/**
 * The conversations of a query in a range of time. Asks for one second more at the start, because `>`
 * may include its value or not, and so may `<`.
 *
 * A group has either filters or groups, and no more levels than needed, because the API is strict
 * in both.
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
  const times: readonly SearchFilter[] =
    to === null ? [after] : [after, { field, operator: '<', value: to }];
  if (query === null) return { operator: 'AND', value: times };
  if (isFilter(query)) return { operator: 'AND', value: [query, ...times] };
  const { operator, value } = query;
  const isConjunction = operator === 'AND' && value.length + times.length <= MAX_MEMBERS;
  const bounds: SearchQuery = { operator: 'AND', value: times };
  if (isConjunction && value.every(isFilter)) return { operator, value: [...value, ...times] };
  if (isConjunction && !value.some(isFilter)) return { operator, value: [...value, bounds] };
  return { operator: 'AND', value: [query, bounds] };
}

function isFilter(query: SearchQuery): query is SearchFilter {
  return 'field' in query;
}
