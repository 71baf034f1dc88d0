import type { SearchFilter, SearchQuery } from '../types/search-query.ts';
import { MAX_MEMBERS } from './to-wire-query.ts';

/**
 * The conversations of a query for which filters hold besides.
 *
 * A group has either filters or groups, and no more levels than needed, because the API is strict
 * in both.
 *
 * @param query - `null` for all conversations
 */
export function addFilters(
  query: SearchQuery | null,
  filters: readonly SearchFilter[],
): SearchQuery {
  const all: SearchQuery = { operator: 'AND', value: filters };
  if (query === null) return all;
  if (isFilter(query)) return { operator: 'AND', value: [query, ...filters] };
  const { operator, value } = query;
  const isConjunction = operator === 'AND' && value.length + filters.length <= MAX_MEMBERS;
  if (isConjunction && value.every(isFilter)) return { operator, value: [...value, ...filters] };
  if (isConjunction && !value.some(isFilter)) return { operator, value: [...value, all] };
  return { operator: 'AND', value: [query, all] };
}

function isFilter(query: SearchQuery): query is SearchFilter {
  return 'field' in query;
}
